"""Loans from their payment to the end: repayments, also early ones, and the deposit given back."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from persian.numbers import format_number
from programs.microfunds.models import Account, AccountKind, LedgerEntry, Loan, Movement
from programs.microfunds.services.following import follow, left_of
from programs.microfunds.services.loans import LEFT
from programs.microfunds.services.posting import POST, Line, account_of, locked, post
from programs.microfunds.workflow import LENT_OUT, LoanState
from screens.steps import check_day, lock

PAY = "microfunds.pay_loan"


def may_be_repaid(loan: Loan) -> Refusal | None:
    """Why nothing is repaid of a loan now; None where something may be."""
    if loan.state not in LENT_OUT:
        return Refusal("not_out", _("Nothing of this loan is to be repaid now."))
    return None


@transaction.atomic
def repay(
    *,
    actor: User,
    loan: Loan,
    seen: str,
    amount: int,
    made_on: datetime.date,
    document_no: str = "",
    note: str = "",
) -> LedgerEntry:
    """Enter what a borrower brings. Of the whole that is left, it ends the loan at exactly zero.

    `seen` is what was left as the actor saw it. Raises PermissionDenied without the permission;
    Refusal where nothing is to be repaid, for more than is left, and for a day to come or before
    the payment; Overtaken where somebody has entered a repayment meanwhile.
    """
    require(actor, POST)
    fund = locked(loan.fund_id)
    loan = lock(loan, seen=seen, stamp=LEFT)
    refusal = may_be_repaid(loan)
    if refusal is not None:
        raise refusal
    check_day(made_on, field="made_on", after=loan.paid_on, what=_("the day of the payment"))
    left = left_of(loan)
    if amount > left:
        raise Refusal(
            "too_much", _("Only %(left)s rial of this loan are left."),
            {"left": format_number(left)}, field="amount",
        )  # fmt: skip
    line = Line(
        account=account_of(AccountKind.LOAN, fund=fund.pk, loan=loan.pk).pk,
        movement=Movement.REPAID, amount=amount, made_on=made_on, loan=loan.pk,
        document_no=document_no, note=note,
    )  # fmt: skip
    entry = post(actor=actor, fund=fund, line=line)
    follow(Loan.objects.filter(pk=loan.pk))
    return entry


def blocked_of(loan: Loan) -> Account:
    """The account with the blocked deposit of a loan."""
    return account_of(AccountKind.DEPOSIT, fund=loan.fund_id, loan=loan.pk)


def may_be_released(loan: Loan) -> Refusal | None:
    """Why the deposit of a loan is not given back now; None where it may be."""
    if loan.state != LoanState.SETTLED:
        return Refusal("not_settled", _("The deposit is given back when the loan is settled."))
    if not blocked_of(loan).balance:
        return Refusal("nothing", _("No deposit of this loan is blocked."))
    return None


@transaction.atomic
def release(
    *, actor: User, loan: Loan, made_on: datetime.date, document_no: str = ""
) -> LedgerEntry:
    """Give the deposit of a settled loan back, all of it.

    Raises PermissionDenied without the permission, Refusal where the loan is not settled, nothing
    is blocked, and for a day to come or before it was settled.
    """
    require(actor, PAY)
    fund = locked(loan.fund_id)
    loan.refresh_from_db()
    refusal = may_be_released(loan)
    if refusal is not None:
        raise refusal
    check_day(made_on, field="made_on", after=loan.settled_on, what=_("the day it was settled"))
    account = blocked_of(loan)
    line = Line(
        account=account.pk, movement=Movement.RELEASED, amount=account.balance, made_on=made_on,
        loan=loan.pk, document_no=document_no,
    )  # fmt: skip
    return post(actor=actor, fund=fund, line=line)
