"""Invented funds of Gilan, with savings, loans at each step of their way, and self-help groups."""

import datetime
from collections.abc import Mapping

from accounts.models import County, User
from demonstration.accounts import GIL_BANOO
from demonstration.numbers import national_id
from ngos.models import NGO
from persian.dates import add_jalali_months
from programs.microfunds.models import (
    AccountKind,
    FundMember,
    Loan,
    MicroFund,
    Movement,
    SelfHelpGroup,
)
from programs.microfunds.schedule import payable_from
from programs.microfunds.services import loans, repaying
from programs.microfunds.services.following import follow, left_of
from programs.microfunds.services.posting import Line, account_of, post_many

_FUNDS = (
    ("صندوق خرد زنان گیل‌بانو", "women", "رشت", "", 32),
    ("صندوق روستایی بانوان شفت", "rural", "شفت", "چوبر", 30),
    ("صندوق توان‌یابان انزلی", "disability", "بندر انزلی", "", 12),
)
_NAMES = ("معصومه", "زهرا", "کبری", "طاهره", "فاطمه", "رقیه", "سکینه", "اکرم", "لیلا", "نسرین")
_SURNAMES = ("نمونه", "فرضی", "آزمونی", "خیالی", "گمانی")
# What it is for, how many months ago it was asked for, and how many instalments came back; None
# where it is not paid yet.
_LOANS = (
    ("چرخ خیاطی صنعتی", 9, 6), ("گلخانهٔ کوچک", 6, 5), ("تنور نانوایی", 5, 1),
    ("ودیعهٔ مسکن", 3, 0), ("دار حصیربافی", 1, None), ("ماشین جوجه‌کشی", 0, None),
)  # fmt: skip
_GROUPS = (
    ("گروه همیار نان و شیرینی", "نانوایی", "رشت", 5), ("گروه همیار سوزن", "خیاطی", "رشت", 6),
    ("گروه همیار حصیر", "حصیربافی", "بندر انزلی", 4), ("گروه همیار شالیزار", "برنج", "شفت", 7),
    ("گروه همیار گل", "گلخانه", "لاهیجان", 3),
)  # fmt: skip
SAVED, MONTHS, AMOUNT, INSTALMENTS = 2_000_000, 12, 50_000_000, 6


def make(people: Mapping[str, User], today: datetime.date) -> None:
    """Three funds and five groups in Gilan."""
    counties = {row.name: row for row in County.objects.filter(province__name="گیلان")}
    operator = NGO.objects.filter(name=GIL_BANOO).first()
    number = 0
    for name, kind, county, place, members in _FUNDS:
        fund = MicroFund.objects.create(
            province=counties[county].province, county=counties[county], name=name, kind=kind,
            place=place, operator=operator if kind == "women" else None,
            founded_on=add_jalali_months(today, -MONTHS - 8),
        )  # fmt: skip
        rows = []
        for each in range(members):
            number += 1
            rows.append(FundMember(
                fund=fund,
                full_name=f"{_NAMES[each % 10]} {_SURNAMES[(each // 10 + each) % 5]}",
                national_id=national_id(550_000 + number),
                joined_on=add_jalali_months(today, -MONTHS - 8),
            ))  # fmt: skip
        FundMember.objects.bulk_create(rows)
        _save(fund, rows, people["gilan.expert"], today)
        for member, (purpose, months, repaid) in zip(rows, _LOANS, strict=False):
            _lend(people, fund, member, purpose, add_jalali_months(today, -months), repaid, today)
    follow(Loan.objects.all(), today)
    for name, trade, county, count in _GROUPS:
        SelfHelpGroup.objects.create(
            province=counties[county].province, county=counties[county], name=name, trade=trade,
            member_count=count, facilitator=operator, founded_on=add_jalali_months(today, -8),
            grant=300_000_000, granted_on=add_jalali_months(today, -7), is_active=count > 3,
        )  # fmt: skip


def _save(fund: MicroFund, rows: list[FundMember], actor: User, today: datetime.date) -> None:
    """A grant to begin with, and each month what each member saves: all posted at once."""
    grant = account_of(AccountKind.GRANTS, fund=fund.pk)
    lines = [
        Line(
            account=grant.pk, movement=Movement.GRANTED, amount=300_000_000,
            made_on=add_jalali_months(today, -MONTHS),
        )
    ]  # fmt: skip
    savings = {
        row.member_id: row.pk
        for row in fund.accounts.filter(kind=AccountKind.SAVINGS, member__in=rows)
    }
    for month in range(MONTHS, 0, -1):
        day = add_jalali_months(today, -month)
        lines += [
            Line(account=savings[row.pk], movement=Movement.SAVED, amount=SAVED, made_on=day)
            for row in rows
        ]
    post_many(actor=actor, fund=fund, lines=lines)


def _lend(
    people: Mapping[str, User],
    fund: MicroFund,
    member: FundMember,
    purpose: str,
    asked_on: datetime.date,
    repaid: int | None,
    today: datetime.date,
) -> None:
    """A loan as far on its way as it has come: recorded, approved and paid by three persons."""
    loan = loans.save_request(
        actor=people["rasht.expert"],
        loan=Loan(
            member=member, amount=AMOUNT, instalment_count=INSTALMENTS, purpose=purpose,
            requested_on=asked_on,
        ),
    )  # fmt: skip
    loan.guarantors.create(full_name="حسن ضامن فرضی", job="کارمند")
    if asked_on == today:
        return
    loan = loans.approve(
        actor=people["gilan.director"], loan=loan, seen=loan.state,
        on=min(today, asked_on + datetime.timedelta(2)),
    )  # fmt: skip
    paid_on = payable_from(asked_on, asked_until=25, paid_from=7)
    if repaid is None or paid_on > today:
        return
    expert = people["gilan.expert"]
    loan = loans.pay(
        actor=expert, loan=loan, seen=loan.state, on=paid_on, cheque_no=f"۸۸{loan.pk:06}",
        first_due_on=add_jalali_months(paid_on, 1), document_no="",
    )  # fmt: skip
    for instalment in list(loan.instalments.all())[:repaid]:
        repaying.repay(
            actor=expert, loan=loan, seen=str(left_of(loan)), amount=instalment.amount,
            made_on=min(today, instalment.due_on),
        )  # fmt: skip
