"""What the rooms of programs have people do stands on their worklist, and late where it is late."""

import datetime
from typing import Any

import pytest

from accounts import scope
from persian.dates import today
from programs.actions.models import ActionPoint
from programs.calls.models import Clarification
from programs.money.models import Campaign
from programs.money.services import campaigns
from programs.neighbourhoods.models import Neighbourhood
from programs.projects.models import Agreement
from screens.worklist import Moment, counted, items_of
from tests.cast import county, province
from tests.programs.calls.cases import (
    asked,
    days,
    ngo_with_licence,
    published,
    received,
    working_group,
)
from tests.programs.money.office import approved, make_office, pay

pytestmark = pytest.mark.django_db


def waiting(person: Any, day: datetime.date | None = None) -> dict[str, tuple[int, int]]:
    """Of each duty with something waiting: how many, how many of them late."""
    with scope.enter(scope.of(person)):
        found = counted(person, Moment(day or today()))
        return {each.duty.key: (each.count, each.overdue) for each in found}


def titles(person: Any, key: str) -> list[str]:
    moment = Moment(today())
    with scope.enter(scope.of(person)):
        (duty,) = [each.duty for each in counted(person, moment) if each.duty.key == key]
        return [item.title for item in items_of(duty, person, moment, 10)]


@pytest.fixture
def group(cast):
    return working_group(secretary=cast.gilan_expert, chair=cast.gilan_director)


def test_a_call_stands_on_its_secretary_s_worklist_in_its_last_days(cast, group):
    published(cast.gilan_expert, group, title="نزدیک", closes_on=days(7))
    published(cast.gilan_expert, group, title="دور", closes_on=days(8))
    assert titles(cast.gilan_expert, "calls_closing") == ["نزدیک"]
    assert "calls_closing" not in waiting(cast.rasht_expert)
    assert "calls_closing" not in waiting(cast.isfahan_expert)


def test_a_question_about_a_call_waits_for_its_answer(cast, group):
    call = published(cast.gilan_expert, group, closes_on=days(20))
    with scope.enter(scope.of(cast.gilan_expert)):
        question = Clarification.objects.create(call=call, question="چند نفر؟", asked_on=today())
    assert waiting(cast.gilan_expert)["call_questions"] == (1, 0)
    assert waiting(cast.gilan_expert, days(21))["call_questions"] == (1, 1)
    assert "call_questions" not in waiting(cast.rasht_expert)
    with scope.enter(scope.of(cast.gilan_expert)):
        Clarification.objects.filter(pk=question.pk).update(answer="۲۰", answered_on=today())
    assert "call_questions" not in waiting(cast.gilan_expert)


def test_a_reviewer_is_told_of_what_is_asked_of_them_and_when_it_is_late(cast, group):
    call = published(cast.gilan_expert, group)
    proposal = received(cast.gilan_expert, ngo_with_licence("انجمن"), call)
    asked(cast.gilan_expert, proposal, cast.rasht_expert)
    assert waiting(cast.rasht_expert)["own_reviews"] == (1, 0)
    assert waiting(cast.rasht_expert, days(60))["own_reviews"] == (1, 1)
    assert "own_reviews" not in waiting(cast.gilan_secretary)


def test_an_allocation_that_was_drawn_is_late_when_its_reply_is(cast):
    office = make_office()
    pay(office, approved(office, 100), 100)
    with scope.enter(scope.of(office.approver)):
        campaign = Campaign.objects.create(
            province=province("گیلان"), title="پویش", year=1403, percent=100
        )
        campaigns.draw(actor=office.approver, campaign=campaign, seen=seen(campaign))
        campaign.refresh_from_db()
        campaigns.ask_for_replies(
            actor=office.approver, campaign=campaign, seen=seen(campaign), reply_due_on=days(10)
        )
    assert waiting(office.verifier)["money_campaigns"] == (1, 0)
    assert waiting(office.verifier, days(11))["money_campaigns"] == (1, 1)


def seen(campaign: Campaign) -> str:
    return campaigns.STAMP.of(campaign)


def test_profiles_agreements_and_action_points_wait_and_are_late_by_their_day(cast):
    with scope.enter(scope.of(cast.gilan_expert)):
        gilan = province("گیلان")
        Neighbourhood.objects.create(
            province=gilan, county=county("رشت"), name="محله", opened_on=today(), due_on=days(30)
        )
        Agreement.objects.create(
            province=gilan,
            title="تفاهم",
            number="1",
            signed_on=days(-300),
            starts_on=days(-300),
            ends_on=days(5),
        )
        ActionPoint.objects.create(
            province=gilan,
            title="پیگیری",
            due_on=days(3),
            owner=cast.gilan_expert,
            owner_name=str(cast.gilan_expert),
        )
    now = waiting(cast.gilan_expert)
    assert (now["profiles"], now["agreements"], now["actions"]) == ((1, 0), (1, 0), (1, 0))
    assert waiting(cast.gilan_expert, days(4))["actions"] == (1, 1)
    assert waiting(cast.gilan_expert, days(31))["profiles"] == (1, 1)
