"""Loans from the request to the payment: recorded, approved and paid by three persons."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from persian.dates import format_jalali, today
from programs.microfunds.charter import charter_of
from programs.microfunds.models import (
    AccountKind,
    Guarantor,
    Instalment,
    LedgerEntry,
    Loan,
    Movement,
)
from programs.microfunds.schedule import amounts, due_days, payable_from
from programs.microfunds.services.following import left_of
from programs.microfunds.services.posting import Line, account_of, locked, post_many
from programs.microfunds.services.reading import obstacles
from programs.microfunds.services.reversing import reversal_of
from programs.microfunds.workflow import LOAN, LoanState
from screens.history import Track
from screens.seen import Stamp, state_of
from screens.steps import check_day, lock_for_step, needed

ADD, CHANGE = "microfunds.add_loan", "microfunds.change_loan"


def tracks(pk: int) -> list[Track]:
    """What a loan's time line is made of."""
    hidden = {"requested_by", "approved_by", "paid_by", "fund"}
    guarantors = Track(
        Guarantor, Q(loan_id=pk), hidden={"loan"}, masked=("national_id", "mobile"),
        title=lambda row: row["full_name"],
    )  # fmt: skip
    return [Track(Loan, Q(pgh_obj_id=pk), hidden=hidden), guarantors]


STAMP = Stamp(of=state_of, tracks=lambda row: tracks(row.pk))


@transaction.atomic
def save_request(*, actor: User, loan: Loan) -> Loan:
    """Record what a member asks for, or mend it while it waits.

    Raises PermissionDenied without the permission, Refusal where it is decided already, for a day
    to come and for a member who has left.
    """
    adding = loan._state.adding
    require(actor, ADD if adding else CHANGE)
    if loan.state != LoanState.REQUESTED:
        raise Refusal("decided", _("This loan is decided on; its terms stay."))
    check_day(
        loan.requested_on, field="requested_on", after=loan.member.joined_on,
        what=_("the day on which the member joined"),
    )  # fmt: skip
    if loan.member.left_on is not None:
        raise Refusal("left", _("The member has left the fund."), field="member")
    loan.fund_id = loan.member.fund_id
    if adding:
        loan.requested_by, loan.requested_by_name = actor, str(actor)
    loan.save()
    return loan


def _locked(actor: User, loan: Loan, step: str, seen: str) -> Loan:
    """The fund is locked before its loan, as by whoever posts."""
    require(actor, LOAN.permission(LOAN.step(step)))
    locked(loan.fund_id)
    return lock_for_step(loan, actor=actor, step=step, seen=seen, stamp=STAMP)


@transaction.atomic
def approve(*, actor: User, loan: Loan, seen: str, on: datetime.date) -> Loan:
    """Approve a loan: what the charter asks is there, and its terms are computed and stay.

    Raises what `lock_for_step` raises, Refusal for a day to come or before the request, and the
    first thing that stands in the way.
    """
    loan = _locked(actor, loan, "approve", seen)
    check_day(on, field="on", after=loan.requested_on, what=_("the day of the request"))
    charter = charter_of(loan.fund)
    for refusal in obstacles(loan, charter, on):
        raise refusal
    instalment = amounts(loan.amount, loan.instalment_count, unit=charter.unit)[0]
    loan.fee, loan.deposit = charter.fee(loan.amount), charter.deposit(instalment)
    loan.cheque_amount = charter.cheque(loan.amount)
    loan.approved_on, loan.approved_by, loan.approved_by_name = on, actor, str(actor)
    loan.state = LoanState.APPROVED
    loan.save()
    return loan


@transaction.atomic
def refuse(*, actor: User, loan: Loan, seen: str, reason: str) -> Loan:
    """Refuse a loan, and say why and what may be done."""
    loan = _locked(actor, loan, "refuse", seen)
    loan.remarks = needed(reason, _("Write why the loan is refused."), field="reason")
    loan.state = LoanState.REFUSED
    loan.save(update_fields=["remarks", "state"])
    return loan


