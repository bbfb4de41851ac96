"""Invented money: what Qazvin allocated, Isfahan by priority, the centre of Gilan."""

import datetime

from accounts.models import Province
from letters.models import Counterpart
from ngos.models import NGO
from persian.dates import to_gregorian
from programs.money.models import Allocation, Entry, EntryKind, Priority, Source, Stage
from programs.money.workflow import AllocationState

MILLION = 1_000_000
# 28 milliard rial of 1401: agency, priority, allocated and spent in million rial, document.
_QAZVIN = (
    ("ادارهٔ کل بهزیستی", "جوانی جمعیت", 6_860, 5_145, "547/1401"),
    ("کمیتهٔ امداد", "توانمندسازی زنان", 7_090, 3_545, "699/1401"),
    ("ادارهٔ کل آموزش فنی و حرفه‌ای", "آسیب‌های اجتماعی", 7_280, 5_678, "308/1401"),
    ("ادارهٔ کل ورزش و جوانان", "جوانی جمعیت", 6_770, 2_640, "887/1401"),
)
_ISFAHAN = (("آسیب‌های اجتماعی", 900), ("خانواده", 650), ("جوانی جمعیت", 450))
_CENTRE = 3_000  # million rial


def make(today: datetime.date) -> None:
    """Runs in the scope of the whole register, in which nobody signs an entry."""
    qazvin = Province.objects.get(name="قزوین")
    for agency, priority, allocated, spent, document in _QAZVIN:
        Allocation.objects.create(
            province=qazvin,
            year=1401,
            priority=Priority.objects.get(name=priority),
            counterpart=_agency(qazvin, agency),
            amount=allocated * MILLION,
            opening_spent=spent * MILLION,
            document_no=document,
            state=AllocationState.LISTED,
            listed_as=f"{agency}|{document}",
        )
    isfahan = Province.objects.get(name="اصفهان")
    ngos = list(NGO.objects.filter(province=isfahan).order_by("id")[:3])
    for ngo, (priority, amount) in zip(ngos, _ISFAHAN, strict=False):
        source = _source(isfahan, 1403, priority, f"اعتبار {priority}", 3 * amount)
        row = _approved(source, ngo, amount, to_gregorian(1403, 3, 1), "کارگاه‌های توانمندسازی")
        _post(row, EntryKind.PAID, amount // 2, to_gregorian(1403, 4, 1), stage=row.stages.get())
        _post(row, EntryKind.SPENT, amount // 4, to_gregorian(1403, 5, 1), document_no="14/1403")
    gilan = Province.objects.get(name="گیلان")
    source = _source(gilan, 1397, "توانمندسازی زنان", "مرکز گیل‌بانو", _CENTRE)
    operator = NGO.objects.filter(province=gilan).earliest("id")
    row = _approved(source, operator, _CENTRE, to_gregorian(1397, 2, 1), "راه‌اندازی مرکز گیل‌بانو")
    stage = row.stages.get()
    _post(row, EntryKind.PAID, _CENTRE, to_gregorian(1397, 3, 1), stage=stage)
    receipt = _post(row, EntryKind.SPENT, _CENTRE, to_gregorian(1397, 6, 1), document_no="31/1397")
    _post(row, EntryKind.VERIFIED, _CENTRE, to_gregorian(1397, 7, 1), verifies=receipt)


def _agency(province: Province, name: str) -> Counterpart:
    return Counterpart.objects.get_or_create(province=province, name=name)[0]


def _source(province: Province, year: int, priority: str, title: str, amount: int) -> Source:
    return Source.objects.create(
        province=province,
        year=year,
        priority=Priority.objects.get(name=priority),
        title=title,
        amount=amount * MILLION,
    )


def _approved(source: Source, ngo: NGO, amount: int, on: datetime.date, purpose: str) -> Allocation:
    """An allocation in one stage; amounts here are in million rial."""
    row = Allocation.objects.create(
        province=source.province,
        county=ngo.county,
        source=source,
        year=source.year,
        priority=source.priority,
        ngo=ngo,
        amount=amount * MILLION,
        purpose=purpose,
        asked_on=on,
        asked_by_name="کارشناس استان",
    )
    row.state, row.approved_on, row.approved_by_name = AllocationState.APPROVED, on, "مدیرکل"
    row.save(update_fields=["state", "approved_on", "approved_by_name"])
    _post(row, EntryKind.ALLOCATED, amount, on)
    Stage.objects.create(allocation=row, number=1, amount=amount * MILLION, due_on=on)
    return row


def _post(
    row: Allocation, kind: EntryKind, amount: int, on: datetime.date, **more: object
) -> Entry:
    names = {EntryKind.ALLOCATED: "مدیرکل", EntryKind.VERIFIED: "کارشناس نظارت"}
    return Entry.objects.create(
        allocation=row,
        kind=kind,
        amount=amount * MILLION,
        made_on=on,
        by_name=names.get(kind, "ذی‌حساب"),
        **more,
    )
