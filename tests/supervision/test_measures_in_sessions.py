"""A measure that an office proposes is decided by the council of the NGO's place, in session."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError
from django.urls import reverse

from accounts import scope
from accounts.refusals import Refusal
from accounts.roles import PERMISSIONS, Role
from councils.models import AgendaItem
from councils.services.sessions import agenda, planning
from licensing.models import Application, Licence
from ngos.models import NGO
from persian.dates import add_jalali_months, today
from screens.worklist import Moment, counted
from supervision.models import Measure, MeasureProposal
from supervision.services.cases.cases import close_case
from supervision.services.cases.matter import MeasureMatter
from supervision.services.cases.proposing import propose_measure, withdraw_proposal
from supervision.workflow import ProposalState
from tests.cast import make_ngo, make_user, signed_in
from tests.councils.factory import (
    attend,
    decide,
    make_application,
    make_council,
    plan,
    put_on,
    sign,
)
from tests.licensing.licences.paths import make_licence
from tests.supervision.cases import complained, days_ago, decided, fresh, heard, opened, seen

MATTER = MeasureMatter()
HELD = days_ago(3)
GRAVE = "خطر برای مددجویان"


@pytest.fixture
def rasht(cast):
    return make_council("گیلان/رشت")


@pytest.fixture
def licensed(cast):
    ngo = make_ngo()
    make_licence(ngo, issued_on=days_ago(400), expires_on=add_jalali_months(today(), 6))
    return ngo


@pytest.fixture
def case(cast, licensed):
    """A case of an NGO of Rasht that was heard."""
    return heard(cast.rasht_expert, opened(cast.rasht_expert, licensed))


def propose(who, case, council, kind="suspension", **facts):
    facts = {"months": 2 if kind == "suspension" else None, "grave_reason": GRAVE, **facts}
    with scope.enter(scope.of(who)):
        return propose_measure(
            actor=who, case=fresh(case), seen=seen(case), kind=kind, council=council,
            reason="بند ۵ آیین‌نامه", **facts,
        )  # fmt: skip


def before(clerk, council, proposal, *, on=HELD):
    """A session, all present, with the proposal on its agenda."""
    session = plan(clerk, council, on)
    attend(clerk, session)
    with scope.enter(scope.of(clerk)):
        item = agenda.add_row(actor=clerk, session=session, matter=MATTER, key=proposal.pk)
    return session, item


def code_of(call, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    return caught.value.code


def standing(ngo) -> tuple[str, str]:
    with scope.system():
        return NGO.objects.get(pk=ngo.pk).status, Licence.objects.get(ngo=ngo).state


def stored(proposal) -> MeasureProposal:
    with scope.system():
        return MeasureProposal.objects.select_related("measure").get(pk=proposal.pk)


def test_a_measure_goes_from_the_expert_s_page_to_the_council_s_signature(
    cast, rasht, case, licensed
):
    """The expert proposes, the secretary puts it on the agenda, the chair signs, all on pages."""
    make_council("گیلان")
    expert, clerk, chair = (
        signed_in(each) for each in (cast.rasht_expert, cast.rasht_secretary, cast.rasht_chair)
    )
    page = reverse("admin:supervision_supervisioncase_detail", args=[case.pk])
    form = reverse("admin:supervision_supervisioncase_propose", args=[case.pk])
    assert form in expert.get(page).content.decode()
    sent = expert.post(
        form,
        {
            "seen": seen(case), "kind": "suspension", "months": "۲", "council": rasht.pk,
            "reason": "بند ۵ آیین‌نامه", "grave_reason": GRAVE,
        },
    )  # fmt: skip
    assert sent.status_code == 302
    shown = expert.get(page).content.decode()
    assert "در انتظار جلسهٔ" in shown
    assert form not in shown  # one at a time

    session = plan(cast.rasht_secretary, rasht, HELD)
    attend(cast.rasht_secretary, session)
    detail = reverse("admin:councils_session_detail", args=[session.pk])
    with scope.system():
        proposal = MeasureProposal.objects.get()
    assert f'value="measure:{proposal.pk}"' in clerk.get(detail).content.decode()
    clerk.post(
        reverse("admin:councils_session_items_add", args=[session.pk]),
        {"row": f"measure:{proposal.pk}"},
    )
    with scope.system():
        item = AgendaItem.objects.get()
    read = clerk.get(detail).content.decode()
    assert "بند ۵ آیین‌نامه" in read
    assert "دفاع شد." in read
    decide(cast.rasht_secretary, item, "adopt", votes_for=5)
    page_of_chair = chair.get(detail).context["loaded"]
    assert page_of_chair.obstacles == []
    chair.post(
        reverse("admin:councils_session_sign", args=[session.pk]),
        {
            "seen": page_of_chair.version,
            "state": [f"{pk}:{state}" for pk, state in page_of_chair.states],
        },
    )
    assert standing(licensed) == ("suspended", "suspended")
    measure = stored(proposal).measure
    assert (measure.decided_on, measure.from_on, measure.resolution_id) == (HELD, HELD, item.pk)
    assert measure.to_on == add_jalali_months(HELD, 2)
    shown = expert.get(page).content.decode()
    assert "شورای آزمون" in shown
    assert "تصویب شد" in shown


def test_what_the_council_declines_leaves_the_ngo_as_it_was(cast, rasht, case, licensed):
    proposal = propose(cast.rasht_expert, case, rasht, "revocation")
    session, item = before(cast.rasht_secretary, rasht, proposal)
    decide(
        cast.rasht_secretary, item, "decline", votes_for=0, votes_against=5, reason="مهلت داده شود"
    )
    sign(cast.rasht_chair, session)
    assert standing(licensed) == ("active", "valid")
    found = stored(proposal)
    assert (found.state, found.measure) == (ProposalState.DECLINED, None)
    assert "مهلت داده شود" in found.outcome
    # Another may be proposed, and what the office decides by itself it decides as ever.
    decided(cast.gilan_expert, case, "oral_notice")
    assert propose(cast.rasht_expert, case, rasht).state == ProposalState.WAITING


def test_what_is_postponed_or_cancelled_waits_on(cast, rasht, case):
    proposal = propose(cast.rasht_expert, case, rasht)
    session, item = before(cast.rasht_secretary, rasht, proposal)
    decide(cast.rasht_secretary, item, "postpone", votes_for=0)
    sign(cast.rasht_chair, session)
    session, _item = before(cast.rasht_secretary, rasht, proposal, on=days_ago(2))
    with scope.enter(scope.of(cast.rasht_secretary)):
        planning.cancel_session(actor=cast.rasht_secretary, session=session)
    assert stored(proposal).state == ProposalState.WAITING
    before(cast.rasht_secretary, rasht, proposal, on=days_ago(1))


def test_applications_and_measures_of_one_session_are_signed_all_or_none(
    cast, rasht, case, licensed
):
    proposal = propose(cast.rasht_expert, case, rasht)
    session, item = before(cast.rasht_secretary, rasht, proposal)
    application = make_application()
    put_on(cast.rasht_secretary, session, application, decision="approve_initially", votes_for=5)
    decide(cast.rasht_secretary, item, "adopt", votes_for=5)
    # The licence's present state is younger than the session: it cannot be suspended from that day.
    with scope.system():
        Licence.objects.filter(ngo=licensed).update(state_since=days_ago(1))
    with pytest.raises(Refusal) as caught:
        sign(cast.rasht_chair, session)
    assert licensed.name in str(caught.value)
    assert "بند ۱" in str(caught.value)
    assert stored(proposal).state == ProposalState.WAITING
    with scope.system():
        assert not Measure.objects.exists()
        assert Application.objects.get(pk=application.pk).state == "preliminary_review"
        Licence.objects.filter(ngo=licensed).update(state_since=days_ago(9))
    sign(cast.rasht_chair, session)
    assert standing(licensed) == ("suspended", "suspended")
    with scope.system():
        assert Application.objects.get(pk=application.pk).state == "initial_approved"


def test_what_the_office_did_in_the_case_meanwhile_is_not_signed_unseen(cast, rasht, case):
    proposal = propose(cast.rasht_expert, case, rasht)
    session, item = before(cast.rasht_secretary, rasht, proposal)
    decide(cast.rasht_secretary, item, "adopt", votes_for=5)
    with scope.system():
        shown = {item.pk: MATTER.state(MATTER.rows().get(pk=proposal.pk))}
    decided(cast.gilan_expert, case, "oral_notice", on=days_ago(20))
    with pytest.raises(Refusal) as caught:
        sign(cast.rasht_chair, session, states=shown)
    assert caught.value.code == "overtaken"
    assert str(cast.gilan_expert) in str(caught.value)


def test_under_a_complaint_a_measure_is_declined_or_postponed_and_not_adopted(cast, rasht, case):
    decided(cast.gilan_expert, case, "oral_notice", on=days_ago(100))
    proposal = propose(cast.rasht_expert, case, rasht)
    session, item = before(cast.rasht_secretary, rasht, proposal)
    decide(cast.rasht_secretary, item, "adopt", votes_for=5)
    complained(cast.gilan_expert, case, on=days_ago(80))
    assert code_of(sign, cast.rasht_chair, session) == "not_allowed"


@pytest.mark.parametrize("role", [role for role in Role if role != Role.NGO_OFFICER])
def test_who_proposes_is_told_by_the_role_table(cast, rasht, case, role):
    at = {
        Role.NATIONAL_EXPERT: None,
        Role.COUNTY_EXPERT: "گیلان/رشت",
        Role.CASE_WORKER: "گیلان/رشت",
    }
    who = make_user(role, at=at.get(role, "گیلان"))
    if role in PERMISSIONS["supervision.propose_measure"]:
        assert propose(who, case, rasht).proposed_by == who
    else:
        with pytest.raises(PermissionDenied):
            propose(who, case, rasht)


def test_another_province_reaches_no_proposal_and_no_council_of_it(cast, rasht, case):
    proposal = propose(cast.rasht_expert, case, rasht)
    foreign = make_council("اصفهان")
    for person in (cast.isfahan_expert, cast.qazvin_director):
        client = signed_in(person)
        for name in ("detail", "propose", "withdraw"):
            page = reverse(f"admin:supervision_supervisioncase_{name}", args=[case.pk])
            assert client.get(page).status_code == 404
            assert client.post(page, {"reason": "نفوذ"}).status_code in (404, 405)
        with scope.enter(scope.of(person)):
            assert not MeasureProposal.objects.exists()
    with scope.enter(scope.of(cast.rasht_expert)):
        withdraw_proposal(
            actor=cast.rasht_expert, proposal=proposal, seen="waiting", reason="اصلاح می‌شود"
        )
    assert code_of(propose, cast.rasht_expert, case, foreign) == "other_council"
    anzali = make_council("گیلان/بندر انزلی")
    assert code_of(propose, cast.gilan_expert, case, anzali) == "other_council"
    # Out of sight here, so the database takes no key to it either.
    with scope.enter(scope.of(cast.rasht_expert)), pytest.raises(ProgrammingError):
        MeasureProposal.objects.filter(pk=proposal.pk).update(council=foreign.pk)


def test_a_proposal_is_held_to_the_ladder_when_it_is_made(cast, rasht, licensed):
    unheard = opened(cast.rasht_expert, licensed)
    assert code_of(propose, cast.rasht_expert, unheard, rasht) == "not_heard"
    case = heard(cast.rasht_expert, unheard)
    assert code_of(propose, cast.rasht_expert, case, rasht, grave_reason="") == "rung_skipped"
    assert code_of(propose, cast.rasht_expert, case, rasht, months=4) == "no_months"
    assert code_of(propose, cast.rasht_expert, case, rasht, months=None) == "no_months"
    assert code_of(propose, cast.rasht_expert, case, rasht, "warning") == "unknown_kind"
    propose(cast.rasht_expert, case, rasht)
    assert code_of(propose, cast.rasht_expert, case, rasht) == "proposed_already"


def test_a_case_is_not_closed_over_a_proposal_and_one_on_an_agenda_is_not_taken_back(
    cast, rasht, case
):
    proposal = propose(cast.rasht_expert, case, rasht)
    with scope.enter(scope.of(cast.gilan_expert)):
        assert code_of(
            close_case, actor=cast.gilan_expert, case=case, seen=seen(case), on=today(),
            outcome="مختومه",
        ) == "proposed"  # fmt: skip
    _session, item = before(cast.rasht_secretary, rasht, proposal)
    take = {"actor": cast.rasht_expert, "proposal": proposal, "seen": "waiting", "reason": "اصلاح"}
    with scope.enter(scope.of(cast.rasht_expert)):
        assert code_of(withdraw_proposal, **take) == "on_agenda"
    with scope.enter(scope.of(cast.rasht_secretary)):
        agenda.remove_item(actor=cast.rasht_secretary, item=item)
    with scope.enter(scope.of(cast.rasht_expert)):
        assert withdraw_proposal(**take).state == ProposalState.WITHDRAWN
    with scope.enter(scope.of(cast.gilan_expert)):
        close_case(
            actor=cast.gilan_expert, case=case, seen=seen(case), on=today(), outcome="مختومه"
        )


def test_what_waits_for_the_council_stands_on_its_secretary_s_worklist(cast, rasht, case):
    def waiting(person):
        with scope.enter(scope.of(person)):
            found = counted(person, Moment(today()))
            return {each.duty.key: each.count for each in found}.get("measures_to_agenda", 0)

    proposal = propose(cast.rasht_expert, case, rasht)
    assert [waiting(each) for each in (cast.rasht_secretary, cast.gilan_secretary)] == [1, 0]
    before(cast.rasht_secretary, rasht, proposal, on=today() + datetime.timedelta(days=2))
    assert waiting(cast.rasht_secretary) == 0
