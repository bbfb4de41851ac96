"""What is done for some of the invented women: plans, services, a referral, visits and work;
one graduates, and some are asked by the standard questionnaire."""

import datetime
from collections.abc import Sequence

from accounts.models import User
from beneficiaries.assessments import scoring, standard
from beneficiaries.assessments.models import Assessment, Questionnaire, Version
from beneficiaries.care.models import (
    CaseNote,
    Complaint,
    Goal,
    Graduation,
    IncomeCheck,
    Outcome,
    Referral,
    Service,
)
from beneficiaries.records.models import Beneficiary
from beneficiaries.safeguards.models import Consent
from demonstration.accounts import GIL_BANOO
from ngos.models import NGO
from persian.dates import add_jalali_months

DAYS = datetime.timedelta(days=1)
_GOALS = (
    ("employment", "یادگیری خیاطی صنعتی"), ("housing", "خانه‌ای با اجارهٔ کمتر"),
    ("education", "بازگشت فرزند به مدرسه"), ("legal", "گرفتن شناسنامهٔ فرزند"),
)  # fmt: skip
_SERVICES = (
    ("goods", "سبد کالای نوروز", 25_000_000), ("cash", "کمک‌هزینهٔ ماهانه", 40_000_000),
    ("training", "دورهٔ خیاطی", 15_000_000), ("counselling", "مشاورهٔ خانواده", None),
)  # fmt: skip
_ANSWERS = (
    {"income": "none", "work": "no", "why_not": "skill", "home": "poor", "rent": "yes",
     "illness": "no", "insured": "no", "school": "yes", "papers": "yes", "safe": "sometimes"},
    {"income": "partly", "work": "now_and_then", "home": "poor", "rent": "no", "illness": "no",
     "insured": "yes", "school": "no", "papers": "yes", "safe": "yes"},
)  # fmt: skip


def make(women: Sequence[Beneficiary], worker: User | None, today: datetime.date) -> None:
    """Care of the first twenty-four women; the first of them is followed to the end of a year."""
    author = worker.get_full_name() if worker else "مددکار نمونه"
    cared = [woman for woman in women if woman.case_worker_id][:24]
    for number, woman in enumerate(cared):
        _plan(number, woman, today)
        if number % 3 == 0:
            CaseNote.objects.create(
                beneficiary=woman, kind="home_visit", on=today - (number + 1) * DAYS,
                text="از خانه بازدید شد؛ سقف اتاق نیازمند تعمیر است.", author_name=author,
            )  # fmt: skip
    if not cared:
        return
    _asked(cared[:8], author, today)
    _referred(cared[1:4], author, today)
    _followed(cared[0], author, today)
    Complaint.objects.create(
        beneficiary=cared[2], about="سبد کالا دیر رسید", received_on=today - 9 * DAYS,
        due_on=today + 6 * DAYS,
    )  # fmt: skip


def _plan(number: int, woman: Beneficiary, today: datetime.date) -> None:
    domain, title = _GOALS[number % len(_GOALS)]
    Goal.objects.create(
        beneficiary=woman, domain=domain, title=title, set_on=woman.registered_on,
        due_on=max(today + (number * 5 - 20) * DAYS, woman.registered_on),
    )  # fmt: skip
    kind, name, value = _SERVICES[number % len(_SERVICES)]
    Service.objects.create(
        beneficiary=woman, province_id=woman.province_id, kind=kind, title=name, value=value,
        given_on=today - (number * 3) * DAYS,
        until=today + 90 * DAYS if kind == "cash" else None,
    )  # fmt: skip


def _asked(women: Sequence[Beneficiary], author: str, today: datetime.date) -> None:
    """Asked a year ago and now, by a questionnaire of the province."""
    made = Questionnaire.objects.create(province_id=women[0].province_id, title=standard.TITLE)
    version = Version.objects.create(questionnaire=made, number=1, questions=standard.QUESTIONS)
    for woman in women:
        for answers, months in zip(_ANSWERS, (-12, 0), strict=True):
            found = scoring.result(standard.QUESTIONS, answers)
            Assessment.objects.create(
                beneficiary=woman, version=version, title=made.title,
                on=add_jalali_months(today, months), parts=found.parts, score=found.score,
                severities=found.severities, author_name=author,
            )  # fmt: skip


def _referred(women: Sequence[Beneficiary], author: str, today: datetime.date) -> None:
    ngo = NGO.objects.filter(name=GIL_BANOO).first()
    if ngo is None:
        return
    for number, woman in enumerate(women):
        leave = Consent.objects.create(
            beneficiary=woman, purpose="referral", recipient="ngo", ngo=ngo, way="paper",
            given_on=today - 60 * DAYS,
        )  # fmt: skip
        sent = today - (10 + 20 * number) * DAYS
        answer = {} if number == 0 else {"state": "accepted", "answered_on": sent + 4 * DAYS}
        Referral.objects.create(
            beneficiary=woman, consent=leave, ngo=ngo, reason="آموزش و بازار فروش صنایع دستی",
            shares=["skills", "mobile"], sent_on=sent, sent_by_name=author,
            due_on=sent + 30 * DAYS, **answer,
        )  # fmt: skip


def _followed(woman: Beneficiary, author: str, today: datetime.date) -> None:
    """Employed, asked after three, six and twelve months, and graduated."""
    began = add_jalali_months(today, -13)
    work = Outcome.objects.create(
        beneficiary=woman, kind="home_business", title="کارگاه خانگی خیاطی", started_on=began,
        income=50_000_000,
    )  # fmt: skip
    for months, income in ((3, 60_000_000), (6, 80_000_000), (12, 110_000_000)):
        IncomeCheck.objects.create(
            outcome=work, months=months, on=add_jalali_months(began, months), income=income
        )
    remarks = "درآمدش یک سال پایدار مانده است."
    Graduation.objects.create(
        beneficiary=woman, reasons=["income"], remarks=remarks, decided_by_name=author,
        graduated_on=today,
    )  # fmt: skip
    woman.registered_on = add_jalali_months(today, -15)
    woman.state, woman.closed_on, woman.closing_reason = "graduated", today, remarks
    woman.save(update_fields=["registered_on", "state", "closed_on", "closing_reason"])
