"""Jalali dates: computing with them, and writing them for people.

Everything stored and computed with is a Gregorian `datetime.date`; `jdatetime` converts. What
`jalali` and `written_dates` hold of them is found here too.
"""

import datetime
from functools import lru_cache

import jdatetime

from .jalali import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS,
    WEEKDAYS,
    JalaliDateError,
    days_in_month,
    is_leap_year,
    jalali_month_range,
    jalali_year_range,
    to_gregorian,
    to_jalali,
)
from .numbers import persian_digits
from .rough_dates import Precision, RoughDate, format_rough, rough_iso
from .written_dates import PIVOT, TEHRAN, from_excel, parse_any, parse_jalali, parse_rough

__all__ = [
    "FIRST_YEAR", "LAST_YEAR", "MONTHS", "PIVOT", "TEHRAN", "WEEKDAYS", "JalaliDateError",
    "add_jalali_months", "days_in_month", "days_left", "format_jalali", "format_jalali_datetime",
    "from_excel", "is_leap_year", "jalali_iso", "jalali_month_range", "jalali_year_range",
    "parse_any", "parse_jalali", "parse_rough", "to_gregorian", "to_jalali", "today",
]  # fmt: skip


def add_jalali_months(date: datetime.date, months: int) -> datetime.date:
    """The same day some Jalali months later, or the last day of a month that is too short."""
    jalali = to_jalali(date)
    years, month = divmod(jalali.month - 1 + months, 12)
    year, month = jalali.year + years, month + 1
    day = min(jalali.day, days_in_month(year, month))
    return jdatetime.date(year, month, day).togregorian()


def today() -> datetime.date:
    """Today in Tehran, Gregorian."""
    return datetime.datetime.now(TEHRAN).date()


def day_of_moment(moment: datetime.datetime) -> datetime.date:
    """The day of a moment in Tehran."""
    return moment.astimezone(TEHRAN).date()


def first_moment(day: datetime.date) -> datetime.datetime:
    """The beginning of a day in Tehran."""
    return datetime.datetime.combine(day, datetime.time(), TEHRAN)


def days_left(date: datetime.date, today: datetime.date) -> int:
    """Days from `today` to `date`; negative when it has passed."""
    return (date - today).days


# --- Writing ---


@lru_cache(maxsize=65_536)
def jalali_iso(date: datetime.date) -> str:
    """ASCII «1402/03/05», for files and for programs; of a rough date as much as is known."""
    if isinstance(date, RoughDate) and date.precision != Precision.DAY:
        return rough_iso(date)
    jalali = to_jalali(date)
    return f"{jalali.year:04}/{jalali.month:02}/{jalali.day:02}"


@lru_cache(maxsize=65_536)
def format_jalali(date: datetime.date, style: str = "numeric") -> str:
    """«۱۴۰۲/۰۳/۰۵» (numeric), «۵ خرداد ۱۴۰۲» (text) or «جمعه ۵ خرداد ۱۴۰۲» (weekday).

    Of a rough date, in any style, «۱۴۰۲» or «خرداد ۱۴۰۲».
    """
    if isinstance(date, RoughDate) and date.precision != Precision.DAY:
        return format_rough(date)
    if style == "numeric":
        return persian_digits(jalali_iso(date))
    if style not in ("text", "weekday"):
        raise ValueError(f"unknown style of date: {style!r}")
    jalali = to_jalali(date)
    text = persian_digits(f"{jalali.day} {MONTHS[jalali.month - 1]} {jalali.year}")
    return f"{WEEKDAYS[jalali.weekday()]} {text}" if style == "weekday" else text


def format_jalali_datetime(moment: datetime.datetime) -> str:
    """«۵ خرداد ۱۴۰۲، ساعت ۱۰:۳۲» in Tehran; a naive moment is taken as Tehran's time already."""
    local = moment.astimezone(TEHRAN) if moment.tzinfo else moment
    return f"{format_jalali(local.date(), 'text')}، ساعت {persian_digits(f'{local:%H:%M}')}"
