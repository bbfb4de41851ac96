"""Reversing an entry that was a mistake: another entry names it, and nothing is changed."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from programs.microfunds.models import LedgerEntry, Loan, Movement
from programs.microfunds.services.following import follow
from programs.microfunds.services.posting import Line, locked, post
from screens.steps import needed

REVERSE = "microfunds.reverse_ledgerentry"
# Of a loan's payment as a whole, which is taken back as a whole.
OF_A_PAYMENT = (Movement.LENT, Movement.FEE, Movement.BLOCKED, Movement.RELEASED)


def why_it_stays(entry: LedgerEntry) -> Refusal | None:
    """Why an entry is not reversed by itself; None where it may be."""
    if entry.reverses_id is not None:
        return Refusal("is_reversal", _("This entry is itself a reversal."))
    if LedgerEntry.objects.filter(reverses=entry).exists():
        return Refusal("reversed", _("This entry is reversed already."))
    if entry.movement in OF_A_PAYMENT:
        return Refusal(
            "of_a_payment",
            _("This is a part of a loan's payment, which is taken back on the loan's page."),
        )
    return None


@transaction.atomic
def reverse(*, actor: User, entry: LedgerEntry, reason: str, made_on: datetime.date) -> LedgerEntry:
    """Take back an entry that was a mistake, by one that names it.

    Raises PermissionDenied without the permission; Refusal without a reason, for what is reversed
    already or belongs to a loan's payment, and where an account would fall below zero.
    """
    require(actor, REVERSE)
    reason = needed(reason, _("Write why the entry is reversed."), field="reason")
    locked(entry.fund_id)
    refusal = why_it_stays(entry)
    if refusal is not None:
        raise refusal
    made = post(actor=actor, fund=entry.fund, line=reversal_of(entry, reason, made_on))
    if entry.loan_id is not None:
        follow(Loan.objects.filter(pk=entry.loan_id))
    return made


def reversal_of(entry: LedgerEntry, reason: str, made_on: datetime.date) -> Line:
    """The line that takes an entry back."""
    return Line(
        account=entry.account_id, movement=Movement(entry.movement), amount=abs(entry.amount),
        made_on=made_on, loan=entry.loan_id, document_no=entry.document_no, note=reason,
        reverses=entry,
    )  # fmt: skip
