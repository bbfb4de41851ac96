"""The way of a loan: asked for, approved, paid, repaid; each by another person until it is paid.

From then on its state follows from its account and the day (`services/following.py`): no person
chooses it, so those steps are the clock's.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from accounts.workflow import Condition, Objection, Step, Taker, Workflow


class LoanState(models.TextChoices):
    """Where a loan stands."""

    REQUESTED = "requested", _("Asked for")
    APPROVED = "approved", _("Approved, to be paid")
    PAID = "paid", _("Paid")
    REPAYING = "repaying", _("Being repaid")
    OVERDUE = "overdue", _("Instalments overdue")
    SETTLED = "settled", _("Settled")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


_S = LoanState
# Money is with the borrower.
LENT_OUT = (_S.PAID, _S.REPAYING, _S.OVERDUE)
OUT = (*LENT_OUT, _S.SETTLED)
DECIDED = (_S.APPROVED, *OUT)


def _not_who_recorded(step: Step, actor: User, row: object) -> Objection | None:
    if getattr(row, "requested_by_id", None) == actor.pk:
        text = _("You recorded this loan; another person approves it, and a third one pays it.")
        return Refusal("same_person", text)
    return None


def _recorded_by_others(actor: User) -> Q:
    return ~Q(requested_by=actor.pk) | Q(requested_by=None)


def _not_who_approved(step: Step, actor: User, row: object) -> Objection | None:
    if getattr(row, "approved_by_id", None) == actor.pk:
        return Refusal("same_person", _("You approved this loan; another person pays it."))
    return None


def _approved_by_others(actor: User) -> Q:
    return ~Q(approved_by=actor.pk) | Q(approved_by=None)


NOT_WHO_RECORDED = Condition(_not_who_recorded, _recorded_by_others)
NOT_WHO_APPROVED = Condition(_not_who_approved, _approved_by_others)

LOAN = Workflow(
    noun="loan",
    app="microfunds",
    first=_S.REQUESTED,
    states=dict(LoanState.choices),
    closed=frozenset({_S.SETTLED, _S.REFUSED, _S.WITHDRAWN}),
    deadlines={},
    steps=(
        Step("approve", _("Approve the loan"), (_S.REQUESTED,), _S.APPROVED, "approve_loan",
             only=(NOT_WHO_RECORDED,)),
        Step("refuse", _("Refuse the loan"), (_S.REQUESTED,), _S.REFUSED, "approve_loan",
             needs_reason=True, awaited=False, only=(NOT_WHO_RECORDED,)),
        Step("withdraw", _("Withdraw the request"), (_S.REQUESTED, _S.APPROVED), _S.WITHDRAWN,
             "change_loan", needs_reason=True, awaited=False),
        Step("pay", _("Pay the loan"), (_S.APPROVED,), _S.PAID, "pay_loan",
             only=(NOT_WHO_RECORDED, NOT_WHO_APPROVED)),
        Step("take_back", _("Take the payment back"), (_S.PAID,), _S.WITHDRAWN, "pay_loan",
             needs_reason=True, awaited=False, only=(NOT_WHO_RECORDED, NOT_WHO_APPROVED)),
        Step("be_repaid", _("Being repaid"), (_S.PAID, _S.OVERDUE, _S.SETTLED), _S.REPAYING,
             "view_loan", by=Taker.CLOCK, awaited=False),
        Step("fall_behind", _("Instalments overdue"), (_S.PAID, _S.REPAYING, _S.SETTLED),
             _S.OVERDUE, "view_loan", by=Taker.CLOCK, awaited=False),
        Step("settle", _("Settled"), (_S.PAID, _S.REPAYING, _S.OVERDUE), _S.SETTLED, "view_loan",
             by=Taker.CLOCK, awaited=False),
        # Every repayment was a mistake and is reversed.
        Step("be_unrepaid", _("Paid"), (_S.REPAYING, _S.OVERDUE, _S.SETTLED), _S.PAID,
             "view_loan", by=Taker.CLOCK, awaited=False),
    ),
)  # fmt: skip
