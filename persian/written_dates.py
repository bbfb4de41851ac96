"""Dates as people and spreadsheets write them: what a cell says of a day, and which day it is.

`written` tells what stands there before it is decided which of the numbers is the year; `day_of`
makes the day of it. `parse_jalali` and `parse_any` do both, for one date that must be whole.
"""

import datetime
import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import jdatetime
from django.utils.translation import gettext_lazy as _

from .date_words import named, without_words
from .jalali import (
    FIRST_GREGORIAN_YEAR,
    FIRST_YEAR,
    LAST_GREGORIAN_YEAR,
    LAST_YEAR,
    JalaliDateError,
    to_gregorian,
)
from .rough_dates import Precision, RoughDate, with_precision
from .text import canonical, fold

TEHRAN = ZoneInfo("Asia/Tehran")
# Two-digit years below the pivot are 14xx, the others 13xx.
PIVOT = 50
# 1 January 1900 is 1, and Excel believes in 29 February 1900 (60).
EXCEL_EPOCH = datetime.date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 61, 109_574


class Kind(StrEnum):
    """Which parts of a date were written, and how sure it is which is which."""

    FIRST = "year first"
    LAST = "year last"
    SHORT = "no number can only be the year"
    NAMED = "the month by its name"
    MONTH = "year and month"
    YEAR = "the year alone"


_PRECISIONS = {Kind.MONTH: Precision.MONTH, Kind.YEAR: Precision.YEAR}


class Written(NamedTuple):
    """What a text says. `numbers` are in the order of the text; of `NAMED`, `MONTH` and `YEAR` they
    are year, month and day. `moment` is hour, minute and minutes before Greenwich, where the zone
    is told. `is_about` tells that a word such as «حدود» stands before it."""

    kind: Kind
    numbers: tuple[str, str, str]
    text: str
    has_gregorian_month: bool = False
    moment: tuple[int, int, int] | None = None
    is_about: bool = False

    @property
    def year(self) -> str:
        """The year as it is written; of a short date the first number."""
        return self.numbers[2] if self.kind is Kind.LAST else self.numbers[0]

    @property
    def precision(self) -> Precision:
        """How much of the date is told. A year or a month of the other calendar is none of ours,
        and stands for its first day."""
        if self.kind not in _PRECISIONS or self.has_gregorian_month or is_gregorian(self.year):
            return Precision.DAY
        return _PRECISIONS[self.kind]

    @property
    def is_whole(self) -> bool:
        return self.kind not in (Kind.MONTH, Kind.YEAR) and not self.is_about


# --- One whole date ---


def parse_any(value: object, *, order: str = "ymd", pivot: int = PIVOT) -> datetime.date:
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
    if (serial := serial_of(value)) is not None:
        return from_excel(serial)
    return parse_jalali(text_of(value), order=order, pivot=pivot)


def text_of(value: object) -> str:
    """The text of a cell that is no date object. A truth or a fraction is no date."""
    if isinstance(value, bool):
        raise not_a_date(value)
    if isinstance(value, int | float):
        if value != value or value in (float("inf"), float("-inf")) or value != int(value):
            raise not_a_date(value)
        value = int(value)
    return str(value)


_SERIAL = re.compile(r"([1-9][0-9]{4})(?:\.[0-9]+)?", re.ASCII).fullmatch


def serial_of(value: object) -> int | None:
    """The day number that a cell holds in place of a date, or None: five digits, hours dropped."""
    if isinstance(value, int | float):
        return int(value) if value is not True and 10_000 <= value < 100_000 else None
    if not isinstance(value, str) or _PLAIN(value):
        return None
    match = _SERIAL(value) or _SERIAL(canonical(value))
    return int(match[1]) if match else None


def from_excel(serial: int | float | str) -> datetime.date:
    """The date of an Excel day number (1900 system): 44804 is 2022-08-31. Hours are dropped."""
    try:
        days = int(float(serial))
    except (ValueError, OverflowError):
        raise not_a_date(serial) from None
    if not FIRST_SERIAL <= days <= LAST_SERIAL:
        raise not_a_date(serial)
    return EXCEL_EPOCH + datetime.timedelta(days=days)


@lru_cache(maxsize=65_536)
def parse_jalali(text: str, *, order: str = "ymd", pivot: int = PIVOT) -> datetime.date:
    """The date a person or a registry wrote: ۱۴۰۱/۰۶/۰۹, 9-6-1401, 14010609, «۹ شهریور ۱۴۰۱»,
    82/12/08.

    A number above 31 (or of four digits) is the year, wherever it stands. Otherwise `order` ("ymd"
    or "dmy") decides. Two-digit years below `pivot` are 14xx, the others 13xx; for dates of birth a
    low pivot such as 5 fits better. Years from 1700 on are Gregorian. A weekday is read over, not
    checked. Raises `JalaliDateError`.
    """
    found = written(text)
    if not found.is_whole:
        raise not_a_date(text)
    return day_of(found, order=order, pivot=pivot)


