"""What is read of funds and loans: what stands in accounts, what is late, what is in the way."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from persian.dates import add_jalali_months, format_jalali, today
from persian.model_fields import RialField
from persian.numbers import format_number
from programs.microfunds.charter import Charter
from programs.microfunds.models import (
    Account,
    AccountKind,
    FundMember,
    Instalment,
    Loan,
    MicroFund,
)
from programs.microfunds.models.fund import FundState
from programs.microfunds.schedule import Standing, standing
from programs.microfunds.workflow import LENT_OUT

# -- what stands in the accounts -------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Sums:
    """What stands in the book of a fund, in rial."""

    cash: int
    savings: int
    grants: int
    fees: int
    loans: int
    deposits: int

    @property
    def balance(self) -> int:
        """Savings and grants less what borrowers still owe: loans less repayments."""
        return self.savings + self.grants - self.loans


def sums_of(fund: MicroFund) -> Sums:
    """One query; every figure stands in the accounts and none is counted from entries."""
    found = dict.fromkeys(AccountKind.values, 0)
    rows = Account.objects.filter(fund=fund).order_by().values_list("kind")
    found |= dict(rows.annotate(whole=Sum("balance")))
    return Sums(
        cash=found[AccountKind.CASH], savings=found[AccountKind.SAVINGS],
        grants=found[AccountKind.GRANTS], fees=found[AccountKind.FEES],
        loans=found[AccountKind.LOAN], deposits=found[AccountKind.DEPOSIT],
    )  # fmt: skip


def balance_of(kind: AccountKind, **of: str) -> Coalesce:
    """What stands in all accounts of a kind of the row that a query is about: `loan="pk"`."""
    own = {name: OuterRef(column) for name, column in of.items()}
    rows = Account.objects.filter(kind=kind, **own).order_by().values("kind")
    whole = Subquery(rows.annotate(whole=Sum("balance")).values("whole"))
    return Coalesce(whole, Value(0), output_field=RialField())


def savings_of(member: FundMember) -> int:
    return Account.objects.get(fund=member.fund_id, member=member, kind=AccountKind.SAVINGS).balance


# -- what is late ----------------------------------------------------------------------------------


def _due(day: datetime.date) -> Coalesce:
    rows = Instalment.objects.filter(loan=OuterRef("pk"), due_on__lt=day).order_by().values("loan")
    whole = Subquery(rows.annotate(whole=Sum("amount")).values("whole"))
    return Coalesce(whole, Value(0), output_field=RialField())


def arrears(day: datetime.date) -> Case:
    """Of loans: what is late on a day, in rial. What is repaid fills what is due first."""
    repaid = F("amount") - balance_of(AccountKind.LOAN, loan="pk")
    late = Greatest(_due(day) - repaid, Value(0), output_field=RialField())
    return Case(When(state__in=LENT_OUT, then=late), default=Value(0), output_field=RialField())


def arrears_of(fund: MicroFund, day: datetime.date) -> tuple[int, int]:
    """How many loans of a fund are late on a day, and by how many rials together."""
    rows = Loan.objects.filter(fund=fund, state__in=LENT_OUT).annotate(in_arrears=arrears(day))
    found = rows.filter(in_arrears__gt=0).aggregate(count=Count("pk"), whole=Sum("in_arrears"))
    return found["count"], found["whole"] or 0


def standing_of(loan: Loan, day: datetime.date | None = None) -> Standing:
    """How a paid loan stands on a day. Two queries."""
    account = Account.objects.get(loan=loan, kind=AccountKind.LOAN)
    lines = loan.instalments.order_by("number").values_list("number", "due_on", "amount")
    return standing(lines, loan.amount - account.balance, day or today())


# -- what is in the way ----------------------------------------------------------------------------


def members_now() -> Q:
    return Q(left_on=None)


def obstacles(loan: Loan, charter: Charter, day: datetime.date) -> Iterator[Refusal]:
    """What stands in the way of approving a loan on a day, each naming the rule of the charter."""
    fund, member = loan.fund, loan.member
    if fund.state != FundState.ACTIVE:
        yield Refusal("fund_state", _("The fund lends nothing now."))
    lends_from = add_jalali_months(fund.founded_on, charter.lending_after_months)
    if day < lends_from:
        months = format_number(charter.lending_after_months)
        yield Refusal(
            "too_young_fund",
            _("The fund lends from %(day)s on (%(months)s months after it began)."),
            {"day": format_jalali(lends_from), "months": months},
        )
    if member.left_on is not None:
        yield Refusal("left", _("The member has left the fund."))
    may_from = add_jalali_months(member.joined_on, charter.membership_months)
    if loan.requested_on < may_from:
        yield Refusal(
            "too_young_member",
            _("Members ask for loans after %(months)s months; this one from %(day)s on."),
            {"day": format_jalali(may_from), "months": format_number(charter.membership_months)},
        )
    largest = charter.largest_loan(savings_of(member))
    if loan.amount > largest:
        yield Refusal(
            "too_large",
            _("On these savings %(most)s rial are lent at most (%(percent)s percent)."),
            {"most": format_number(largest), "percent": format_number(charter.loan_percent)},
        )
    if loan.guarantors.count() < charter.guarantors:
        yield Refusal(
            "guarantors", _("The loan needs %(count)s guarantors at least. Enter them first."),
            {"count": format_number(charter.guarantors)},
        )  # fmt: skip
