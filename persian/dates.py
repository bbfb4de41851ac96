"""Jalali dates: reading every spelling that registries use, and writing them for people.

Everything stored and computed with is a Gregorian `datetime.date`; `jdatetime` converts.
"""

import datetime
import re
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import jdatetime
from django.utils.translation import gettext_lazy as _

from .errors import PersianValueError
from .numbers import persian_digits
from .text import canonical, fold

TEHRAN = ZoneInfo("Asia/Tehran")
MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
# In the order of jdatetime's weekday(): the week begins on Saturday.
WEEKDAYS = ("شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه")

# Two-digit years below the pivot are 14xx, the others 13xx.
PIVOT = 50
FIRST_YEAR, LAST_YEAR = 1200, 1599  # Jalali years taken seriously
FIRST_GREGORIAN_YEAR, LAST_GREGORIAN_YEAR = 1700, 2199
# 1 January 1900 is 1, and Excel believes in 29 February 1900 (60).
EXCEL_EPOCH = datetime.date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 61, 109_574


class JalaliDateError(PersianValueError):
    """What was typed is not a date: `not_a_date`, `impossible_date` or `year_out_of_range`."""


# --- Reading ---


def parse_any(value: Any, *, order: str = "ymd", pivot: int = PIVOT) -> datetime.date:
    """The date in a spreadsheet cell: text, a number, or a date object.

    Whole numbers of five digits are Excel's day numbers. A date object of a year like 1401 is a
    Jalali date that Excel took for a Gregorian one.
    """
    if isinstance(value, jdatetime.datetime | jdatetime.date):
        return to_gregorian(value.year, value.month, value.day)
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        if FIRST_YEAR <= value.year <= LAST_YEAR:
            return to_gregorian(value.year, value.month, value.day)
        return value
    if isinstance(value, bool):
        raise _not_a_date(value)
    if isinstance(value, int | float):
        if 10_000 <= value < 100_000:
            return from_excel(value)
        if value != value or value != int(value):
            raise _not_a_date(value)
        value = str(int(value))
    text = str(value)
    if match := _SERIAL(canonical(text)):
        return from_excel(int(match[1]))
    return parse_jalali(text, order=order, pivot=pivot)


_SERIAL = re.compile(r"([1-9][0-9]{4})(?:\.[0-9]+)?", re.ASCII).fullmatch


def from_excel(serial: int | float | str) -> datetime.date:
    """The date of an Excel day number (1900 system): 44804 is 2022-08-31. Hours are dropped."""
    try:
        days = int(float(serial))
    except (ValueError, OverflowError):
        raise _not_a_date(serial) from None
    if not FIRST_SERIAL <= days <= LAST_SERIAL:
        raise _not_a_date(serial)
    return EXCEL_EPOCH + datetime.timedelta(days=days)


_NUMERIC = re.compile(
    r"(\d{1,4})\s*[-/.\\،,_ –—]\s*(\d{1,2})\s*[-/.\\،,_ –—]\s*(\d{1,4})", re.ASCII
).fullmatch
_COMPACT = re.compile(r"(?:\d{6}|\d{8})", re.ASCII).fullmatch
_TIME = re.compile(r"[T ،,-]*(?:ساعت )?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$")

_MONTH_NAMES = {fold(name): number for number, name in enumerate(MONTHS, 1)} | {"امرداد": 5}
_MONTH = "|".join(_MONTH_NAMES)
_BEFORE = re.compile("(?:مورخه?|تاریخ|روز|سال|" + "|".join(map(fold, WEEKDAYS)) + ")+").fullmatch
_LEADING_WORDS = re.compile(r"([^\d]+)(\d.*)", re.ASCII).fullmatch
_AFTER = "(?:(?:هجری)?(?:ه?ش|شمسی|خورشیدی))?"
_WORDS = re.compile(
    rf"(?P<day>\d{{1,2}})(?:ام|م)?(?P<month>{_MONTH})(?:ماه)?(?:سال)?"
    rf"(?P<year>\d{{4}}|\d{{2}}){_AFTER}",
    re.ASCII,
).fullmatch
_WORDS_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})(?P<month>{_MONTH})(?:ماه)?(?P<day>\d{{1,2}}){_AFTER}",
    re.ASCII,
).fullmatch


