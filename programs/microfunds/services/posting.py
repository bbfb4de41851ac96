"""Posting into the book of a fund: the one place that writes entries."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, check_day_has_come, require
from persian.numbers import format_number
from programs.microfunds.models import Account, AccountKind, LedgerEntry, MicroFund, Movement
from programs.microfunds.models.fund import FundState
from programs.microfunds.models.ledger import ADDING, CASH, KINDS

POST = "microfunds.post_ledgerentry"
BATCH = 1000


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry to be posted: `amount` rials, more than nothing, move an account.

    `account` is the key of an account. `reverses` is the entry that this one takes back.
    """

    account: int
    movement: Movement
    amount: int
    made_on: datetime.date
    loan: int | None = None
    document_no: str = ""
    note: str = ""
    reverses: LedgerEntry | None = None

    @property
    def signed(self) -> int:
        """What the account gains."""
        gains = (self.movement in ADDING) == (self.reverses is None)
        return self.amount if gains else -self.amount


def locked(fund_id: int) -> MicroFund:
    """The fund, into whose book nobody else writes until the transaction ends.

    Raises DoesNotExist outside the scope.
    """
    rows = MicroFund.objects.select_for_update(of=("self",), no_key=True)
    return rows.get(pk=fund_id)


def account_of(
    kind: AccountKind, *, fund: int, member: int | None = None, loan: int | None = None
) -> Account:
    """One account of a fund as it stands."""
    rows = Account.objects.filter(fund=fund, kind=kind)
    if loan is not None:
        return rows.get(loan=loan)
    return rows.get(member=member, loan=None)


@transaction.atomic
def post_many(*, actor: User | None, fund: MicroFund, lines: Sequence[Line]) -> list[LedgerEntry]:
    """Post entries in their order, all or none, under the lock of the fund.

    `actor` is None for a program alone. Raises Refusal for a closed fund, a day to come, and where
    an account or the cash would fall below zero; DoesNotExist outside the scope.
    """
    fund = locked(fund.pk)
    if fund.state == FundState.CLOSED:
        raise Refusal("closed", _("The book of this fund is closed."))
    wanted = {line.account for line in lines}
    rows = Account.objects.filter(Q(pk__in=wanted) | Q(kind=AccountKind.CASH), fund=fund)
    accounts = {row.pk: row for row in rows}
    cash = next(row for row in accounts.values() if row.kind == AccountKind.CASH)
    entries = [_entry(actor, fund, accounts[line.account], cash, line) for line in lines]
    LedgerEntry.objects.bulk_create(entries, batch_size=BATCH)
    return entries


def post(*, actor: User | None, fund: MicroFund, line: Line) -> LedgerEntry:
    """Post one entry; see `post_many`."""
    return post_many(actor=actor, fund=fund, lines=[line])[0]


def _entry(
    actor: User | None, fund: MicroFund, account: Account, cash: Account, line: Line
) -> LedgerEntry:
    """The entry that continues what stands in the account and the cash, which go on from it."""
    check_day_has_come(line.made_on, field="made_on")
    if line.amount <= 0:
        raise Refusal("nothing", _("The amount is more than nothing."), field="amount")
    before, cash_before = account.balance, cash.balance
    account.balance += line.signed
    cash.balance += line.signed * CASH[account.kind]
    if account.balance < 0:
        raise Refusal(
            "not_enough",
            _("There are only %(there)s rial in this account (%(account)s)."),
            field="amount",
            params={"there": format_number(before), "account": account.get_kind_display()},
        )
    if cash.balance < 0:
        raise Refusal(
            "no_cash",
            _("There are only %(there)s rial of cash in the fund."),
            field="amount",
            params={"there": format_number(cash_before)},
        )
    account.entries += 1
    cash.entries += 1
    return LedgerEntry(
        fund=fund, number=cash.entries, account=account, position=account.entries,
        loan_id=line.loan, movement=line.movement, made_on=line.made_on, amount=line.signed,
        before=before, after=account.balance, cash_before=cash_before, cash_after=cash.balance,
        document_no=line.document_no, note=line.note, reverses=line.reverses,
        by=actor, by_name=str(actor) if actor else "",
    )  # fmt: skip


@transaction.atomic
def move(
    *,
    actor: User,
    fund: MicroFund,
    movement: Movement,
    amount: int,
    made_on: datetime.date,
    member: int | None = None,
    document_no: str = "",
    note: str = "",
) -> LedgerEntry:
    """Post what a person enters by itself: savings and their withdrawal, grants, costs.

    Raises PermissionDenied without the permission, and what `post_many` raises.
    """
    require(actor, POST)
    account = account_of(KINDS[movement], fund=fund.pk, member=member)
    line = Line(
        account=account.pk, movement=movement, amount=amount, made_on=made_on,
        document_no=document_no, note=note,
    )  # fmt: skip
    return post(actor=actor, fund=fund, line=line)
