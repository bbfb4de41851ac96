"""A call from its publication to the final report, through the screens that people use."""

import datetime
import io

import openpyxl
import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse

from accounts import scope
from councils.models import CouncilMember
from councils.services.sessions.agenda import add_row
from jobs.daily import run_daily
from persian.dates import format_jalali, to_gregorian, to_jalali, today
from programs.calls.matter import ProposalMatter
from programs.calls.models import Call, Proposal, ProposalFunding, Revision
from programs.money.models import Allocation, Priority, Source
from tests.cast import signed_in
from tests.councils.factory import attend, decide, plan, sign
from tests.programs.calls.cases import (
    asked,
    days,
    declared,
    drafted,
    fresh,
    ngo_with_licence,
    published,
    received,
    reviewed,
    scored,
    working_group,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(cast):
    return working_group(secretary=cast.gilan_expert, chair=cast.gilan_director)


def send(client, name, row=None, *, query=None, **data):
    """A form of the product, sent with what it carries."""
    address = reverse(f"admin:calls_{name}", args=[row.pk] if row else [], query=query)
    shown = client.get(address)
    form = shown.context and shown.context.get("form")
    carried = {each.html_name: each.value() or "" for each in form.hidden_fields()} if form else {}
    return client.post(address, {**carried, **data}, follow=True)


def text(client, name, *args, **query):
    return client.get(reverse(f"admin:calls_{name}", args=args), query).content.decode()


def test_a_call_is_entered_published_and_answered_by_form(cast, group):
    secretary = signed_in(cast.gilan_expert)
    made = send(
        secretary, "call_add", body=group.pk, title="فراخوان زنان", topic="شرح کار",
        closes_on=format_jalali(days(5)), ceiling="۲٬۰۰۰٬۰۰۰٬۰۰۰", needs_licence="on",
        needs_no_measure="on",
    )  # fmt: skip
    assert made.redirect_chain, made.context["form"].errors
    with scope.system():
        call = Call.objects.get()
    refused = send(secretary, "call_publish", call)
    assert "جمع وزن معیارها ۰ است" in refused.content.decode()
    for title, weight in (("اثر", 60), ("هزینه", 40)):
        send(secretary, "call_criteria_add", call, title=title, weight=weight)
    send(secretary, "call_questions_add", call, position=1, text="چند زن؟", kind="number",
         is_required="on")  # fmt: skip
    send(secretary, "call_publish", call)
    assert fresh(call).state == "published"

    ngo = ngo_with_licence("انجمن کارآفرین")
    query = {"ngo": ngo.pk, "call": call.pk}
    with scope.system():
        (question,) = call.forms.get().questions
    typed = {"title": "کارگاه", "summary": "متن", "amount": "۱٬۰۰۰", "on": format_jalali(today())}
    expert = signed_in(cast.rasht_expert)
    refused = send(expert, "proposal_add", query=query, **typed)
    assert f"answer_{question['key']}" in refused.context["form"].errors
    sent = send(expert, "proposal_add", query=query, **typed, **{f"answer_{question['key']}": "۲۰"})
    assert sent.redirect_chain, sent.context["form"].errors
    with scope.system():
        proposal = Proposal.objects.get()
    assert (proposal.state, proposal.revision, proposal.body_id) == ("received", 1, group.pk)
    shown = text(expert, "proposal_detail", proposal.pk)
    assert "چند زن؟" in shown
    assert "۲۰" in shown


def test_more_than_the_ceiling_is_refused_and_what_was_typed_stays(cast, group):
    call = published(cast.gilan_expert, group, ceiling=1000)
    ngo = ngo_with_licence("انجمن")
    with scope.system():
        (question,) = call.forms.get().questions
    refused = send(
        signed_in(cast.gilan_expert), "proposal_add", query={"ngo": ngo.pk, "call": call.pk},
        title="کارگاه", summary="متن من", amount="۲۰۰۰", on=format_jalali(today()),
        **{f"answer_{question['key']}": "1"},
    )  # fmt: skip
    assert refused.context["form"].errors["amount"]
    assert "متن من" in refused.content.decode()


def test_an_ngo_that_may_not_answer_is_told_why(cast, group):
    call = published(cast.gilan_expert, group)
    late = ngo_with_licence("بی‌مجوز", licence_expires_on=days(-3))
    refused = send(
        signed_in(cast.gilan_expert), "proposal_add", query={"ngo": late.pk, "call": call.pk},
        title="x", summary="y", amount="1", on=format_jalali(today()),
        **{f"answer_{each['key']}": "1" for each in _questions(call)},
    )  # fmt: skip
    assert "سمن مجوز معتبر ندارد." in refused.content.decode()
    with scope.system():
        assert not Proposal.objects.exists()


def _questions(call):
    with scope.system():
        return call.forms.latest("number").questions


def test_the_deadline_is_the_end_of_its_day_in_tehran(cast, group):
    call = published(cast.gilan_expert, group, closes_on=today())
    on_time = received(cast.gilan_expert, ngo_with_licence("به‌موقع"), call)
    assert on_time.state == "received"
    with scope.system():
        assert run_daily(today())["close_past_calls"] == 0
        assert run_daily(days(1))["close_past_calls"] == 1
    assert fresh(call).state == "closed"
    late = ngo_with_licence("دیر")
    with scope.system():
        proposal = Proposal.objects.create(
            province=late.province, county=late.county, ngo=late, call=call, body=group, title="x",
            received_on=days(1), revision=1, tracking_code="1404-01-00099",
        )  # fmt: skip
        too_late = pytest.raises(IntegrityError, match="until the end of its last day")
        with too_late, transaction.atomic():
            Proposal.objects.filter(pk=proposal.pk).update(state="received")


def test_what_was_published_stays_as_it_is(cast, group):
    call = published(cast.gilan_expert, group)
    refused = send(signed_in(cast.gilan_expert), "call_criteria_add", call, title="نو", weight=5)
    assert "منتشر شده است" in refused.content.decode()
    stays = "stays as it is"
    with scope.system():
        for change in (
            lambda: call.criteria.update(weight=1),
            lambda: call.criteria.create(title="دیگر", weight=1),
            lambda: Call.objects.filter(pk=call.pk).update(ceiling=1),
            lambda: Call.objects.filter(pk=call.pk).update(closes_on=days(1)),
        ):
            with pytest.raises(IntegrityError, match=stays), transaction.atomic():
                change()
        Call.objects.filter(pk=call.pk).update(closes_on=days(30))  # put off it may be


def test_an_answered_form_is_shown_as_it_was_answered(cast, group):
    call = published(cast.gilan_expert, group)
    proposal = received(cast.gilan_expert, ngo_with_licence("انجمن"), call)
    with scope.system():
        call.questions.update(text="پرسش دیگر")
    shown = text(signed_in(cast.gilan_expert), "proposal_detail", proposal.pk)
    assert "چند زن؟" in shown
    assert "پرسش دیگر" not in shown


def test_three_proposals_of_their_own_accord_are_decided_in_one_session_of_1396_10_18(cast, group):
    """Article S1: the working group's session of Monday, 18 Dey 1396."""
    day = to_gregorian(1396, 10, 18)
    assert day == datetime.date(2018, 1, 8)
    names = ("یک", "دو", "سه")
    made = [
        received(cast.gilan_expert, ngo_with_licence(f"انجمن {name}"), body=group, title=name)
        for name in names
    ]
    session = plan(cast.gilan_expert, group, on=day)
    client = signed_in(cast.gilan_expert)

    items = []
    for proposal in made:
        with scope.enter(scope.of(cast.gilan_expert)):
            items.append(
                add_row(actor=cast.gilan_expert, session=session, matter=ProposalMatter(),
                        key=proposal.pk)
            )  # fmt: skip
    attend(cast.gilan_expert, session)
    decide(cast.gilan_expert, items[0], "support_proposal")
    against = {"votes_for": 0, "votes_against": 3, "reason": "اعتبار نیست"}
    decide(cast.gilan_expert, items[1], "decline_proposal", **against)
    decide(cast.gilan_expert, items[2], "support_proposal")
    sign(cast.gilan_director, session)
    assert [fresh(each).state for each in made] == ["supported", "declined", "supported"]
    assert all(fresh(each).decided_on == day for each in made)
    shown = client.get(reverse("admin:councils_session_detail", args=[session.pk]))
    assert "دوشنبه" in shown.content.decode()
    # The refusal names its condition and the next step.
    assert "دو" in text(client, "proposal_changelist", told="no")
    told = send(client, "proposal_tell", made[1], ground="budget", next_step="فراخوان بهار")
    assert "نبود اعتبار" in told.content.decode()
    assert fresh(made[1]).told_on == today()


def test_a_refusal_without_its_condition_is_refused_by_the_database(cast, group):
    proposal = received(cast.gilan_expert, ngo_with_licence("انجمن"), body=group)
    with scope.system(), pytest.raises(IntegrityError, match="refusal_names_its_condition"):
        Proposal.objects.filter(pk=proposal.pk).update(told_on=today())


def test_supported_reported_and_accepted(cast, group):
    proposal = received(cast.gilan_expert, ngo_with_licence("انجمن"), body=group)
    with scope.system():
        Proposal.objects.filter(pk=proposal.pk).update(state="supported", decided_on=days(-30))
    expert = signed_in(cast.rasht_expert)
    send(expert, "proposal_report", proposal, on=format_jalali(today()), text="۲۰ زن آموزش دیدند")
    assert fresh(proposal).state == "reported"
    refused = send(expert, "proposal_accept", proposal)
    assert "دبیر «کارگروه تخصصی»" in refused.content.decode()
    send(signed_in(cast.gilan_expert), "proposal_accept", proposal)
    assert fresh(proposal).state == "implemented"


def test_a_returned_proposal_is_sent_again_and_reviewers_are_asked_anew(cast, group):
    call = published(cast.gilan_expert, group)
    proposal = received(cast.gilan_expert, ngo_with_licence("انجمن"), call)
    asked(cast.gilan_expert, proposal, cast.rasht_expert)
    declared(cast.rasht_expert, proposal)
    scored(cast.rasht_expert, proposal, 80)
    send(signed_in(cast.gilan_expert), "proposal_return", proposal, reason="بودجه روشن نیست")
    again = send(
        signed_in(cast.gilan_expert), "proposal_submit", proposal, title="کارگاه نو",
        summary="متن نو", amount="900",
        **{f"answer_{each['key']}": "1" for each in _questions(call)},
    )  # fmt: skip
    assert again.redirect_chain, again.context["form"].errors
    assert (fresh(proposal).revision, fresh(proposal).state) == (2, "received")
    with scope.system():
        assert Revision.objects.filter(proposal=proposal).count() == 2
    listed = signed_in(cast.rasht_expert).get(reverse("admin:worklist"), {"duty": "own_reviews"})
    assert "کارگاه نو" in listed.content.decode()
    few = send(signed_in(cast.gilan_expert), "proposal_close_reviews", proposal)
    assert "دست‌کم ۲" in few.content.decode()


def test_what_was_sent_is_never_rewritten(cast, group):
    proposal = received(cast.gilan_expert, ngo_with_licence("انجمن"), body=group)
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with scope.enter(scope.of(cast.gilan_expert)), refused, transaction.atomic():
        Revision.objects.filter(proposal=proposal).update(summary="دیگر")


def test_proposals_are_compared_on_a_page_and_in_a_workbook_alike(cast, group):
    call = published(cast.gilan_expert, group)
    first = received(cast.gilan_expert, ngo_with_licence("الف"), call, title="نخستین")
    second = received(cast.gilan_expert, ngo_with_licence("ب"), call, title="دومین")
    reviewed(cast.gilan_expert, first, cast.rasht_expert, cast.gilan_secretary)
    reviewed(cast.gilan_expert, second, cast.rasht_secretary, cast.gilan_secretary,
             cast.rasht_expert)  # fmt: skip
    client = signed_in(cast.gilan_expert)
    page = text(client, "call_compared", call.pk)
    assert page.index("دومین") < page.index("نخستین")  # 80 before 70
    response = client.get(reverse("admin:calls_call_workbook", args=[call.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(response.getvalue())).active
    rows = {row[0]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows["دومین"][6] == 80
    assert rows["نخستین"][6] == 70
    assert "۸۰" in page
    assert "۷۰" in page


def test_a_secretary_whose_term_ended_acts_no_longer_and_the_director_stands_in(cast, group):
    call = drafted(cast.gilan_expert, group)
    with scope.system():
        CouncilMember.objects.filter(council=group, user=cast.gilan_expert).update(end_on=days(-1))
    refused = send(signed_in(cast.gilan_expert), "call_publish", call)
    assert "دبیر «کارگروه تخصصی»" in refused.content.decode()
    assert fresh(call).state == "draft"
    send(signed_in(cast.gilan_director), "call_publish", call)
    assert fresh(call).state == "published"


def test_while_there_is_a_secretary_nobody_stands_in(cast, group):
    call = drafted(cast.gilan_expert, group)
    send(signed_in(cast.gilan_director), "call_publish", call)
    assert fresh(call).state == "draft"


def test_a_call_is_done_once_all_are_decided_on(cast, group):
    call = published(cast.gilan_expert, group)
    proposal = received(cast.gilan_expert, ngo_with_licence("انجمن"), call)
    with scope.system():
        Call.objects.filter(pk=call.pk).update(state="closed")
    refused = send(signed_in(cast.gilan_expert), "call_decide", call)
    assert "۱ پیشنهاد این فراخوان" in refused.content.decode()
    with scope.system():
        Proposal.objects.filter(pk=proposal.pk).update(state="declined")
    send(signed_in(cast.gilan_expert), "call_decide", call)
    assert fresh(call).state == "decided"


def test_an_ngo_answers_a_call_once(cast, group):
    call = published(cast.gilan_expert, group)
    ngo = ngo_with_licence("انجمن")
    received(cast.gilan_expert, ngo, call)
    refused = send(
        signed_in(cast.gilan_expert), "proposal_add", query={"ngo": ngo.pk, "call": call.pk},
        title="x", summary="y", amount="1", on=format_jalali(today()),
        **{f"answer_{each['key']}": "1" for each in _questions(call)},
    )  # fmt: skip
    assert "از پیش به این فراخوان پاسخ داده است" in refused.content.decode()


def test_only_a_supported_proposal_is_given_money(cast, group):
    proposal = received(cast.gilan_expert, ngo_with_licence("انجمن"), body=group)
    client = signed_in(cast.gilan_expert)
    with scope.system():
        source = Source.objects.create(
            province=proposal.province, year=1404, priority=Priority.objects.earliest("pk"),
            title="اعتبار", amount=5_000_000_000,
        )  # fmt: skip
    refused = send(client, "proposal_fund", proposal, source=source.pk, amount="۱٬۰۰۰")
    assert "فقط به پیشنهادی که کارگروه حمایت کرده است" in refused.content.decode()
    with scope.system():
        assert not Allocation.objects.exists()
        other = Allocation.objects.create(
            province=source.province, source=source, year=1404, priority=source.priority,
            ngo=proposal.ngo, amount=1, purpose="x",
        )  # fmt: skip
        no_money = pytest.raises(IntegrityError, match="supports is given money")
        with no_money, transaction.atomic():
            ProposalFunding.objects.create(allocation=other, proposal=proposal)
        Proposal.objects.filter(pk=proposal.pk).update(state="supported", decided_on=days(-1))
    more = send(client, "proposal_fund", proposal, source=source.pk, amount="۲٬۰۰۰٬۰۰۰٬۰۰۰")
    assert more.context["form"].errors["amount"]
    send(client, "proposal_fund", proposal, source=source.pk, amount="۱٬۰۰۰٬۰۰۰٬۰۰۰")
    with scope.system():
        funding = ProposalFunding.objects.get()
        assert (funding.allocation.amount, funding.proposal) == (1_000_000_000, proposal)
    assert "۱٬۰۰۰٬۰۰۰٬۰۰۰" in text(client, "proposal_detail", proposal.pk)


def test_a_proposal_gets_the_next_code_of_its_office_s_own_series(cast, group):
    codes = [
        received(cast.gilan_expert, ngo_with_licence(name), body=group).tracking_code
        for name in ("یک", "دو")
    ]
    year, province = to_jalali(today()).year, cast.gilan_expert.province.code
    assert codes == [f"{year}-{province}-00001", f"{year}-{province}-00002"]
    listed = text(signed_in(cast.gilan_expert), "proposal_changelist", q=codes[1])
    assert codes[1] in listed
    assert codes[0] not in listed


def test_money_that_was_refused_is_asked_for_again_and_no_more_than_the_proposal_asks(cast, group):
    proposal = received(cast.gilan_expert, ngo_with_licence("انجمن"), body=group)
    client = signed_in(cast.gilan_expert)
    with scope.system():
        source = Source.objects.create(
            province=proposal.province, year=1404, priority=Priority.objects.earliest("pk"),
            title="اعتبار", amount=5_000_000_000,
        )  # fmt: skip
        Proposal.objects.filter(pk=proposal.pk).update(state="supported", decided_on=days(-1))
    send(client, "proposal_fund", proposal, source=source.pk, amount="۱٬۰۰۰٬۰۰۰٬۰۰۰")
    assert f"proposal/{proposal.pk}/fund/" not in text(client, "proposal_detail", proposal.pk)
    again = send(client, "proposal_fund", proposal, source=source.pk, amount="۱٬۰۰۰")
    assert "از پیش درخواست شده است" in again.content.decode()
    with scope.system():
        Allocation.objects.update(state="refused")
    send(client, "proposal_fund", proposal, source=source.pk, amount="۱٬۰۰۰٬۰۰۰٬۰۰۰")
    with scope.system():
        assert list(Allocation.objects.order_by("pk").values_list("state", flat=True)) == [
            "refused", "asked",
        ]  # fmt: skip


def test_taking_a_proposal_back_is_not_put_forward(cast, group):
    call = published(cast.gilan_expert, group)
    proposal = received(cast.rasht_expert, ngo_with_licence("انجمن"), call)
    page = signed_in(cast.rasht_expert).get(
        reverse("admin:calls_proposal_detail", args=[proposal.pk])
    )
    (back,) = [each for each in page.context["actions"] if "withdraw" in each["address"]]
    assert back["is_quiet"]
    assert str(back["title"]) == "پس گرفتن پیشنهاد"
    assert "page-button-main" not in page.content.decode()


def test_what_sits_is_called_by_its_own_word(cast, group):
    secretary = signed_in(cast.gilan_expert)
    session = plan(cast.gilan_expert, group, on=today())
    shown = [
        secretary.get(reverse(f"admin:councils_{name}", args=[row.pk])).content.decode()
        for name, row in (("session_detail", session), ("council_detail", group))
    ]
    for page in shown:
        content = page[page.index('class="page-title"') :].split('class="page-side')[0]
        assert "کارگروه" in content
        assert "شورا" not in content
