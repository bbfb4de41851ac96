"""The words of dates: names of months, days and years in words, and what stands before a date."""

import re
from typing import NamedTuple

from .jalali import MONTHS, WEEKDAYS
from .number_words import number_in_words, ordinal_in_words
from .text import fold


class Named(NamedTuple):
    """A date whose month is named; `day` is "" where none is."""

    year: str
    month: str
    day: str
    is_gregorian: bool


_MONTH_NAMES = {fold(name): number for number, name in enumerate(MONTHS, 1)} | {"امرداد": 5}
_GREGORIAN = (
    ("january", "jan", "ژانویه", "جنوری"), ("february", "feb", "فوریه"),
    ("march", "mar", "مارس", "مارچ"), ("april", "apr", "آوریل", "اپریل"), ("may", "مه", "می"),
    ("june", "jun", "ژوئن", "جون"), ("july", "jul", "ژوئیه", "جولای"),
    ("august", "aug", "اوت", "آگوست", "اگست"), ("september", "sept", "sep", "سپتامبر"),
    ("october", "oct", "اکتبر"), ("november", "nov", "نوامبر"), ("december", "dec", "دسامبر"),
)  # fmt: skip
_GREGORIAN_NAMES = {
    fold(name): number for number, names in enumerate(_GREGORIAN, 1) for name in names
}
_MONTH = "|".join(sorted(_MONTH_NAMES, key=len, reverse=True))
_OTHER_MONTH = "|".join(sorted(_GREGORIAN_NAMES, key=len, reverse=True))
_DAYS = {
    fold(word): str(day)
    for day in range(1, 32)
    for word in (number_in_words(day), ordinal_in_words(day))
} | {fold("یکم"): "1", fold("سی ام"): "30"}
_YEARS = {
    fold(word): str(year)
    for year in range(1300, 1450)
    for word in (number_in_words(year), f"یک {number_in_words(year)}")
}
_DAY = rf"(?P<day>\d{{1,2}}|{'|'.join(sorted(_DAYS, key=len, reverse=True))})(?:ام|م)?"
_ABOUT = re.compile("(?:(?:در)?(?:حدودا?|تقریبا|قریببه|نزدیکبه|اوایل|اواسط|اواخر|حوالی))+").match
_BEFORE = re.compile(
    "(?:مورخه?|تاریخ|روز|سال|ماه|ازسال|در|" + "|".join(map(fold, WEEKDAYS)) + ")+"
).fullmatch
_LEADING_WORDS = re.compile(r"([^\d]+)(\d.*)", re.ASCII).fullmatch
_AFTER = "(?:(?:هجری)?(?:ه?ش|شمسی|خورشیدی))?"
_WORD_OF_YEAR = rf"(?P<year>\d{{4}}|\d{{2}}|{'|'.join(_YEARS)})"
_WORDS = re.compile(
    rf"(?:{_DAY})?(?P<month>{_MONTH})(?:ماه)?(?:سال)?{_WORD_OF_YEAR}{_AFTER}", re.ASCII
).fullmatch
_WORDS_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})(?P<month>{_MONTH})(?:ماه)?(?:{_DAY})?{_AFTER}", re.ASCII
).fullmatch
_OTHER_WORDS = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?P<month>{_OTHER_MONTH})(?P<year>\d{{4}}|\d{{2}})"
    rf"|(?P<month2>{_OTHER_MONTH})(?P<day2>\d{{1,2}})(?P<year2>\d{{4}})"
    rf"|(?P<year3>\d{{4}})(?P<month3>{_OTHER_MONTH})(?P<day3>\d{{1,2}})"
    rf"|(?P<month4>{_OTHER_MONTH})(?P<year4>\d{{4}})",
    re.ASCII,
).fullmatch


def named(folded: str) -> Named | None:
    """What a folded text says of a day or a month with its name, or None."""
    if match := _WORDS(folded) or _WORDS_YEAR_FIRST(folded):
        year, day = match["year"], match["day"] or ""
        month = str(_MONTH_NAMES[match["month"]])
        return Named(_YEARS.get(year, year), month, _DAYS.get(day, day), is_gregorian=False)
    if match := _OTHER_WORDS(folded):
        found = {name.rstrip("234"): part for name, part in match.groupdict().items() if part}
        month = str(_GREGORIAN_NAMES[found["month"]])
        return Named(found["year"], month, found.get("day", ""), is_gregorian=True)
    return None


def without_words(plain: str) -> tuple[bool, str]:
    """Whether the words in front say «about», and what stands behind them."""
    words = _LEADING_WORDS(plain)
    if not words:  # «مهر ۹۸» begins with words that belong to it
        folded = fold(plain)
        about = _ABOUT(folded)
        return about is not None, folded[about.end() :] if about else plain
    before = fold(words[1])
    about = _ABOUT(before)
    rest = before[about.end() :] if about else before
    if not rest or _BEFORE(rest):
        return about is not None, words[2]
    return about is not None, f"{rest} {words[2]}" if about else plain
