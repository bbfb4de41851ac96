"""A year of licensing beside the year before, of the same length: counts, ratio, growth.

Of the present year the part until today is set against the same part of the year before; of a
past year all of it. «۲٫۴ برابر» is the ratio, «۱۴۰٪» the growth: people mean either, so both show.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from ngos.kinds import TO_WORK, LicenceKind
from ngos.models import Application, Letter, Licence, Session
from ngos.models.session import SessionState
from persian.dates import days_in_month, jalali_iso, jalali_year_range, to_gregorian, to_jalali

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
    link: str = ""

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
    signed = SessionState.SIGNED
    return [
        _counted(_("Activity licences and credentials"), Licence, "issued_on", "issued",
                 now, before, kind=[*TO_WORK]),
        _counted(_("Approvals"), Licence, "issued_on", "issued", now, before, kind=[*APPROVALS]),
        _counted(_("Applications"), Application, "submitted_on", "submitted", now, before),
        _counted(_("Sessions of councils"), Session, "held_on", "held_on", now, before,
                 state=[signed]),
        _counted(_("Letters"), Letter, "written_on", "written", now, before),
    ]  # fmt: skip


def _counted(
    label: Promise,
    model: type[models.Model],
    field: str,
    range_: str,
    now: Period,
    before: Period,
    **values: Sequence[str],
) -> Growth:
    """One line: rows whose `field` lies in a period. `range_` names the list's filter of it."""
    rows = model._default_manager.filter(**{f"{name}__in": each for name, each in values.items()})
    counts = rows.order_by().aggregate(
        now=Count("pk", filter=now.holds(field)), before=Count("pk", filter=before.holds(field))
    )
    days = {
        f"{range_}_after": jalali_iso(now.first),
        f"{range_}_before": jalali_iso(now.last),
    }
    address = reverse(f"admin:ngos_{model._meta.model_name}_changelist")
    query = urlencode({**values, **days}, doseq=True)
    return Growth(label, counts["now"], counts["before"], f"{address}?{query}")