@transaction.atomic
def withdraw(*, actor: User, loan: Loan, seen: str, reason: str) -> Loan:
    """Record that the member no longer asks for it."""
    loan = _locked(actor, loan, "withdraw", seen)
    loan.remarks = needed(reason, _("Write why it is withdrawn."), field="reason")
    loan.state = LoanState.WITHDRAWN
    loan.save(update_fields=["remarks", "state"])
    return loan


@transaction.atomic
def pay(
    *,
    actor: User,
    loan: Loan,
    seen: str,
    on: datetime.date,
    first_due_on: datetime.date,
    cheque_no: str,
    document_no: str,
) -> Loan:
    """Pay a loan: its instalments are written, and the book has the loan, its fee and its deposit.

    Raises what `lock_for_step` raises; Refusal for a day to come or before the loan may be paid,
    without the cheque that was agreed on, and without so much cash.
    """
    loan = _locked(actor, loan, "pay", seen)
    assert loan.approved_on is not None
    check_day(on, field="on", after=loan.approved_on, what=_("the day of the approval"))
    charter = charter_of(loan.fund)
    may_from = payable_from(
        loan.requested_on, asked_until=charter.asked_until, paid_from=charter.paid_from
    )
    if on < may_from:
        raise Refusal(
            "too_early",
            _("What was asked for on this day is paid from %(day)s on."),
            {"day": format_jalali(may_from)},
            field="on",
        )
    if first_due_on <= on:
        text = _("The first instalment is due after the day of the payment.")
        raise Refusal("too_early", text, field="first_due_on")
    if loan.cheque_amount:
        cheque_no = needed(
            cheque_no, _("Write the number of the cheque of guarantee."), field="cheque_no"
        )
    loan.paid_on, loan.paid_by, loan.paid_by_name = on, actor, str(actor)
    loan.cheque_no, loan.state = cheque_no, LoanState.PAID
    loan.save()
    parts = amounts(loan.amount, loan.instalment_count, unit=charter.unit)
    days = due_days(first_due_on, loan.instalment_count)
    Instalment.objects.bulk_create(
        Instalment(loan=loan, number=number, due_on=day, amount=amount)
        for number, (day, amount) in enumerate(zip(days, parts, strict=True), 1)
    )
    post_many(actor=actor, fund=loan.fund, lines=_payment(loan, on, document_no))
    return loan


def _payment(loan: Loan, on: datetime.date, document_no: str) -> list[Line]:
    accounts = {
        Movement.LENT: (AccountKind.LOAN, loan.amount, loan.pk),
        Movement.FEE: (AccountKind.FEES, loan.fee or 0, None),
        Movement.BLOCKED: (AccountKind.DEPOSIT, loan.deposit or 0, loan.pk),
    }
    return [
        Line(
            account=account_of(kind, fund=loan.fund_id, loan=of).pk, movement=movement,
            amount=amount, made_on=on, loan=loan.pk, document_no=document_no,
        )
        for movement, (kind, amount, of) in accounts.items()
        if amount
    ]  # fmt: skip


@transaction.atomic
def take_back(*, actor: User, loan: Loan, seen: str, reason: str) -> Loan:
    """Take the payment of a loan back that was a mistake, while nothing of it is repaid."""
    loan = _locked(actor, loan, "take_back", seen)
    reason = needed(reason, _("Write why the payment is taken back."), field="reason")
    entries = LedgerEntry.objects.filter(loan=loan, reverses=None, reversal=None).order_by("pk")
    lines = [reversal_of(entry, reason, today()) for entry in entries]
    post_many(actor=actor, fund=loan.fund, lines=lines)
    loan.remarks, loan.state = reason, LoanState.WITHDRAWN
    loan.save(update_fields=["remarks", "state"])
    return loan


LEFT = Stamp(of=lambda loan: str(left_of(loan)), tracks=lambda row: tracks(row.pk))
