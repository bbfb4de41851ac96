"""Funds with members who have saved, for tests."""

import datetime

from accounts import scope
from persian.dates import add_jalali_months, to_gregorian, to_jalali, today
from programs.microfunds.models import (
    Account,
    AccountKind,
    FundMember,
    LedgerEntry,
    Loan,
    MicroFund,
    Movement,
)
from programs.microfunds.services.posting import Line, account_of, post
from programs.microfunds.services.reading import sums_of
from tests.cast import county, province

LONG_AGO = datetime.date(2020, 5, 1)


def make_fund(name="صندوق مهر", *, at="گیلان/رشت", **fields):
    home, _slash, place = at.partition("/")
    fields = {"kind": "women", "founded_on": LONG_AGO, **fields}
    with scope.system():
        return MicroFund.objects.create(
            province=province(home), county=county(place) if place else None, name=name, **fields
        )


def make_member(fund, name="کبری آزمونی", *, saved=0, **fields):
    with scope.system():
        member = FundMember.objects.create(
            fund=fund, full_name=name, **{"joined_on": LONG_AGO, **fields}
        )
        if saved:
            enter(fund, Movement.SAVED, saved, member=member.pk)
        return member


def enter(fund, movement, amount, *, member=None, loan=None):
    """Post by the program itself."""
    kinds = {Movement.SAVED: AccountKind.SAVINGS, Movement.WITHDRAWN: AccountKind.SAVINGS,
             Movement.GRANTED: AccountKind.GRANTS}  # fmt: skip
    with scope.system():
        account = account_of(kinds[movement], fund=fund.pk, member=member, loan=loan)
        line = Line(account=account.pk, movement=movement, amount=amount, made_on=today())
        return post(actor=None, fund=fund, line=line)


def recount(fund):
    """What the entries alone say: sums of all accounts, the cash, and whether numbers are whole."""
    entries = list(LedgerEntry.objects.filter(fund=fund).order_by("number"))
    assert [each.number for each in entries] == list(range(1, len(entries) + 1))
    balances, cash = {}, 0
    for each in entries:
        assert each.before == balances.get(each.account_id, 0)
        assert each.cash_before == cash
        assert each.after == each.before + each.amount
        balances[each.account_id] = each.after
        cash = each.cash_after
    stored = {row.pk: row for row in Account.objects.filter(fund=fund)}
    for pk, row in stored.items():
        if row.kind != AccountKind.CASH:
            assert row.balance == balances.get(pk, 0)
    assert sums_of(fund).cash == cash
    return entries


def asked_on():
    """A day on which what was asked for may be paid today: two Jalali months ago."""
    return add_jalali_months(today(), -2)


def fresh(row):
    with scope.system():
        return type(row).objects.get(pk=row.pk)


def jalali(day):
    return "{0.year}/{0.month}/{0.day}".format(to_jalali(day))


__all__ = ["LONG_AGO", "Loan", "asked_on", "enter", "fresh", "jalali", "make_fund", "make_member",
           "recount", "to_gregorian"]  # fmt: skip