@lru_cache(maxsize=65_536)
def parse_jalali(text: str, *, order: str = "ymd", pivot: int = PIVOT) -> datetime.date:
    """The date a person or a registry wrote: ۱۴۰۱/۰۶/۰۹, 9-6-1401, 14010609, «۹ شهریور ۱۴۰۱»,
    82/12/08.

    A number above 31 (or of four digits) is the year, wherever it stands. Otherwise `order` ("ymd"
    or "dmy") decides. Two-digit years below `pivot` are 14xx, the others 13xx; for dates of birth a
    low pivot such as 5 fits better. Years from 1700 on are Gregorian. A weekday is read over, not
    checked. Raises `JalaliDateError`.
    """
    plain = canonical(text)
    plain = _TIME.sub("", plain) if ":" in plain else plain
    match = _NUMERIC(plain)
    if not match and (words := _LEADING_WORDS(plain)) and _BEFORE(fold(words[1])):
        plain = words[2]
        match = _NUMERIC(plain)
    if match:
        first, middle, last = match.groups()
        if len(last) > 2 or (int(last) > 31 and len(first) <= 2):
            year_last = True
        elif len(first) > 2 or int(first) > 31:
            year_last = False
        else:
            year_last = order == "dmy"
        year, day = (last, first) if year_last else (first, last)
        if len(day) > 2:
            raise _not_a_date(text)
        return _build(year, int(middle), int(day), pivot, text)
    if _COMPACT(plain):
        return _parse_compact(plain, order, pivot, text)
    folded = fold(plain)
    if match := _WORDS(folded) or _WORDS_YEAR_FIRST(folded):
        return _build(match["year"], _MONTH_NAMES[match["month"]], int(match["day"]), pivot, text)
    raise _not_a_date(text)


def _parse_compact(digits: str, order: str, pivot: int, text: str) -> datetime.date:
    """14010609, 09061401 and 820812."""
    if len(digits) == 6:
        year_last = order == "dmy" and int(digits[:2]) <= 31
        year, day = (digits[4:], digits[:2]) if year_last else (digits[:2], digits[4:])
        return _build(year, int(digits[2:4]), int(day), pivot, text)
    if _is_known_year(int(digits[:4])) or not _is_known_year(int(digits[4:])):
        return _build(digits[:4], int(digits[4:6]), int(digits[6:]), pivot, text)
    return _build(digits[4:], int(digits[2:4]), int(digits[:2]), pivot, text)


def _is_known_year(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR or FIRST_GREGORIAN_YEAR <= year <= LAST_GREGORIAN_YEAR


def _build(year_text: str, month: int, day: int, pivot: int, text: str) -> datetime.date:
    year = int(year_text)
    if len(year_text) <= 2:
        year += 1400 if year < pivot else 1300
    if FIRST_GREGORIAN_YEAR <= year <= LAST_GREGORIAN_YEAR:
        try:
            return datetime.date(year, month, day)
        except ValueError:
            raise JalaliDateError(
                "impossible_date",
                _("%(value)s is not in the Gregorian calendar. Check day and month."),
                {"value": text},
            ) from None
    return to_gregorian(year, month, day, shown=text)


def to_gregorian(year: int, month: int, day: int, *, shown: Any = None) -> datetime.date:
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


def _not_a_date(value: Any) -> JalaliDateError:
    return JalaliDateError(
        "not_a_date",
        _("“%(value)s” is not a date. Write it like 1402/03/05 or 5 Khordad 1402."),
        {"value": value},
    )


# --- The calendar ---


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


def days_left(date: datetime.date, today: datetime.date) -> int:
    """Days from `today` to `date`; negative when it has passed."""
    return (date - today).days


# --- Writing ---


@lru_cache(maxsize=65_536)
def jalali_iso(date: datetime.date) -> str:
    """ASCII «1402/03/05», for files and for programs."""
    jalali = to_jalali(date)
    return f"{jalali.year:04}/{jalali.month:02}/{jalali.day:02}"


@lru_cache(maxsize=65_536)
def format_jalali(date: datetime.date, style: str = "numeric") -> str:
    """«۱۴۰۲/۰۳/۰۵» (numeric), «۵ خرداد ۱۴۰۲» (text) or «جمعه ۵ خرداد ۱۴۰۲» (weekday)."""
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
