"""Signing a session: all that it decided is carried out, or none of it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts import scope
from accounts.refusals import Refusal
from accounts.workflow import Taker
from councils.decisions import all_words
from councils.models import Attendance, Session
from councils.models.session import SessionState
from councils.services.sessions import agenda, planning, recording
from licensing.models import Application
from licensing.services.applications.matter import decisions_on_state
from licensing.services.applications.moving import move
from licensing.states import State
from licensing.workflow import APPLICATION
from ngos.models.ngo import ActivityLevel
from persian.dates import today
from tests.cast import make_ngo
from tests.councils.factory import (
    MATTER,
    attend,
    decide,
    make_application,
    make_council,
    make_member,
    plan,
    put_on,
    sign,
)


@pytest.fixture
def rasht(cast):
    """The council of Rasht with five voting members."""
    return make_council("گیلان/رشت")


@pytest.fixture
def session(cast, rasht):
    """A session of Rasht's council at which all members are present."""
    planned = plan(cast.rasht_secretary, rasht)
    attend(cast.rasht_secretary, planned)
    return planned


def states(*applications):
    with scope.system():
        found = Application.objects.in_bulk([each.pk for each in applications])
        return [found[each.pk].state for each in applications]


def refused(call, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    return caught.value


def test_signing_carries_out_every_decision(cast, rasht, session):
    clerk = cast.rasht_secretary
    province = make_council("گیلان")
    first, second = make_application(), make_application()
    last = [make_application(State.FINAL_REVIEW) for _number in range(4)]
    put_on(clerk, session, first, decision="approve_initially")
    put_on(clerk, session, second, decision="reject", votes_for=0, votes_against=5, reason="نقص")
    put_on(clerk, session, last[0], decision="approve")
    put_on(clerk, session, last[1], decision="approve_conditionally", conditions="اصلاح اساسنامه")
    put_on(clerk, session, last[2], decision="refer", refer_to=province)
    put_on(clerk, session, last[3], decision="postpone")
    signed = sign(cast.rasht_chair, session)
    assert (signed.state, signed.signed_by_name) == (SessionState.SIGNED, str(cast.rasht_chair))
    assert states(first, second, *last) == [
        "initial_approved", "rejected", "approved", "conditional", "referred", "final_review",
    ]  # fmt: skip
    with scope.system():
        assert Application.objects.get(pk=last[1].pk).conditions == "اصلاح اساسنامه"
        assert Application.objects.get(pk=last[2].pk).council == province
        step = second.steps.get()
        assert step.reason == f"جلسهٔ 1 مورخ 1403/05/10، {rasht}: نقص"
        assert step.taken_by == cast.rasht_chair


def test_one_application_that_moved_meanwhile_stops_all_and_is_named(cast, session):
    clerk = cast.rasht_secretary
    first, second = make_application(), make_application()
    before = put_on(clerk, session, first, decision="approve_initially")
    item = put_on(clerk, session, second, decision="approve_initially")
    shown = {before.pk: first.state, item.pk: second.state}
    with scope.enter(scope.of(cast.rasht_expert)):
        move(
            actor=cast.rasht_expert, application=Application.objects.get(pk=second.pk),
            step="withdraw", seen=State.PRELIMINARY_REVIEW, reason="انصراف",
        )  # fmt: skip
    refusal = refused(sign, cast.rasht_chair, session, states=shown)
    assert refusal.code == "overtaken"
    assert "بند ۲" in str(refusal)
    assert second.ngo.name in str(refusal)
    assert str(cast.rasht_expert) in str(refusal)
    assert states(first, second) == ["preliminary_review", "withdrawn"]
    # Having seen it, the decision is still impossible; without the item the session is signed.
    assert refused(sign, cast.rasht_chair, session).code == "not_allowed"
    with scope.enter(scope.of(clerk)):
        agenda.remove_item(actor=clerk, item=item)
    assert sign(cast.rasht_chair, session).state == SessionState.SIGNED


def test_what_the_secretary_wrote_after_the_chair_looked_is_not_signed_unseen(cast, session):
    item = put_on(cast.rasht_secretary, session, make_application(), decision="approve_initially")
    with scope.system():
        from councils.services.sessions.opening import STAMP

        shown = STAMP.of(session)
    decide(cast.rasht_secretary, item, "reject", votes_for=0, votes_against=5, reason="نقص")
    assert refused(sign, cast.rasht_chair, session, seen=shown).code == "overtaken"


def test_a_session_without_a_quorum_is_refused_with_the_numbers(cast, rasht):
    planned = plan(cast.rasht_secretary, rasht)
    attend(cast.rasht_secretary, planned, 2)
    put_on(cast.rasht_secretary, planned, make_application(), decision="postpone", votes_for=0)
    refusal = refused(sign, cast.rasht_chair, planned)
    assert refusal.code == "no_quorum"
    assert all(number in str(refusal) for number in ("۵", "۲", "۳"))
    attend(cast.rasht_secretary, planned, 3)
    assert sign(cast.rasht_chair, planned).quorum_percent == 51


def test_members_without_a_vote_and_past_ones_do_not_count_for_the_quorum(cast, rasht):
    planned = plan(cast.rasht_secretary, rasht)
    for number in range(4):
        guest = make_member(rasht, is_voting=False)
        with scope.enter(scope.of(cast.rasht_secretary)):
            recording.mark_attendance(
                actor=cast.rasht_secretary, session=planned, member=guest, is_present=True
            )
        make_member(rasht, end_on=datetime.date(2022, 1, number + 1))
    attend(cast.rasht_secretary, planned, 2)
    put_on(cast.rasht_secretary, planned, make_application(), decision="postpone", votes_for=0)
    assert refused(sign, cast.rasht_chair, planned).code == "no_quorum"


def test_the_chair_has_to_be_present(cast, rasht, session):
    put_on(cast.rasht_secretary, session, make_application(), decision="approve_initially")
    with scope.enter(scope.of(cast.rasht_secretary)):
        recording.mark_attendance(
            actor=cast.rasht_secretary, session=session, member=session.chair, is_present=False
        )
    assert refused(sign, cast.rasht_chair, session).code == "chair_absent"


@pytest.mark.parametrize(
    ("decided", "code"),
    [
        ({}, "undecided"),
        ({"decision": "approve_initially", "votes_for": 6}, "too_many_votes"),
        (
            {"decision": "approve_initially", "votes_for": 2, "votes_against": 2,
             "votes_abstained": 2},
            "too_many_votes",
        ),
        ({"decision": "approve_initially", "votes_for": 2, "votes_against": 2}, "no_majority"),
        ({"decision": "approve_initially", "votes_for": 0}, "no_majority"),
        ({"decision": "reject", "votes_for": 0, "votes_against": 5}, "no_reason"),
        ({"decision": "reject", "votes_for": 4, "votes_against": 1, "reason": "نقص"},
         "majority_is_for"),
    ],
)  # fmt: skip
def test_an_item_that_is_not_rightly_decided_is_refused_and_named(cast, session, decided, code):
    application = make_application()
    put_on(cast.rasht_secretary, session, application, **decided)
    refusal = refused(sign, cast.rasht_chair, session)
    assert refusal.code == code
    assert application.ngo.name in str(refusal)
    assert states(application) == ["preliminary_review"]


def test_a_session_of_a_day_to_come_is_not_signed(cast, rasht):
    planned = plan(cast.rasht_secretary, rasht, today() + datetime.timedelta(days=3))
    attend(cast.rasht_secretary, planned)
    put_on(cast.rasht_secretary, planned, make_application(), decision="postpone", votes_for=0)
    assert refused(sign, cast.rasht_chair, planned).code == "future"


def test_a_session_is_signed_once(cast, session):
    put_on(cast.rasht_secretary, session, make_application(), decision="approve_initially")
    sign(cast.rasht_chair, session)
    refusal = refused(sign, cast.rasht_chair, session)
    assert refusal.code == "signed"
    assert str(cast.rasht_chair) in str(refusal)


def test_nothing_of_a_signed_session_is_changed(cast, session):
    clerk, item = cast.rasht_secretary, None
    item = put_on(clerk, session, make_application(), decision="approve_initially")
    other = make_application()
    sign(cast.rasht_chair, session)
    with scope.enter(scope.of(clerk)):
        calls = [
            lambda: planning.change_session(actor=clerk, session=session, held_on=session.held_on),
            lambda: planning.cancel_session(actor=clerk, session=session),
            lambda: agenda.add_row(actor=clerk, session=session, matter=MATTER, key=other.pk),
            lambda: agenda.add_subject(actor=clerk, session=session, subject="موضوع"),
            lambda: agenda.remove_item(actor=clerk, item=item),
            lambda: agenda.order_items(actor=clerk, session=session, order=[item.pk]),
            lambda: recording.write_minutes(actor=clerk, session=session, minutes="x"),
            lambda: decide(clerk, item, "reject"),
            lambda: recording.mark_attendance(
                actor=clerk, session=session, member=session.chair, is_present=False
            ),
        ]
        assert {refused(call).code for call in calls} == {"signed"}


def test_only_the_chair_of_this_council_signs(cast, rasht, session):
    put_on(cast.rasht_secretary, session, make_application(), decision="approve_initially")
    for person in (cast.rasht_secretary, cast.gilan_chair, cast.gilan_director, cast.rasht_expert):
        with pytest.raises(PermissionDenied):
            sign(person, session)


@pytest.mark.parametrize("state", [State.PRELIMINARY_REVIEW, State.FINAL_REVIEW])
def test_what_may_be_decided_follows_from_the_workflow(cast, session, state):
    item = put_on(cast.rasht_secretary, session, make_application(state))
    allowed = {
        step.name
        for step in APPLICATION.steps
        if step.by is Taker.SESSION and state in step.sources
    } | {"postpone"}
    assert {each.key for each in decisions_on_state(state)} == allowed
    for decision in [each.key for each in all_words()]:
        if decision not in allowed:
            assert refused(decide, cast.rasht_secretary, item, decision).code == "not_allowed"


def test_a_referral_goes_to_a_council_that_decides_on_the_ngo(cast, session):
    item = put_on(cast.rasht_secretary, session, make_application(State.FINAL_REVIEW))
    anzali, isfahan = make_council("گیلان/بندر انزلی"), make_council("اصفهان")
    for other in (anzali, isfahan, session.council):
        refusal = refused(decide, cast.rasht_secretary, item, "refer", refer_to=other)
        assert refusal.code == "not_referable"
    assert refused(decide, cast.rasht_secretary, item, "refer").code == "no_referral"
    decide(cast.rasht_secretary, item, "refer", refer_to=make_council(""))
    assert sign(cast.rasht_chair, session).state == SessionState.SIGNED


def test_a_province_refers_to_the_national_council(cast):
    council, nation = make_council("گیلان"), make_council("")
    ngo = make_ngo(activity_level="provincial")
    application = make_application(State.FINAL_REVIEW, ngo=ngo, level=ActivityLevel.PROVINCIAL)
    planned = plan(cast.gilan_secretary, council)
    attend(cast.gilan_secretary, planned)
    put_on(cast.gilan_secretary, planned, application, decision="refer", refer_to=nation)
    sign(cast.gilan_chair, planned)
    assert states(application) == ["referred"]


def test_the_list_of_a_signed_session_names_the_absent_too(cast, rasht):
    planned = plan(cast.rasht_secretary, rasht)
    attend(cast.rasht_secretary, planned, 3)
    put_on(cast.rasht_secretary, planned, make_application(), decision="approve_initially")
    sign(cast.rasht_chair, planned)
    with scope.system():
        marks = list(planned.attendance.order_by("pk").values_list("is_present", flat=True))
    assert marks == [True, True, True, False, False]


# -- what the database refuses, whatever the way -------------------------------------------------


def broken(change):
    """The name of the constraint that a change in the scope of Rasht's chair breaks."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change()
    return caught.value.__cause__.diag.constraint_name


def signed_by_hand(session, **values):
    from django.utils import timezone

    fields = {
        "state": "signed", "signed_at": timezone.now(), "quorum_percent": 51,
        "majority_percent": 51,
    }  # fmt: skip
    Session.objects.filter(pk=session.pk).update(**(fields | values))


def test_the_database_refuses_a_signature_without_quorum_or_chair_or_votes(cast, rasht):
    clerk = cast.rasht_secretary
    planned = plan(clerk, rasht)
    item = put_on(clerk, planned, make_application(), decision="approve_initially", votes_for=1)
    with scope.enter(scope.of(cast.rasht_chair)):
        assert broken(lambda: signed_by_hand(planned)) == "session_chair_is_present"
        attend(clerk, planned, 2)
        assert broken(lambda: signed_by_hand(planned)) == "session_has_a_quorum"
        assert broken(lambda: signed_by_hand(planned, quorum_percent=None)) in (
            "session_has_a_quorum", "session_signed_by_somebody",
        )  # fmt: skip
        attend(clerk, planned, 3)
        decide(clerk, item, "approve_initially", votes_for=1, votes_against=2)
        assert broken(lambda: signed_by_hand(planned)) == "session_votes_add_up"
        decide(clerk, item, "approve_initially", votes_for=4)
        assert broken(lambda: signed_by_hand(planned)) == "session_votes_add_up"
        decide(clerk, item, "")
        assert broken(lambda: signed_by_hand(planned)) == "session_decides_its_agenda"
        decide(clerk, item, "approve_initially", votes_for=3)
        signed_by_hand(planned)
        assert broken(lambda: signed_by_hand(planned)) == "session_signed_stays"
        assert broken(lambda: Session.objects.filter(pk=planned.pk).delete()) == (
            "session_signed_stays"
        )
        assert broken(lambda: planned.agenda.update(votes_for=1)) == "session_signed_stays"
        assert broken(lambda: planned.attendance.all().delete()) == "session_signed_stays"


def test_the_database_refuses_a_session_that_begins_signed_or_comes_back(cast, rasht):
    planned = plan(cast.rasht_secretary, rasht)
    with scope.enter(scope.of(cast.rasht_secretary)):
        copy = Session.objects.get(pk=planned.pk)
        copy.pk, copy.number, copy.state = None, 9, SessionState.CANCELLED
        assert broken(copy.save) == "session_begins_planned"
        planning.cancel_session(actor=cast.rasht_secretary, session=planned)
        again = Session.objects.filter(pk=planned.pk)
        assert broken(lambda: again.update(state="planned")) == "session_cancelled_stays"


def test_the_database_refuses_people_of_another_council(cast, rasht, session):
    with scope.system():
        stranger = make_council("گیلان/بندر انزلی").members.first()
        assert broken(lambda: Session.objects.filter(pk=session.pk).update(chair=stranger)) == (
            "session_chair_is_a_member"
        )
        assert broken(
            lambda: Attendance.objects.create(session=session, member=stranger)
        ) == "attendance_of_a_member"  # fmt: skip
