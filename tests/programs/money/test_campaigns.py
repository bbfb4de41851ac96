"""Verification campaigns: drawn once by a seed, answered, and hidden until they are official."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from accounts import scope
from accounts.refusals import Refusal
from accounts.roles import Role
from persian.dates import today
from programs.money.models import Campaign, CampaignItem, Finding
from programs.money.services import campaigns
from tests.cast import make_ngo, make_user
from tests.programs.money.office import approved, fresh, make_office, pay

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def office(everything):
    office = make_office()
    office.ngos = [make_ngo(at="گیلان/رشت") for _each in range(5)]
    for ngo in office.ngos:
        pay(office, approved(office, 100, ngo=ngo, counterpart=None), 100)
    return office


def act(who, service, campaign, **values):
    campaign = fresh(campaign)
    with scope.enter(scope.of(who)):
        return service(actor=who, campaign=campaign, seen=campaigns.STAMP.of(campaign), **values)


def of_item(who, service, item, **values):
    item = fresh(item)
    with scope.enter(scope.of(who)):
        return service(actor=who, item=item, seen=campaigns.ITEM_STAMP.of(item), **values)


def drawn(office, percent=40):
    with scope.enter(scope.of(office.asker)):
        campaign = campaigns.prepare(actor=office.asker, title="بررسی", year=1403, percent=percent)
    return act(office.approver, campaigns.draw, campaign)


def test_a_share_is_drawn_and_whoever_knows_the_seed_draws_the_same(office):
    campaign = drawn(office)
    found = list(campaign.items.order_by("position").values_list("allocation", flat=True))
    assert (len(found), campaign.drawn_from) == (2, 5)
    assert found == campaigns.drawn(campaign.seed, campaigns.pool(campaign), 40)
    others = {tuple(campaigns.drawn(str(seed), campaigns.pool(campaign), 40)) for seed in range(40)}
    assert len(others) > 5


def test_what_is_drawn_is_drawn_once_and_stays(office):
    campaign = drawn(office)
    with pytest.raises(Refusal):
        act(office.approver, campaigns.draw, campaign)
    for change in (
        lambda: Campaign.objects.update(seed="1"),
        lambda: Campaign.objects.update(percent=1),
        lambda: CampaignItem.objects.all().delete(),
        lambda: CampaignItem.objects.update(position=9),
        lambda: CampaignItem.objects.create(
            campaign=campaign, position=9,
            allocation_id=(set(campaigns.pool(campaign))
                           - set(campaign.items.values_list("allocation", flat=True))).pop(),
        ),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_no_action_is_said_with_its_reason(office):
    item = drawn(office).items.first()
    values = {"result": "faulty", "remarks": "سند ناخوانا"}
    for more, field in (({}, "action"), ({"action": "none"}, "no_action_reason")):
        with pytest.raises(Refusal) as found:
            of_item(office.verifier, campaigns.judge, item, **values, **more)
        assert found.value.field == field
    with pytest.raises(DatabaseError), transaction.atomic():
        Finding.objects.create(item=item, **values, action="none", judged_on=today())
    of_item(
        office.verifier, campaigns.judge, item, **values, action="none",
        no_action_reason="مبلغ ناچیز است و سند بعداً آمد",
    )  # fmt: skip


def test_an_ngo_reads_nothing_before_it_is_asked_and_no_result_before_it_is_official(office):
    campaign = drawn(office, percent=100)
    officer = make_user(Role.NGO_OFFICER, ngo=office.ngos[0])

    def read():
        with scope.enter(scope.of(officer)):
            models = (CampaignItem, Finding, Campaign)
            return tuple(model.objects.count() for model in models)

    for item in campaign.items.all():
        of_item(office.verifier, campaigns.judge, item, result="sound", remarks="درست است")
    assert read() == (0, 0, 0)
    act(office.approver, campaigns.ask_for_replies, campaign, reply_due_on=today() + DAY)
    assert read() == (1, 0, 0)
    with pytest.raises(Refusal) as found:
        act(office.approver, campaigns.publish, campaign)
    assert found.value.code == "may_reply"
    for item in campaign.items.all():
        of_item(office.verifier, campaigns.record_reply, item, reply="سندها پیوست است")
    assert read() == (1, 0, 0)
    act(office.approver, campaigns.publish, campaign)
    assert read() == (1, 1, 0)
    for change in (
        lambda: Finding.objects.update(remarks="دیگر"),
        lambda: Finding.objects.update(official_on=None),
        lambda: CampaignItem.objects.update(reply="دیگر"),
        lambda: Finding.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_it_is_not_official_before_all_is_judged(office):
    campaign = drawn(office)
    act(office.approver, campaigns.ask_for_replies, campaign, reply_due_on=today() + DAY)
    with pytest.raises(Refusal) as found:
        act(office.approver, campaigns.publish, campaign)
    assert found.value.code == "unjudged"
    with pytest.raises(DatabaseError), transaction.atomic():
        Campaign.objects.update(state="official")


def test_there_is_nothing_to_draw_from_where_nothing_is_paid(everything):
    office = make_office("قزوین")
    with pytest.raises(Refusal) as found:
        drawn(office)
    assert found.value.code == "nothing_to_draw"
