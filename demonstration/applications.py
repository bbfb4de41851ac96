"""Applications on their way in the office of Gilan: one or two in each state of the first half."""

import datetime
from random import Random

from django.utils import timezone

from accounts.models import Province, User
from accounts.workflow import Step
from councils.kinds import COUNCIL
from councils.models import Council
from licensing.kinds import Kind
from licensing.models import Application, ApplicationStep, Inquiry
from licensing.models.inquiry import Authority, InquiryResult
from licensing.services.applications.councils import council_at
from licensing.services.applications.drafting import SERIES
from licensing.states import State
from licensing.workflow import APPLICATION
from ngos.models import NGO
from ngos.models.ngo import ActivityLevel, Status
from papers.tracking import tracking_code
from persian.dates import add_jalali_months

_PROVINCE = "گیلان"
# Kind, the steps taken, and how many days ago the last one was.
_WAYS: tuple[tuple[Kind, tuple[str, ...], int], ...] = (
    (Kind.RENEWAL, (), 2),
    (Kind.CHANGES, ("submit",), 4),
    (Kind.RENEWAL, ("submit",), 13),
    (Kind.UPGRADE, ("submit", "return"), 6),
    (Kind.BRANCH, ("submit", "accept"), 9),
    (Kind.RENEWAL, ("submit", "accept"), 34),
    (Kind.RENEWAL, ("submit", "accept", "approve_initially"), 3),
    (Kind.RENEWAL, ("submit", "accept", "approve_initially", "send_inquiries"), 12),
    (Kind.UPGRADE, ("submit", "accept", "approve_initially", "send_inquiries"), 26),
    (Kind.CHANGES, ("submit", "accept", "approve_initially", "send_inquiries",
                    "close_inquiries"), 5),
    (Kind.DISSOLUTION, ("submit", "withdraw"), 20),
)  # fmt: skip
_REASONS = {
    "return": "صورتجلسهٔ مجمع عمومی و فرم درخواست پیوست نشده است.",
    "withdraw": "مجمع عمومی از انحلال منصرف شد.",
}
_SUBJECTS = {
    Kind.CHANGES: "تغییر نشانی دفتر و دو عضو هیأت مدیره.",
    Kind.UPGRADE: "فعالیت سازمان به شهرستان‌های دیگر رسیده است.",
    Kind.DISSOLUTION: "مجمع عمومی فوق‌العاده رأی به انحلال داده است.",
}


def make(accounts: dict[str, User], today: datetime.date) -> None:
    """Make the applications of the demonstration, each with its way, its people and its dates."""
    rng = Random("applications")  # noqa: S311  the same data each time
    expert = accounts["gilan.expert"]
    _make_councils()
    active = NGO.objects.filter(province__name=_PROVINCE, status=Status.ACTIVE)
    ngos = list(active.exclude(county=None).order_by("id")[30 : 30 + len(_WAYS)])
    for ngo, (kind, steps, days) in zip(ngos, _WAYS, strict=True):
        _walk(_draft(ngo, kind, expert, today), steps, days, accounts, rng)
    applicants = NGO.objects.filter(province__name=_PROVINCE, status=Status.APPLICANT)
    for number, ngo in enumerate(applicants.exclude(county=None).order_by("id")[:2]):
        made = _draft(ngo, Kind.ESTABLISHMENT, expert, today)
        _walk(made, ("submit", "accept")[: 2 * number], 7, accounts, rng)


def _make_councils() -> None:
    """The council of the province and those of its counties, where there is none yet."""
    province = Province.objects.get(name=_PROVINCE)
    Council.objects.get_or_create(
        kind=COUNCIL.key,
        province=province,
        county=None,
        defaults={
            "level": ActivityLevel.PROVINCIAL,
            "name": f"شورای توسعه و حمایت استان {_PROVINCE}",
        },
    )
    for county in province.counties.all():
        Council.objects.get_or_create(
            kind=COUNCIL.key,
            province=province,
            county=county,
            defaults={
                "level": ActivityLevel.COUNTY,
                "name": f"شورای توسعه و حمایت شهرستان {county}",
            },
        )


def _draft(ngo: NGO, kind: Kind, expert: User, today: datetime.date) -> Application:
    level = ActivityLevel.PROVINCIAL if kind == Kind.UPGRADE else ngo.activity_level
    application = Application(
        ngo=ngo,
        kind=kind,
        level=level,
        branch_county=ngo.county if kind == Kind.BRANCH else None,
        subject=_SUBJECTS.get(kind, ""),
        tracking_code=tracking_code(province=ngo.province, series=SERIES),
        created_by=expert,
    )
    application.council = council_at(level, application)
    application.save()
    return application


def _walk(
    application: Application,
    names: tuple[str, ...],
    days: int,
    accounts: dict[str, User],
    rng: Random,
) -> None:
    """Take steps, the last one so many days ago and the others some days before it."""
    at = timezone.now() - datetime.timedelta(days + 9 * max(len(names) - 1, 0))
    for name in names:
        step = APPLICATION.step(name)
        source, application.state, application.state_since = application.state, step.target, at
        if name == "submit":
            application.submitted_on = at.date()
        application.save()
        taker = _taker(step, accounts)
        ApplicationStep.objects.create(
            application=application, step=name, source=source, target=step.target, taken_at=at,
            reason=_REASONS.get(name, ""), taken_by=taker, taken_by_name=str(taker or ""),
        )  # fmt: skip
        if name == "send_inquiries":
            _ask(application, at.date(), rng, is_closed="close_inquiries" in names)
        at += datetime.timedelta(9)


def _taker(step: Step, accounts: dict[str, User]) -> User | None:
    if step.target == State.FINAL_REVIEW:
        return None
    return accounts["gilan.chair" if step.permission == "sign_session" else "gilan.expert"]


def _ask(application: Application, day: datetime.date, rng: Random, *, is_closed: bool) -> None:
    """Letters to the four authorities; some have answered, all where the inquiries are closed."""
    for number, authority in enumerate(Authority):
        is_answered = is_closed or number < 2
        Inquiry.objects.create(
            application=application,
            authority=authority,
            letter_no=f"{rng.randint(100, 900)}/{rng.randint(1000, 9000)}",
            sent_on=day,
            due_on=add_jalali_months(day, 1),
            result=InquiryResult.POSITIVE if is_answered else InquiryResult.PENDING,
            answered_on=day + datetime.timedelta(5) if is_answered else None,
        )
