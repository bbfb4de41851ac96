"""What offices write into one cell and a register stores in several columns.

Each function takes a cell apart for a `Compound`. A cell in which the parts cannot be told is given
whole to the part that says best what is wrong with it; only words such as «شماره» and «مورخ», and
signs between the parts, are dropped.
"""

import datetime
import re
from functools import lru_cache

from imports.cleaning import Cell
from persian.dates import MONTHS
from persian.text import canonical

REMEMBERED = 32_768  # texts: a column is looked at as a whole before it is cleaned

_YEAR_FIRST = r"(?<!\d)[12]\d{3}\s?([/.\-])\s?\d{1,2}\s?\1\s?\d{1,2}(?!\d)"
_YEAR_LAST = r"(?<!\d)(?<!\d[/.\-])\d{1,2}([/.\-])\d{1,2}\2[12]\d{3}(?!\d)"
_IN_WORDS = (
    rf"(?<!\d)\d{{1,2}}\s*(?:ام|م)?\s*(?:{'|'.join(MONTHS)})"
    r"\s*(?:ماه)?\s*(?:سال)?\s*\d{2,4}(?!\d)"
)
_DATE = re.compile("|".join((_YEAR_FIRST, _YEAR_LAST, _IN_WORDS)), re.ASCII).finditer
# Numbers of papers look like this too, so it is a date only where there is no other.
_SHORT_DATE = re.compile(
    r"(?<![^\s(])\d{2}([/.\-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![^\s)])", re.ASCII
).finditer
_DATED = re.compile(r"(?<!\w)(?:(?:به|در)\s)?(?:مورخ(?:ه|ۀ|ة)?\u0654?|تاریخ(?:\sصدور)?)(?!\w)\s?:?")
_NUMBERED = re.compile(r"(?<!\w)(?:به\s)?شماره\u0654?(?!\w)\s?:?|(?<!\S)ش\s?[.:]?\s?(?=\d)")
_BETWEEN = " \u200c-–—_،,؛;:|/\\"
_BRACKETS = "()[]"


def number_and_date(cell: Cell) -> tuple[Cell, Cell]:
    """«۱۴۰۱/۱۲۵ مورخ ۱۴۰۱/۰۲/۱۳»: the number of a paper, and its date.

    Of several dates the last is the paper's. What a word such as «مورخ» announces is the date,
    also where it is none.
    """
    if isinstance(cell, datetime.date):
        return None, cell
    return _number_and_date(cell) if isinstance(cell, str) else (cell, None)


@lru_cache(maxsize=REMEMBERED)
def _number_and_date(cell: str) -> tuple[Cell, Cell]:
    text = canonical(cell)
    dates = list(_DATE(text)) or list(_SHORT_DATE(text))
    word = _DATED.search(text)
    if dates:
        date = dates[-1]
        return _number(text[: date.start()], text[date.end() :]), date[0]
    if word:
        return _number(text[: word.start()]), text[word.end() :].strip(_BETWEEN + _BRACKETS) or None
    return cell, None


def _number(*pieces: str) -> str | None:
    bare = (
        _NUMBERED.sub("", _DATED.sub("", piece)).strip(_BETWEEN + _BRACKETS) for piece in pieces
    )
    return " ".join(filter(None, bare)) or None


_CALLED = r"(?:(?:شماره|تلفن)?\s?(?:همراه|موبایل)\s?:?\s?)?"
_COUNTRY = r"(?:(?:\+|00)\s?98[\s\-]?(?:\(?0\)?)?|98(?=9)|0)"
_GAP = r"[\s\u200c\-.()]{0,2}"
_MOBILE = re.compile(
    rf"{_CALLED}(?<![\d+])(?P<number>\(?{_COUNTRY}9(?:{_GAP}\d){{9}}|9\d{{9}})(?!\d)", re.ASCII
)
# Digits that were meant to be a mobile number.
_ATTEMPT = re.compile(rf"{_CALLED}(?<![\d+])(?P<number>{_COUNTRY}9(?:[\s\-.]?\d){{5,}})", re.ASCII)
_DIGIT = re.compile(r"\d", re.ASCII).search
_DIGITS_ALONE = re.compile(r"[\d+(].*\d", re.ASCII).search


def phones(cell: Cell) -> tuple[Cell, Cell]:
    """«۰۹۱۲… - ۰۱۳۳…»: the mobile number, and what else there is to call.

    Several mobile numbers in a cell stay together, so that a person chooses: personal data is not
    put where landlines stand.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        mobile, _phone = _phones(str(int(cell)) if cell == cell // 1 else str(cell))
        return (cell, None) if mobile else (None, cell)
    return _phones(cell) if isinstance(cell, str) else (None, cell)


@lru_cache(maxsize=REMEMBERED)
def _phones(cell: str) -> tuple[Cell, Cell]:
    text = canonical(cell)
    found = list(_MOBILE.finditer(text)) or list(_ATTEMPT.finditer(text))
    if not found:
        return None, cell
    ends = [0, *(end for match in found for end in match.span()), len(text)]
    others = [
        other
        for start, end in zip(ends[::2], ends[1::2], strict=True)
        if (other := _without_and(text[start:end]))
    ]
    if not all(map(_DIGIT, others)) or any(map(_ATTEMPT.search, others)):
        return cell, None
    return "، ".join(match["number"] for match in found), "، ".join(others) or None


_LANDLINE = re.compile(
    r"(?:شماره\s)?(?:(?:تلفن|تل|تماس|فکس|نمابر|تلفکس|همراه|موبایل)\s?(?:ثابت|همراه|تماس)?\s?[:：.]?\s?)?"
    r"(?<![\d+])(?:\(?0\d{2,3}\)?[\s\-]{0,3}\d{4}[\s\-]?\d{3,4}|0\d{10})(?!\d)"
    r"|(?:تلفن|تل|تماس)\s?(?:ثابت|تماس)?\s?[:：.]?\s?\d[\d\s\-]{4,12}\d(?!\d)",
    re.ASCII,
)


def address_and_phones(cell: Cell) -> tuple[Cell, Cell, Cell]:
    """«رشت، خیابان معلم، پلاک ۵ - تلفن ۰۱۳۳…»: the address, the mobile number, other numbers."""
    return _address_and_phones(cell) if isinstance(cell, str) else (cell, None, None)


@lru_cache(maxsize=REMEMBERED)
def _address_and_phones(cell: str) -> tuple[Cell, Cell, Cell]:
    text = canonical(cell)
    found = [match.span() for pattern in (_MOBILE, _LANDLINE) for match in pattern.finditer(text)]
    if not found:
        return cell, None, None
    numbers, address, end = [], [], 0
    for start, until in sorted(found):
        if start >= end:
            address.append(text[end:start])
            numbers.append(text[start:until])
            end = until
    address.append(text[end:])
    alone = filter(None, map(_DIGITS_ALONE, numbers))
    mobile, phone = _phones("، ".join(match[0] for match in alone))
    pieces = (_without_and(piece) for piece in address)
    return "، ".join(filter(None, pieces)) or None, mobile, phone


def _without_and(text: str) -> str:
    words = text.strip(_BETWEEN)
    return "" if words == "و" else words.removeprefix("و ").removesuffix(" و").strip(_BETWEEN)