def parse_rough(value: object, *, order: str = "ymd", pivot: int = PIVOT) -> datetime.date:
    """`parse_any`, where a year alone or a year and a month will do: a `RoughDate`."""
    if isinstance(value, RoughDate):
        return value
    if isinstance(value, str) and serial_of(value) is None:
        found = written(value)
        if found.precision != Precision.DAY and not found.is_about:
            return with_precision(day_of(found, order=order, pivot=pivot), found.precision)
    return parse_any(value, order=order, pivot=pivot)


# --- What was written ---

_BETWEEN = r"\s*(?:[-/.\\،,_–—٫٬]\s*)+|\s+"
_NUMERIC = re.compile(
    rf"(\d{{1,4}})(?:{_BETWEEN})(\d{{1,2}})(?:{_BETWEEN})(\d{{1,4}})", re.ASCII
).fullmatch
_PLAIN = re.compile(
    r"(1[2-5]\d\d)[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])", re.ASCII
).fullmatch
_COMPACT = re.compile(r"(?:\d{6}|\d{8})", re.ASCII).fullmatch
_HALVES = {"am": 0, "قظ": 0, "pm": 12, "بظ": 12}
_CLOCK = (
    r"(?:ساعت\s?)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?"
    r"\s?(?P<half>[AaPp]\.?[Mm]\.?|[قب]\.?ظ\.?)?"
)
_ZONE = r"\s?(?P<zone>Z|[+\-]\d{2}:?\d{2})?"
_TIME_AFTER = re.compile(rf"(?P<day>.*?\d)[T ،,\-]*{_CLOCK}{_ZONE}", re.ASCII).fullmatch
_TIME_BEFORE = re.compile(rf"{_CLOCK}[ ،,\-]+(?P<day>.*)", re.ASCII).fullmatch

_YEAR = r"(?:1[2-5]|1[7-9]|2[01])\d{2}"
_YEAR_AND_MONTH = re.compile(
    rf"(?:(?P<y1>{_YEAR}|3[2-9]|[4-9]\d)(?:{_BETWEEN})(?P<m1>0?[1-9]|1[0-2])"
    rf"(?:{_BETWEEN})?(?:(?:{_BETWEEN})0?0)?"
    rf"|(?P<m2>0?[1-9]|1[0-2])(?:{_BETWEEN})(?P<y2>{_YEAR}|3[2-9]|[4-9]\d))",
    re.ASCII,
).fullmatch
_YEAR_ALONE = re.compile(
    rf"(?P<y>{_YEAR}|3[2-9]|[4-9]\d)(?:(?:{_BETWEEN})(?:0?0)?){{0,2}}", re.ASCII
).fullmatch


def written_plainly(text: str) -> Written | None:
    """What 1401/02/13 and its like say, as most dates are written; None of any other text."""
    match = _PLAIN(text)
    return None if match is None else Written(Kind.FIRST, (match[1], match[2], match[3]), text)


def written(text: str) -> Written:
    """What a text says of a day. Raises `JalaliDateError` where it says nothing of one."""
    if (found := written_plainly(text)) is not None:
        return found
    plain = canonical(text)
    if match := _NUMERIC(plain):
        return _numeric(match[1], match[2], match[3], text)
    moment = None
    if ":" in plain and (timed := _TIME_AFTER(plain) or _TIME_BEFORE(plain)):
        plain, moment = timed["day"].strip(" ،,-"), _moment(timed)
    found = _bare(plain, text)
    if found is None:
        is_about, plain = without_words(plain)
        found = _bare(plain, text)
        if found is None:
            raise not_a_date(text)
        found = found._replace(is_about=is_about)
    return found._replace(moment=moment) if moment else found


def _bare(plain: str, text: str) -> Written | None:
    if match := _NUMERIC(plain):
        return _numeric(match[1], match[2], match[3], text)
    if _COMPACT(plain):
        return _compact(plain, text)
    if match := _YEAR_AND_MONTH(plain):
        numbers = (match["y1"] or match["y2"], match["m1"] or match["m2"], "1")
        return Written(Kind.MONTH, numbers, text)
    if match := _YEAR_ALONE(plain):
        return Written(Kind.YEAR, (match["y"], "1", "1"), text)
    return _in_words(fold(plain), text)


def _in_words(folded: str, text: str) -> Written | None:
    found = named(folded)
    if found is None:
        return None
    kind = Kind.NAMED if found.day else Kind.MONTH
    numbers = (found.year, found.month, found.day or "1")
    return Written(kind, numbers, text, has_gregorian_month=found.is_gregorian)


