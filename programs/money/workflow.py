"""The way of an allocation: its states, who takes each step, and that nobody takes two of them."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from accounts.workflow import Condition, Step, Workflow


class AllocationState(models.TextChoices):
    """Where an allocation stands."""

    ASKED = "asked", _("Asked for")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back")
    LISTED = "listed", _("From a list")
    CLOSED = "closed", _("Settled")


def _entries(actor: User, kind: str) -> Any:
    from programs.money.models.entry import Entry

    return Entry.objects.filter(allocation=OuterRef("pk"), kind=kind, by=actor, reverses=None)


def _has_entry(actor: User, row: Any, kind: str) -> bool:
    return bool(row.entries.filter(kind=kind, by=actor, reverses=None).exists())


def _another(did: str) -> Refusal:
    texts = {
        "asked": _("You asked for this money: another person takes this step."),
        "approved": _("You approved this money: another person takes this step."),
        "paid": _("You have paid of this money: another person takes this step."),
        "spent": _("You have recorded expenditures of it: another person takes this step."),
        "verified": _("You have verified expenditures of it: another person takes this step."),
    }
    return Refusal("another_person", texts[did])


def _not_by(*deeds: str) -> Condition:
    """Of one allocation, who did one of these does not take the step."""

    def objection(step: Step, actor: User, row: Any) -> Refusal | None:
        for deed in deeds:
            if deed == "asked":
                did = row.asked_by_id == actor.pk
            elif deed == "approved":
                did = row.approved_by_id == actor.pk
            else:
                did = _has_entry(actor, row, deed)
            if did:
                return _another(deed)
        return None

    def rows(actor: User) -> Q:
        found = Q()
        for deed in deeds:
            if deed in ("asked", "approved"):
                found &= Q(**{f"{deed}_by": None}) | ~Q(**{f"{deed}_by": actor.pk})
            else:
                found &= ~Q(Exists(_entries(actor, deed)))
        return found

    return Condition(objection, rows)


ALLOCATION = Workflow(
    noun="allocation",
    app="money",
    first=AllocationState.ASKED,
    also_begins=(AllocationState.LISTED,),
    states=dict(AllocationState.choices),
    closed=frozenset(
        {AllocationState.REFUSED, AllocationState.WITHDRAWN, AllocationState.CLOSED}
    ),
    deadlines={},
    steps=(
        Step(
            "approve", _("Approve"), (AllocationState.ASKED,), AllocationState.APPROVED,
            "approve_allocation", only=(_not_by("asked"),),
        ),
        Step(
            "refuse", _("Refuse"), (AllocationState.ASKED,), AllocationState.REFUSED,
            "approve_allocation", needs_reason=True, awaited=False, only=(_not_by("asked"),),
        ),
        Step(
            "withdraw", _("Take the request back"), (AllocationState.ASKED,),
            AllocationState.WITHDRAWN, "add_allocation", needs_reason=True, awaited=False,
        ),
        Step(
            "take_up", _("Go on with it"), (AllocationState.LISTED,), AllocationState.APPROVED,
            "approve_allocation", awaited=False,
        ),
        Step(
            "pay", _("Record a payment"), (AllocationState.APPROVED,), AllocationState.APPROVED,
            "pay_allocation", awaited=False, only=(_not_by("asked", "approved", "verified"),),
        ),
        Step(
            "spend", _("Record an expenditure"), (AllocationState.APPROVED,),
            AllocationState.APPROVED, "spend_allocation", awaited=False,
            only=(_not_by("verified"),),
        ),
        Step(
            "verify", _("Verify an expenditure"), (AllocationState.APPROVED,),
            AllocationState.APPROVED, "verify_allocation", awaited=False,
            only=(_not_by("asked", "approved", "paid", "spent"),),
        ),
        Step(
            "take_back", _("Take money back"), (AllocationState.APPROVED,),
            AllocationState.APPROVED, "approve_allocation", needs_reason=True, awaited=False,
            only=(_not_by("asked", "paid", "verified"),),
        ),
        Step(
            "reverse", _("Reverse an entry"), (AllocationState.APPROVED,),
            AllocationState.APPROVED, "reverse_allocation", needs_reason=True, awaited=False,
        ),
        Step(
            "close", _("Settle"), (AllocationState.APPROVED,), AllocationState.CLOSED,
            "approve_allocation", awaited=False,
        ),
    ),
)  # fmt: skip
