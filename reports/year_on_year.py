"""A year of licensing beside the year before, of the same length: counts, ratio, growth.

Of the present year the part until today is set against the same part of the year before; of a
past year all of it. «۲٫۴ برابر» is the ratio, «۱۴۰٪» the growth: people mean either, so both show.
"""

import datetime
from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ngos.kinds import TO_WORK, LicenceKind
from ngos.models import Application, Letter, Licence, Session
from ngos.models.session import SessionState
from persian.dates import days_in_month, jalali_year_range, to_gregorian, to_jalali

APPROVALS = (LicenceKind.INITIAL_APPROVAL, LicenceKind.PRINCIPLE_APPROVAL)


@dataclass(frozen=True, slots=True)
class Period:
    """Days of one Jalali year, both ends included."""

    year: int
    first: datetime.date
    last: datetime.date

    def holds(self, field: str) -> Q:
        return Q(**{f"{field}__gte": self.first, f"{field}__lte": self.last})


@dataclass(frozen=True, slots=True)
class Growth:
    """What was counted in a period and in the one before."""

    label: str | Promise
    count: int
    before: int

    @property
    def ratio(self) -> float | None:
        """How many times as many as before, to one decimal; None where there was none before."""
        return round(self.count / self.before, 1) if self.before else None

    @property
    def percent(self) -> int | None:
        """By how many hundredths it grew; None where there was none before."""
        return round((self.count - self.before) * 100 / self.before) if self.before else None


def periods(year: int, today: datetime.date) -> tuple[Period, Period]:
    """The part of a Jalali year until today, and the same part of the year before."""
    now, before = _whole(year), _whole(year - 1)
    if now.last <= today:
        return now, before
    day = to_jalali(max(today, now.first))
    of_month = min(day.day, days_in_month(year - 1, day.month))
    return (
        replace(now, last=max(today, now.first)),
        replace(before, last=to_gregorian(year - 1, day.month, of_month)),
    )


def _whole(year: int) -> Period:
    first, following = jalali_year_range(year)
    return Period(year, first, following - datetime.timedelta(1))


def year_on_year(now: Period, before: Period) -> list[Growth]:
    """The figures that an office reports of a year. Counted in the scope in force."""
    to_work, approvals = Q(kind__in=TO_WORK), Q(kind__in=APPROVALS)
    signed = Q(state=SessionState.SIGNED)
    return [
        *_counted(
            Licence.objects.all(), "issued_on", now, before,
            (_("Activity licences and credentials"), to_work), (_("Approvals"), approvals),
        ),
        *_counted(
            Application.objects.all(), "submitted_on", now, before, (_("Applications"), Q()),
        ),
        *_counted(
            Session.objects.all(), "held_on", now, before, (_("Sessions of councils"), signed),
        ),
        *_counted(Letter.objects.all(), "written_on", now, before, (_("Letters"), Q())),
    ]  # fmt: skip


def _counted(
    rows: QuerySet, field: str, now: Period, before: Period, *lines: tuple[Promise, Q]
) -> list[Growth]:
    """One query for all the lines that count rows of one table."""
    counts = rows.order_by().aggregate(
        **{
            f"{name}{number}": Count("pk", filter=period.holds(field) & condition)
            for number, (_label, condition) in enumerate(lines)
            for name, period in (("now", now), ("before", before))
        }
    )
    return [
        Growth(label, counts[f"now{number}"], counts[f"before{number}"])
        for number, (label, _condition) in enumerate(lines)
    ]
