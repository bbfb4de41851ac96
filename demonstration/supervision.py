"""Invented supervision: cases at each step of their way, annual reports, and letters."""

import datetime

from django.core.files.base import ContentFile

from accounts.models import Province
from demonstration.accounts import GIL_BANOO
from demonstration.documents import blank_page
from demonstration.offices import OFFICES
from letters.models import Counterpart, Letter, LetterTemplate
from letters.services.saving import letter_number
from ngos.models import NGO
from ngos.models.ngo import Status
from persian.dates import to_jalali
from supervision.models import AnnualReport, Measure, SupervisionCase
from supervision.models.case import MeasureKind, Source
from supervision.services.annual_reports.raise_due import last_fiscal_year, raise_due_reports
from supervision.workflow import CaseState, ReportState

_COUNTERPARTS = (
    "فرمانداری", "ادارهٔ کل بهزیستی", "دادگستری استان", "نیروی انتظامی", "ادارهٔ ثبت شرکت‌ها",
    "شهرداری", "کمیتهٔ امداد",
)  # fmt: skip
_FINDINGS = (
    (Source.INSPECTION, "دفتر دریافت کمک‌های مردمی در بازدید کامل نبود."),
    (Source.COMPLAINT, "مددجویی از تأخیر در پرداخت کمک شکایت کرده است."),
    (Source.MEDIA, "نشانی دفتر در آگهی‌ها با نشانی ثبت‌شده یکی نیست."),
    (Source.AUTHORITY, "بهزیستی فعالیت بیرون از اساسنامه را گزارش کرده است."),
)
_LETTERS = (
    ("outgoing", "coordination", "هماهنگی نشست دبیران سمن‌ها", 30),
    ("outgoing", "support", "معرفی برای دریافت کمک هزینهٔ اجاره", None),
    ("incoming", "inquiry", "پاسخ استعلام سوابق هیأت مدیره", None),
    ("outgoing", "notice", "تذکر دربارهٔ ارسال گزارش سالانه", 10),
    ("incoming", "report", "گزارش اردوی تابستانی کودکان", None),
    ("outgoing", "inquiry", "استعلام نشانی دفتر", 20),
)
_BODY = (
    "به آگاهی می‌رساند موضوع در شورای توسعه و حمایت بررسی شد.\n"
    "خواهشمند است دستور فرمایید اقدام لازم انجام و نتیجه اعلام شود."
)
_TEMPLATES = (
    ("یادآوری گزارش سالانه", "notice", "یادآوری گزارش سالانهٔ {ngo}",
     "مهلت ارسال گزارش سالانهٔ «{ngo}» با شناسهٔ ملی {legal_id} گذشته است.\n"
     "خواهشمند است گزارش را با امضای مدیرعامل و بازرس به این اداره بفرستید."),
    ("دعوت به نشست", "coordination", "دعوت به نشست",
     "از نمایندهٔ {ngo} دعوت می‌شود در نشست اداره در شهرستان {county} حضور یابد."),
    ("اخطار", "notice", "اخطار به {ngo}",
     "این نامه با شمارهٔ {number} در تاریخ {date} اخطار به «{ngo}» است.\n"
     "پروانهٔ شمارهٔ {licence_no} تا {licence_expires_on} معتبر است."),
)  # fmt: skip


def make(today: datetime.date) -> None:
    """A few cases, reports and letters in each of the three provinces."""
    for title, kind, subject, body in _TEMPLATES:
        LetterTemplate.objects.create(title=title, kind=kind, subject=subject, body=body)
    year = last_fiscal_year(today)
    raise_due_reports(fiscal_year=year - 1)
    raise_due_reports(fiscal_year=year)
    for office in OFFICES:
        province = Province.objects.get(name=office.province)
        ngos = list(
            NGO.objects.filter(province=province, status=Status.ACTIVE).order_by("id")[30:60]
        )
        _receive(province, year, today)
        for number, ngo in enumerate(ngos[:8]):
            _case(ngo, number, today)
        _suspended(province, today)
        _letters(province, ngos, today)


def _receive(province: Province, year: int, today: datetime.date) -> None:
    """Nine in ten reports came: most were accepted, some wait, some went back.

    Gil-Banoo's last one is awaited: whoever tries its desk writes and signs it.
    """
    awaited = AnnualReport.objects.filter(ngo__province=province).order_by("id")
    awaited = awaited.exclude(ngo__name=GIL_BANOO, fiscal_year=year)
    for number, report in enumerate(awaited):
        if number % 10 == 3:
            continue
        report.received_on = min(today, report.due_on - datetime.timedelta(days=number % 40 - 5))
        report.activities = "برگزاری کلاس‌های آموزشی، پخش بستهٔ معیشتی و همراهی با خانواده‌ها."
        report.income = 1_200_000_000 + 37_000_000 * (number % 60)
        report.expense = report.income - 14_500_000 * (number % 25)
        report.signed_by_ceo = True
        report.signed_by_inspector = number % 12 != 5
        report.state = ReportState.RECEIVED
    reports = [report for report in awaited if report.received_on]
    columns = [
        "received_on", "activities", "income", "expense", "signed_by_ceo", "signed_by_inspector",
        "state",
    ]  # fmt: skip
    AnnualReport.objects.bulk_update(reports, columns, batch_size=500)
    whole = [report for report in reports if report.signed_by_inspector]
    for report in reports:
        report.state = ReportState.ACCEPTED
        if not report.signed_by_inspector:
            report.state, report.remarks = ReportState.RETURNED, "امضای بازرس نیست."
    fresh = {report.pk for report in whole if report.fiscal_year == year and report.pk % 7 == 0}
    decided = [report for report in reports if report.pk not in fresh]
    AnnualReport.objects.bulk_update(decided, ["state", "remarks"], batch_size=500)


