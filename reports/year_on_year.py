"""A year of licensing beside the year before, of the same length: counts, ratio, growth.

Of the present year the part until today is set against the same part of the year before; of a
past year all of it. «۲٫۴ برابر» is the ratio, «۱۴۰٪» the growth: people mean either, so both show.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from councils.models import Session
from councils.models.session import SessionState
from letters.models import Letter
from licensing.kinds import TO_WORK, LicenceKind
from licensing.models import Application, Licence
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


@dataclass(frozen=True, slots=True)
class Line:
    """What is counted: the rows of `model` with `values`, by the day in `day_field`.

    `range_filter` names the filter of the model's list that narrows it to the same days.
    """

    label: str | Promise
    model: type[models.Model]
    day_field: str
    range_filter: str
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def may_be_seen_by(self, user: User) -> bool:
        return user.has_perm(f"{self.model._meta.app_label}.view_{self.model._meta.model_name}")

    def counted(self, now: Period, before: Period) -> Growth:
        held = {f"{name}__in": each for name, each in self.values.items()}
        counts = self.model._default_manager.filter(**held).aggregate(
            now=Count("pk", filter=now.holds(self.day_field)),
            before=Count("pk", filter=before.holds(self.day_field)),
        )
        return Growth(self.label, counts["now"], counts["before"], self._list_of(now))

    def _list_of(self, period: Period) -> str:
        days = {
            f"{self.range_filter}_after": jalali_iso(period.first),
            f"{self.range_filter}_before": jalali_iso(period.last),
        }
        name = self.model._meta.label_lower.replace(".", "_")
        address = reverse(f"admin:{name}_changelist")
        return f"{address}?{urlencode({**self.values, **days}, doseq=True)}"


LINES = (
    Line(
        _("Activity licences and credentials"), Licence, "issued_on", "issued", {"kind": [*TO_WORK]}
    ),
    Line(_("Approvals"), Licence, "issued_on", "issued", {"kind": APPROVALS}),
    Line(_("Applications"), Application, "submitted_on", "submitted"),
    Line(
        _("Sessions of councils"), Session, "held_on", "held_on", {"state": [SessionState.SIGNED]}
    ),
    Line(_("Letters"), Letter, "written_on", "written"),
)


def year_on_year(user: User, now: Period, before: Period) -> list[Growth]:
    """The figures that an office reports of a year: of what this person may see, in their scope."""
    return [line.counted(now, before) for line in LINES if line.may_be_seen_by(user)]
