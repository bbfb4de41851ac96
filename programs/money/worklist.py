"""Money that waits: to be approved, paid, documented, verified."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from persian.numbers import format_rial
from programs.money.campaign_workflow import CampaignState
from programs.money.models import Allocation, Campaign, CampaignItem, Entry, Stage
from programs.money.services.reading import unpaid, unverified
from programs.money.workflow import ALLOCATION
from screens.worklist.duty import Duty, Item, Moment, address, never, past


def _theirs(actor: User, step: str) -> QuerySet[Allocation]:
    rows = ALLOCATION.rows(ALLOCATION.step(step), actor)
    return Allocation.objects.filter(rows).select_related("ngo", "counterpart")


def _asked(actor: User, moment: Moment) -> QuerySet[Allocation]:
    return _theirs(actor, "approve").order_by("asked_on", "pk")


def _stages(actor: User, moment: Moment) -> QuerySet[Stage]:
    rows = unpaid(Stage.objects.filter(allocation__in=_theirs(actor, "pay").values("pk")))
    rows = rows.select_related("allocation__ngo", "allocation__counterpart")
    return rows.order_by("due_on", "pk")


def _without_documents(actor: User, moment: Moment) -> QuerySet[Allocation]:
    rows = _theirs(actor, "spend").filter(spent__lt=F("paid"), paid_on__isnull=False)
    return rows.order_by("paid_on", "pk")


def _expenditures(actor: User, moment: Moment) -> QuerySet[Entry]:
    theirs = _theirs(actor, "verify").values("pk")
    rows = unverified(Entry.objects.filter(allocation__in=theirs))
    return rows.select_related("allocation__ngo", "allocation__counterpart").order_by(
        "made_on", "pk"
    )


def _item(allocation: Allocation, amount: int, since: Any, step: str, **more: Any) -> Item:
    return Item(
        title=str(allocation.receiver),
        about=format_rial(amount),
        since=since,
        due_on=more.get("due_on"),
        address=address("money_allocation_detail", allocation.pk),
        step=str(ALLOCATION.step(step).label),
        step_address=address(f"money_allocation_{step}", allocation.pk),
    )


def _of_asked(row: Allocation, moment: Moment) -> Item:
    return _item(row, row.amount, row.asked_on, "approve")


def _of_stage(row: Stage, moment: Moment) -> Item:
    left = row.amount - row.paid
    return _item(row.allocation, left, row.due_on, "pay", due_on=row.due_on)


def _of_paid(row: Allocation, moment: Moment) -> Item:
    return _item(row, row.paid - row.spent, row.paid_on, "spend")


def _of_spent(row: Entry, moment: Moment) -> Item:
    return _item(row.allocation, row.amount, row.made_on, "verify")


def _due(moment: Moment) -> Q:
    return past("due_on")(moment)


def _judging(actor: User, moment: Moment) -> QuerySet[CampaignItem]:
    states = (CampaignState.DRAWN, CampaignState.REPLYING)
    rows = CampaignItem.objects.filter(
        campaign__in=Campaign.objects.filter(state__in=states), finding=None
    )
    rows = rows.select_related("campaign", "allocation__ngo", "allocation__counterpart")
    return rows.order_by("campaign__drawn_on", "pk")


def _of_item(row: CampaignItem, moment: Moment) -> Item:
    assert row.campaign.drawn_on is not None  # it is drawn
    return Item(
        title=str(row.allocation.receiver),
        about=row.campaign.title,
        since=row.campaign.drawn_on,
        due_on=row.campaign.reply_due_on,
        address=address("money_campaign_detail", row.campaign_id),
        step=str(_("Record what was found")),
        step_address=address("money_campaignitem_judge", row.pk),
    )


DUTIES = [
    Duty("money_asked", _("Money to approve"), "approval", "money.approve_allocation",
         _asked, "asked_on", never, _of_asked, "money_allocation_changelist?state=asked"),
    Duty("money_stages", _("Stages to pay"), "payments", "money.pay_allocation",
         _stages, "due_on", _due, _of_stage, "money_allocation_changelist?waits=payment"),
    Duty("money_documents", _("Payments without documents"), "receipt_long",
         "money.spend_allocation", _without_documents, "paid_on", never, _of_paid,
         "money_allocation_changelist?waits=documents"),
    Duty("money_campaigns", _("Allocations to look at"), "fact_check",
         "money.change_campaignitem", _judging, "campaign__drawn_on",
         past("campaign__reply_due_on"), _of_item,
         "money_campaign_changelist"),
    Duty("money_unverified", _("Expenditures to verify"), "verified", "money.verify_allocation",
         _expenditures, "made_on", never, _of_spent, "money_entry_changelist?standing=unverified"),
]  # fmt: skip