def _numeric(first: str, middle: str, last: str, text: str) -> Written:
    if not int(middle) or (not int(first) and len(last) > 2) or (not int(last) and len(first) > 2):
        return _with_zeros(first, middle, last, text)
    if len(last) > 2 or (int(last) > 31 and len(first) <= 2):
        kind, day = Kind.LAST, first
    elif len(first) > 2 or int(first) > 31:
        kind, day = Kind.FIRST, last
    else:
        return Written(Kind.SHORT, (first, middle, last), text)
    if len(day) > 2:
        raise not_a_date(text)
    return Written(kind, (first, middle, last), text)


def _with_zeros(first: str, middle: str, last: str, text: str) -> Written:
    """1398/00/00 and 1398/07/00: zeros stand for what is not known."""
    year, day = (first, last) if len(first) > 2 else (last, first)
    if len(year) == 4 and not int(day) and int(middle) <= 12:
        kind = Kind.MONTH if int(middle) else Kind.YEAR
        return Written(kind, (year, middle if int(middle) else "1", "1"), text)
    kind = Kind.FIRST if len(first) > 2 else Kind.LAST if len(last) > 2 else Kind.SHORT
    return Written(kind, (first, middle, last), text)


def _compact(digits: str, text: str) -> Written:
    """14010609, 09061401 and 820812."""
    if len(digits) == 6:
        return _numeric(digits[:2], digits[2:4], digits[4:], text)
    if _is_known_year(int(digits[:4])) or not _is_known_year(int(digits[4:])):
        return Written(Kind.FIRST, (digits[:4], digits[4:6], digits[6:]), text)
    return Written(Kind.LAST, (digits[:2], digits[2:4], digits[4:]), text)


def _moment(timed: re.Match[str]) -> tuple[int, int, int] | None:
    """Hour, minute and minutes before Greenwich; None where no zone is told."""
    zone = timed.groupdict().get("zone")
    if not zone:
        return None
    half = _HALVES.get((timed["half"] or "").lower().replace(".", ""))
    hour = int(timed["hour"]) if half is None else int(timed["hour"]) % 12 + half
    away = 0
    if zone != "Z":
        digits = zone.replace(":", "")
        away = int(digits[1:3]) * 60 + int(digits[3:])
        away = -away if digits[0] == "-" else away
    return hour, int(timed["minute"]), away


# --- Which day it is ---

ORDERS = {
    Kind.FIRST: ("ymd", "ydm"),
    Kind.LAST: ("dmy", "mdy"),
    Kind.SHORT: ("ymd", "dmy", "mdy"),
}


def day_of(found: Written, *, order: str = "", pivot: int = PIVOT) -> datetime.date:
    """The day that was written, in this order where the kind leaves it open: by default the first
    of `ORDERS`. Of a year or a month it is the first day. Raises `JalaliDateError`.

    A short date in the order of month, day and year is a Gregorian one of this century or the last.
    """
    year, month, day = found.numbers
    if (orders := ORDERS.get(found.kind)) is not None:
        order = order if order in orders else orders[0]
        if order != "ymd":
            part = dict(zip(order, found.numbers, strict=True))
            year, month, day = part["y"], part["m"], part["d"]
    if len(year) <= 2 and (found.has_gregorian_month or (order == "mdy" and int(year) <= 31)):
        year = str(century_of(int(year)))
    date = _build(year, int(month), int(day), pivot, found.text)
    return _in_tehran(date, found.moment) if found.moment else date


def century_of(year: int) -> int:
    """The Gregorian year that spreadsheets take two digits for."""
    return year + (2000 if year < 30 else 1900)


def _in_tehran(date: datetime.date, moment: tuple[int, int, int]) -> datetime.date:
    """The day in Tehran when it was this hour and minute of `date` in another zone."""
    hour, minute, away = moment
    if hour > 23 or minute > 59:
        return date
    then = datetime.datetime(date.year, date.month, date.day, hour, minute, tzinfo=datetime.UTC)
    return (then - datetime.timedelta(minutes=away)).astimezone(TEHRAN).date()


def _is_known_year(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR or FIRST_GREGORIAN_YEAR <= year <= LAST_GREGORIAN_YEAR


def is_gregorian(year: str) -> bool:
    """Whether a written year is one of the Gregorian calendar."""
    return len(year) == 4 and FIRST_GREGORIAN_YEAR <= int(year) <= LAST_GREGORIAN_YEAR


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


def not_a_date(value: object) -> JalaliDateError:
    return JalaliDateError(
        "not_a_date",
        _("“%(value)s” is not a date. Write it like 1402/03/05 or 5 Khordad 1402."),
        {"value": value},
    )