def _case(ngo: NGO, number: int, today: datetime.date) -> None:
    source, finding = _FINDINGS[number % len(_FINDINGS)]
    opened_on = today - datetime.timedelta(days=60 + 11 * number)
    case = SupervisionCase.objects.create(
        ngo=ngo, source=source, finding=finding, opened_on=opened_on
    )
    if number % 4 == 0:
        return
    case.hearing_on = opened_on + datetime.timedelta(days=10)
    case.hearing_notes = "نمایندهٔ سمن توضیح داد و برای رفع کاستی مهلت خواست."
    case.state = CaseState.HEARD
    case.save()
    if number % 4 == 1:
        return
    decided_on = opened_on + datetime.timedelta(days=20)
    Measure.objects.create(
        case=case,
        kind=MeasureKind.ORAL_NOTICE if number % 4 == 2 else MeasureKind.WRITTEN_NOTICE,
        decided_on=decided_on,
        from_on=decided_on,
        deadline_on=decided_on + datetime.timedelta(days=30),
        reason="برابر آیین‌نامه، کاستی باید در مهلت رفع شود.",
        grave_reason="" if number % 4 == 2 else "تذکر شفاهی پیش‌تر داده شده بود.",
    )
    case.state = CaseState.DECIDED
    case.save()


def _suspended(province: Province, today: datetime.date) -> None:
    """The case behind one of the office's suspended NGOs."""
    ngo = NGO.objects.filter(province=province, status=Status.SUSPENDED).order_by("id").first()
    if ngo is None:
        return
    decided_on = today - datetime.timedelta(days=45)
    reason = "تکرار تخلف پس از اخطار."
    NGO.objects.filter(pk=ngo.pk).update(status_since=decided_on, status_reason=reason)
    case = SupervisionCase.objects.create(
        ngo=ngo,
        source=Source.AUTHORITY,
        finding="فعالیت بیرون از اساسنامه، پس از دو اخطار.",
        opened_on=decided_on - datetime.timedelta(days=40),
        hearing_on=decided_on - datetime.timedelta(days=12),
        hearing_notes="هیأت مدیره حضور یافت و پذیرفت.",
    )
    Measure.objects.create(
        case=case,
        kind=MeasureKind.SUSPENSION,
        decided_on=decided_on,
        from_on=decided_on,
        to_on=decided_on + datetime.timedelta(days=85),
        reason=reason,
        grave_reason="دو اخطار پیش از این سامانه داده شده است.",
    )
    for state in (CaseState.HEARD, CaseState.DECIDED):
        case.state = state
        case.save()


def _letters(province: Province, ngos: list[NGO], today: datetime.date) -> None:
    counterparts = [
        Counterpart.objects.create(province=province, name=f"{name} {province.name}")
        for name in _COUNTERPARTS
    ]
    for number in range(24):
        direction, kind, subject, reply_days = _LETTERS[number % len(_LETTERS)]
        written_on = today - datetime.timedelta(days=4 * (24 - number))
        letter = _letter(province, direction, written_on, number)
        letter.kind, letter.subject, letter.body = kind, subject, _BODY
        letter.counterpart = counterparts[number % len(counterparts)]
        letter.ngo = ngos[number % len(ngos)] if ngos and number % 2 else None
        if reply_days:
            letter.reply_due_on = written_on + datetime.timedelta(days=reply_days)
        letter.save()
        if number % 12 in (0, 3):
            answered_on = min(today, written_on + datetime.timedelta(days=3))
            reply = _letter(province, "incoming", answered_on, 500 + number)
            reply.kind, reply.subject = kind, f"پاسخ: {subject}"
            reply.counterpart, reply.ngo, reply.reply_to = letter.counterpart, letter.ngo, letter
            reply.file.save("letter.pdf", ContentFile(blank_page(9)), save=False)
            reply.original_name, reply.content_type = "پاسخ.pdf", "application/pdf"
            reply.size = len(blank_page(9))
            reply.save()


def _letter(province: Province, direction: str, written_on: datetime.date, number: int) -> Letter:
    year = int(to_jalali(written_on).year)
    given = f"{1200 + 7 * number}/ص"
    if direction == "outgoing":
        given = letter_number(province_id=province.pk, year=year)
    return Letter(
        province=province, direction=direction, number=given, year=year, written_on=written_on
    )
