"""The book of an allocation: paying, spending, verifying, taking back, reversing."""

import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from files.harmless import harmless_name
from papers.keeping import keep_with
from papers.uploads import check_upload
from persian.dates import today
from persian.numbers import format_rial
from programs.money.models import Allocation, Entry, EntryKind, Stage
from programs.money.services.reading import STAMP, in_force, unpaid, unverified
from programs.money.services.refusing import refusing
from screens.steps import check_day, lock_for_step, needed


def post(
    actor: User, allocation: Allocation, *, upload: UploadedFile | None = None, **values: Any
) -> Entry:
    """Add a line to the book; the database numbers it, signs it and moves the totals.

    The caller has locked the allocation. Raises Refusal for what the database refuses.
    """
    entry = Entry(allocation=allocation, by=actor, by_name=actor.get_full_name(), **values)
    with refusing():
        if upload is None:
            entry.save(force_insert=True)
        else:
            kind = check_upload(upload, max_size=settings.DOCUMENT_MAX_SIZE)
            entry.original_name = harmless_name(upload.name or "")
            entry.content_type, entry.size = kind.content_type[:120], upload.size or 0
            keep_with(entry, "file", upload, ending=kind.endings[0])
    entry.refresh_from_db()
    return entry


def _locked(actor: User, allocation: Allocation, step: str, seen: str) -> Allocation:
    return lock_for_step(allocation, actor=actor, step=step, seen=seen, stamp=STAMP)


def _check_day(allocation: Allocation, day: datetime.date) -> None:
    what = _("the money was approved")
    check_day(day, field="made_on", after=allocation.approved_on, what=what)


@transaction.atomic
def pay(
    *,
    actor: User,
    allocation: Allocation,
    seen: str,
    amount: int,
    made_on: datetime.date,
    stage: Stage | None = None,
    document_no: str = "",
    note: str = "",
) -> Entry:
    """Record a payment (rial), of the next stage that is open where none is named."""
    allocation = _locked(actor, allocation, "pay", seen)
    _check_day(allocation, made_on)
    if stage is None:
        stage = unpaid(allocation.stages.all()).order_by("number").first()
    if stage is not None and amount > stage.amount - stage.paid:
        raise Refusal(
            "more_than_the_stage",
            _("Of this stage %(left)s is still to be paid. Enter no more than that."),
            field="amount",
            params={"left": format_rial(stage.amount - stage.paid)},
        )
    return post(
        actor, allocation, kind=EntryKind.PAID, amount=amount, made_on=made_on, stage=stage,
        document_no=document_no, note=note,
    )  # fmt: skip


@transaction.atomic
def spend(
    *,
    actor: User,
    allocation: Allocation,
    seen: str,
    amount: int,
    made_on: datetime.date,
    document_no: str,
    upload: UploadedFile | None,
    note: str = "",
) -> Entry:
    """Record what was spent (rial) of what is paid, with its document: it is verified by that.

    Raises what `lock_for_step` raises, and Refusal for more than is paid, a day to come, one before
    the money was approved, or where the document is not there.
    """
    allocation = _locked(actor, allocation, "spend", seen)
    if upload is None:
        raise Refusal("missing", _("Choose the file of the document."), field="file")
    _check_day(allocation, made_on)
    return post(
        actor, allocation, kind=EntryKind.SPENT, amount=amount, made_on=made_on, upload=upload,
        document_no=document_no, note=note,
    )  # fmt: skip


@transaction.atomic
def verify(
    *, actor: User, allocation: Allocation, seen: str, entry: Entry, note: str = ""
) -> Entry:
    """Verify one expenditure by its document: all of it or nothing; what is wrong is reversed."""
    allocation = _locked(actor, allocation, "verify", seen)
    spent = unverified(allocation.entries.all()).filter(pk=entry.pk).first()
    if spent is None:
        text = _("This expenditure is verified already, or was reversed. Look at the book again.")
        raise Refusal("not_open", text, field="entry")
    return post(
        actor, allocation, kind=EntryKind.VERIFIED, amount=spent.amount, made_on=today(),
        verifies=spent, note=note,
    )  # fmt: skip


@transaction.atomic
def take_back(*, actor: User, allocation: Allocation, seen: str, amount: int, reason: str) -> Entry:
    """Take back what is allocated and not paid (rial): it is the source's again."""
    allocation = _locked(actor, allocation, "take_back", seen)
    reason = needed(reason, _("Write why it is taken back."), field="reason")
    if amount > allocation.allocated - allocation.paid:
        raise Refusal(
            "paid_already",
            _("Only %(left)s is not paid yet. Take back no more than that."),
            field="amount",
            params={"left": format_rial(allocation.allocated - allocation.paid)},
        )
    return post(
        actor, allocation, kind=EntryKind.TAKEN_BACK, amount=amount, made_on=today(), note=reason
    )


@transaction.atomic
def reverse(*, actor: User, allocation: Allocation, seen: str, entry: Entry, reason: str) -> Entry:
    """Reverse an entry by another one of the same amount, and say why."""
    allocation = _locked(actor, allocation, "reverse", seen)
    reason = needed(reason, _("Write why the entry is reversed."), field="reason")
    found = in_force(allocation.entries.all()).filter(pk=entry.pk).first()
    if found is None:
        text = _("This entry is not there to be reversed. Look at the book again.")
        raise Refusal("not_open", text, field="entry")
    return post(
        actor, allocation, kind=found.kind, amount=found.amount, made_on=today(), reverses=found,
        note=reason,
    )  # fmt: skip
