"""Which days a report is of, and which stand beside them.

A period is a Jalali year, a season or a month of one, or days from and until. What is not over yet
counts until today. Beside it stand the same days of the year before (the last day of a month that
is shorter there), or the whole of that year where somebody asks for it.
"""

import datetime
from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from persian.dates import (
    MONTHS,
    days_in_month,
    format_jalali,
    jalali_year_range,
    to_gregorian,
    to_jalali,
)
from persian.numbers import persian_digits
from screens.yearly import Period

MONTHS_OF_A_SEASON = 3


class Beside(models.TextChoices):
    """What a period is set against."""

    SAME = "same", gettext_lazy("the same part of the year before")
    WHOLE = "whole", gettext_lazy("the whole year before")


SEASONS = (
    gettext_lazy("Spring"), gettext_lazy("Summer"), gettext_lazy("Autumn"), gettext_lazy("Winter"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Periods:
    """The days of a report, those beside them, and how the page says what they are."""

    now: Period
    before: Period
    title: str
    is_cut: bool  # at today, before its end

    @property
    def said(self) -> str:
        """«از ۱ فروردین ۱۴۰۱ تا ۲۹ اسفند ۱۴۰۱، در کنار …»."""
        words = _("%(first)s to %(last)s, beside %(first_before)s to %(last_before)s")
        return words % {
            "first": format_jalali(self.now.first, "text"),
            "last": format_jalali(self.now.last, "text"),
            "first_before": format_jalali(self.before.first, "text"),
            "last_before": format_jalali(self.before.last, "text"),
        }


def periods(year: int, today: datetime.date) -> tuple[Period, Period]:
    """The part of a Jalali year until today, and the same part of the year before."""
    both = of_year(year, today)
    return both.now, both.before


def of_year(year: int, today: datetime.date, beside: str = Beside.SAME) -> Periods:
    return _beside(_whole(year), persian_digits(year), today, beside)


def of_months(
    year: int, first: int, last: int, today: datetime.date, beside: str = Beside.SAME
) -> Periods:
    """Whole months of a year, 1 to 12, both included: a month, or a season."""
    title = MONTHS[first - 1]
    if first != last:
        title = str(SEASONS[(first - 1) // MONTHS_OF_A_SEASON])
    period = Period(
        year, to_gregorian(year, first, 1), to_gregorian(year, last, days_in_month(year, last))
    )
    return _beside(period, f"{title} {persian_digits(year)}", today, beside)


def of_days(
    first: datetime.date, last: datetime.date, today: datetime.date, beside: str = Beside.SAME
) -> Periods:
    """Days from and until, both included."""
    title = _("%(first)s to %(last)s") % {
        "first": format_jalali(first, "text"),
        "last": format_jalali(last, "text"),
    }
    return _beside(Period(to_jalali(first).year, first, last), title, today, beside)


def _beside(period: Period, title: str, today: datetime.date, beside: str) -> Periods:
    is_cut = period.last > today
    now = replace(period, last=max(today, period.first)) if is_cut else period
    if beside == Beside.WHOLE:
        before = _whole(period.year - 1)
    elif not is_cut and (period.first, period.last) == _days_of(period.year):
        before = _whole(period.year - 1)  # whole beside whole, though one has a day more
    else:
        before = Period(period.year - 1, _a_year_before(now.first), _a_year_before(now.last))
        if not is_cut and _ends_its_month(now.last):
            before = replace(before, last=_end_of_month(before.last))
    return Periods(now, before, title, is_cut)


def _whole(year: int) -> Period:
    return Period(year, *_days_of(year))


def _days_of(year: int) -> tuple[datetime.date, datetime.date]:
    first, following = jalali_year_range(year)
    return first, following - datetime.timedelta(1)


def _a_year_before(day: datetime.date) -> datetime.date:
    jalali = to_jalali(day)
    of_month = min(jalali.day, days_in_month(jalali.year - 1, jalali.month))
    return to_gregorian(jalali.year - 1, jalali.month, of_month)


def _ends_its_month(day: datetime.date) -> bool:
    jalali = to_jalali(day)
    return bool(jalali.day == days_in_month(jalali.year, jalali.month))


def _end_of_month(day: datetime.date) -> datetime.date:
    jalali = to_jalali(day)
    last = days_in_month(jalali.year, jalali.month)
    return to_gregorian(jalali.year, jalali.month, last)
