"""Deciding on what was asked for: approving it with its stages, refusing it, taking it back."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from persian.dates import add_jalali_months, today
from programs.money.models import Allocation, EntryKind, Stage
from programs.money.services.posting import post
from programs.money.services.reading import STAMP, in_the_way
from programs.money.services.refusing import refusing
from programs.money.workflow import AllocationState
from screens.steps import lock_for_step, needed

MOST_STAGES = 24


def shares(amount: int, count: int) -> list[int]:
    """An amount (rial) in equal whole parts; what does not divide is with the last one."""
    part = amount // count
    return [part] * (count - 1) + [amount - part * (count - 1)]


@transaction.atomic
def approve(
    *,
    actor: User,
    allocation: Allocation,
    seen: str,
    amount: int,
    stages: int = 1,
    first_due_on: datetime.date | None = None,
    months: int = 1,
    note: str = "",
) -> Allocation:
    """Allocate an amount (rial) of what was asked for, to be paid in equal stages.

    The first is due on a day (today where none is said), the others so many Jalali months apart.
    Raises what `lock_for_step` raises, and Refusal where the source has not got it or another room
    has something against it.
    """
    allocation = lock_for_step(allocation, actor=actor, step="approve", seen=seen, stamp=STAMP)
    for refusal in in_the_way(allocation):
        raise refusal
    if not 1 <= stages <= min(MOST_STAGES, amount):
        raise Refusal("stages", _("Choose between one and 24 stages."), field="stages")
    first = first_due_on or today()
    allocation.state = AllocationState.APPROVED
    _decide(actor, allocation, note)
    post(actor, allocation, kind=EntryKind.ALLOCATED, amount=amount, made_on=today())
    with refusing():
        for number, part in enumerate(shares(amount, stages), 1):
            Stage.objects.create(
                allocation=allocation,
                number=number,
                amount=part,
                due_on=add_jalali_months(first, months * (number - 1)) if number > 1 else first,
            )
    allocation.refresh_from_db()
    return allocation


@transaction.atomic
def refuse(*, actor: User, allocation: Allocation, seen: str, reason: str) -> Allocation:
    """Refuse what was asked for, and say why."""
    allocation = lock_for_step(allocation, actor=actor, step="refuse", seen=seen, stamp=STAMP)
    reason = needed(reason, _("Write why it is refused."), field="reason")
    allocation.state = AllocationState.REFUSED
    _decide(actor, allocation, reason)
    return allocation


@transaction.atomic
def withdraw(*, actor: User, allocation: Allocation, seen: str, reason: str) -> Allocation:
    """Take a request back that has not been decided on."""
    allocation = lock_for_step(allocation, actor=actor, step="withdraw", seen=seen, stamp=STAMP)
    allocation.decision_note = needed(reason, _("Write why it is taken back."), field="reason")
    allocation.state = AllocationState.WITHDRAWN
    allocation.save(update_fields=["state", "decision_note"])
    return allocation


@transaction.atomic
def take_up(*, actor: User, allocation: Allocation, seen: str) -> Allocation:
    """Go on with an allocation that a list has brought: what follows is entered in its book."""
    allocation = lock_for_step(allocation, actor=actor, step="take_up", seen=seen, stamp=STAMP)
    allocation.state = AllocationState.APPROVED
    _decide(actor, allocation, "")
    return allocation


@transaction.atomic
def close(*, actor: User, allocation: Allocation, seen: str) -> Allocation:
    """Settle an allocation that is paid, spent and verified. Raises Refusal where it is not."""
    allocation = lock_for_step(allocation, actor=actor, step="close", seen=seen, stamp=STAMP)
    allocation.state = AllocationState.CLOSED
    with refusing():
        allocation.save(update_fields=["state"])
    return allocation


def _decide(actor: User, allocation: Allocation, note: str) -> None:
    allocation.approved_on, allocation.approved_by = today(), actor
    allocation.approved_by_name = actor.get_full_name()
    allocation.decision_note = note.strip()
    with refusing():
        allocation.save(
            update_fields=[
                "state", "approved_on", "approved_by", "approved_by_name", "decision_note",
            ]
        )  # fmt: skip
