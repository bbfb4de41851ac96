"""Dates of which the year alone is known, or the year and the month.

One is stored as its first day with its precision in a column beside it. In Python it is a
`RoughDate`: a date for whatever computes with it, which knows how much of it may be written.
"""

import datetime
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from .jalali import MONTHS, to_jalali
from .numbers import persian_digits

_PARTS = {"year": 1, "month": 2}


class Precision(models.TextChoices):
    """How much of a date is known."""

    DAY = "day", _("Day")
    MONTH = "month", _("Year and month")
    YEAR = "year", _("Year alone")


class RoughDate(datetime.date):
    """The first day of a Jalali year or month, of which no more is known."""

    precision: str = Precision.DAY  # of what is computed from it

    def __new__(cls, year: int, month: int, day: int, precision: str = Precision.DAY) -> Self:
        made = super().__new__(cls, year, month, day)
        made.precision = precision
        return made

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, datetime.date)
            and other.timetuple()[:3] == self.timetuple()[:3]
            and precision_of(other) == self.precision
        )

    def __ne__(self, other: object) -> bool:  # the one of dates asks no other method
        return not self == other

    def __hash__(self) -> int:
        return super().__hash__()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.year, self.month, self.day, self.precision)


def precision_of(date: object) -> str:
    """How much of a date is known: of any other than a rough one, its day."""
    return str(date.precision if isinstance(date, RoughDate) else Precision.DAY)


def with_precision(date: datetime.date, precision: str) -> datetime.date:
    """The date as one of which so much is known."""
    if precision == Precision.DAY:
        return datetime.date(date.year, date.month, date.day)
    return RoughDate(date.year, date.month, date.day, precision)


def rough_iso(date: RoughDate) -> str:
    """ASCII «1398» or «1398/07», for files and for programs."""
    jalali = to_jalali(date)
    parts = (f"{jalali.year:04}", f"{jalali.month:02}", f"{jalali.day:02}")
    return "/".join(parts[: _PARTS.get(date.precision, 3)])


def exact_iso(date: datetime.date | None) -> str | None:
    """The Gregorian day in ISO 8601; None for none, and for one of which the day is not known: a
    Jalali year is no Gregorian one."""
    if date is None or precision_of(date) != Precision.DAY:
        return None
    return date.isoformat()


def format_rough(date: RoughDate) -> str:
    """«۱۳۹۸» or «مهر ۱۳۹۸»."""
    jalali = to_jalali(date)
    month = f"{MONTHS[jalali.month - 1]} " if date.precision == Precision.MONTH else ""
    return f"{month}{persian_digits(str(jalali.year))}"
