"""Openings that the director has to judge, and requests that wait for an answer."""

import datetime

from django.db.models import DateField, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from beneficiaries.safeguards.models import Opening, Transfer
from beneficiaries.safeguards.models.asking import TransferState
from beneficiaries.safeguards.policies import REVIEW_DAYS
from beneficiaries.safeguards.services.asking import ANSWER
from beneficiaries.safeguards.services.looking import REVIEW
from persian.dates import TEHRAN
from screens.worklist.duty import Duty, Item, Moment, address


def _days(day: datetime.date) -> int:
    return value_of(REVIEW_DAYS)


def _to_judge(actor: User, moment: Moment) -> QuerySet[Opening]:
    rows = Opening.objects.filter(reviewed_at=None).exclude(user_id=actor.pk)
    day = TruncDate("opened_at", tzinfo=TEHRAN, output_field=DateField())
    return rows.annotate(since=day).select_related("beneficiary").order_by("opened_at", "pk")


def _overdue(moment: Moment) -> Q:
    return Q(since__lt=moment.today - datetime.timedelta(days=moment.once(_days)))


def _item(opening: Opening, moment: Moment) -> Item:
    since = timezone.localtime(opening.opened_at, TEHRAN).date()
    return Item(
        title=str(opening.beneficiary),
        about=f"{opening.name}: {opening.reason}",
        since=since,
        due_on=since + datetime.timedelta(days=moment.once(_days)),
        address=address("safeguards_opening_review", opening.pk),
    )


ANSWER_DAYS = 14  # in which an office answers a request for transfer


def _to_answer(actor: User, moment: Moment) -> QuerySet[Transfer]:
    rows = Transfer.objects.filter(state=TransferState.ASKED, from_province=actor.province_id)
    if actor.county_id is not None:
        rows = rows.filter(from_county=actor.county_id)
    return rows.select_related("to_province", "to_county").order_by("asked_on", "pk")


def _late(moment: Moment) -> Q:
    return Q(asked_on__lt=moment.today - datetime.timedelta(days=ANSWER_DAYS))


def _item_of_transfer(transfer: Transfer, moment: Moment) -> Item:
    return Item(
        title=str(transfer.to_county or transfer.to_province),
        about=transfer.reason,
        since=transfer.asked_on,
        due_on=transfer.asked_on + datetime.timedelta(days=ANSWER_DAYS),
        address=address("safeguards_transfer_answer", transfer.pk),
    )


DUTIES = [
    Duty("record_transfers", _("Requests for transfer to answer"), "move_item",
         ANSWER, _to_answer, "asked_on", _late, _item_of_transfer,
         "safeguards_transfer_changelist?state=asked"),
    Duty("record_openings", _("Openings of records to judge"), "lock_open",
         REVIEW, _to_judge, "since", _overdue, _item,
         "safeguards_opening_changelist?judged=no"),
]  # fmt: skip
