"""The Jalali calendar: its months, and the Gregorian day of one of its days."""

import datetime
from functools import cache

import jdatetime
from django.utils.translation import gettext_lazy as _

from .errors import PersianValueError

MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
# In the order of jdatetime's weekday(): the week begins on Saturday.
WEEKDAYS = ("شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه")

FIRST_YEAR, LAST_YEAR = 1200, 1599  # Jalali years taken seriously
FIRST_GREGORIAN_YEAR, LAST_GREGORIAN_YEAR = 1700, 2199


class JalaliDateError(PersianValueError):
    """What was typed is not a date: `not_a_date`, `impossible_date` or `year_out_of_range`."""


def to_gregorian(year: int, month: int, day: int, *, shown: object = None) -> datetime.date:
    """The Gregorian date of a Jalali year, month and day; `shown` is what a message quotes."""
    shown = f"{year:04}/{month:02}/{day:02}" if shown is None else shown
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise JalaliDateError(
            "year_out_of_range",
            _("%(value)s: the year %(year)s is out of range. Write the year with four digits."),
            {"value": shown, "year": year},
        )
    if not 1 <= month <= 12:
        raise JalaliDateError(
            "impossible_date",
            _("%(value)s: there is no month %(month)s. Write year, month and day in this order."),
            {"value": shown, "month": month},
        )
    days = days_in_month(year, month)
    if not 1 <= day <= days:
        raise JalaliDateError(
            "impossible_date",
            _("%(value)s: %(name)s %(year)s has %(days)s days. Correct the day."),
            {"value": shown, "name": MONTHS[month - 1], "year": year, "days": days},
        )
    days_before = (month - 1) * 31 - max(0, month - 7)  # six months of 31 days, then of 30
    return datetime.date.fromordinal(_first_day(year) + days_before + day - 1)


@cache
def _first_day(year: int) -> int:
    """The ordinal of 1 Farvardin. There are four hundred such years, and imports ask very often."""
    return jdatetime.date(year, 1, 1).togregorian().toordinal()


def is_leap_year(year: int) -> bool:
    """Whether Esfand of a Jalali year has 30 days."""
    return jdatetime.date(year, 1, 1).isleap()


def days_in_month(year: int, month: int) -> int:
    """How many days a Jalali month has."""
    if month <= 6:
        return 31
    if month <= 11:
        return 30
    return 30 if is_leap_year(year) else 29


def to_jalali(date: datetime.date) -> jdatetime.date:
    """The Jalali date of a Gregorian one."""
    return jdatetime.date.fromgregorian(year=date.year, month=date.month, day=date.day)


def jalali_year_range(year: int) -> tuple[datetime.date, datetime.date]:
    """First day of a Jalali year, and first day of the next."""
    return (
        jdatetime.date(year, 1, 1).togregorian(),
        jdatetime.date(year + 1, 1, 1).togregorian(),
    )


def jalali_month_range(year: int, month: int) -> tuple[datetime.date, datetime.date]:
    """First day of a Jalali month, and first day of the next."""
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    return (
        jdatetime.date(year, month, 1).togregorian(),
        jdatetime.date(*following, 1).togregorian(),
    )
