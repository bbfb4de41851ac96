"""What a cell looks like by itself, whatever stands above it."""

import datetime
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from files.formulas import armed
from imports.cleaning import EMPTY_WORDS, Cell, Doubtful
from persian.errors import PersianValueError
from persian.identifiers import clean_legal_id, clean_mobile, clean_national_id, clean_sheba
from persian.text import canonical, fold


class Looks(StrEnum):
    """What a value looks like."""

    YES_OR_NO = "yes_or_no"
    DATE = "date"
    MOBILE = "mobile"
    LEGAL_ID = "legal_id"
    NATIONAL_ID = "national_id"
    SHEBA = "sheba"
    EMAIL = "email"
    WEB = "web"
    PHONE = "phone"  # with the code of its region
    NUMBER = "number"
    SLASHED = "slashed"
    WORDS = "words"
    MIXED = "mixed"


NAMES: Mapping[Looks, Any] = {
    Looks.YES_OR_NO: _("yes and no"),
    Looks.DATE: _("dates"),
    Looks.MOBILE: _("mobile numbers"),
    Looks.LEGAL_ID: _("legal IDs"),
    Looks.NATIONAL_ID: _("national IDs of persons"),
    Looks.SHEBA: _("Sheba numbers"),
    Looks.EMAIL: _("e-mail addresses"),
    Looks.WEB: _("web addresses"),
    Looks.PHONE: _("phone numbers"),
    Looks.NUMBER: _("numbers"),
    Looks.SLASHED: _("numbers of papers"),
    Looks.WORDS: _("words"),
    Looks.MIXED: _("texts"),
}


_L = Looks
_YES_OR_NO = frozenset(
    map(fold, ("دارد", "بله", "بلی", "آری", "خیر", "نه", "yes", "no", "true", "false", "ندارد"))
) | {"✓", "✔", "☑", "✗", "✘", "*", "+"}
_DATE = re.compile(r"[(\[]?(?:\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|"
                   r"\d{2}[/.\-]\d{1,2}[/.\-]\d{1,2}|1[34]\d\d(?:0[1-9]|1[0-2])[0-3]\d)"
                   r"(?:[ T].*)?[)\]]?").fullmatch  # fmt: skip
_IN_WORDS = re.compile(
    r"\d{1,2} ?(?:ام )?(?:فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند)"
    r"(?: ماه)? ?\d{2,4}"
).fullmatch
_PHONE = re.compile(r"\(?0[1-8]\d\)?[ \-]?\d{4}[ \-]?\d{4}").fullmatch
_NUMBER = re.compile(r"[+\-]?\d[\d,٬.٫ ]*%?").fullmatch
_SLASHED = re.compile(r"(?:[^\W\d_]{1,4}[/\-])?\d+(?:[/\-\\][\w]+){1,4}").fullmatch
_EMAIL = re.compile(r"\S+@\S+\.\S+").fullmatch
_WEB = re.compile(r"(?:https?://|www\.)\S+|[\w\-]+\.(?:ir|com|org|net)(?:/\S*)?").fullmatch
_CHECKED: tuple[tuple[Looks, Callable[[Any], Any]], ...] = (
    (_L.MOBILE, clean_mobile),
    (_L.LEGAL_ID, clean_legal_id),
    (_L.NATIONAL_ID, clean_national_id),
    (_L.SHEBA, clean_sheba),
)
_LENGTHS = {_L.MOBILE: (10, 14), _L.LEGAL_ID: (11, 11), _L.NATIONAL_ID: (10, 10),
            _L.SHEBA: (24, 34)}  # fmt: skip


def looks(cell: Cell) -> Looks | None:
    """What a cell looks like; None where it stands for nothing."""
    if cell is None:
        return None
    if isinstance(cell, bool):
        return _L.YES_OR_NO
    if isinstance(cell, datetime.date):
        return _L.DATE
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = canonical(armed(str(cell)).strip("'=\" "))
    folded = fold(text)
    if folded in _YES_OR_NO or text in _YES_OR_NO:
        return _L.YES_OR_NO
    if folded in EMPTY_WORDS:
        return None
    if not any(map(str.isdigit, text)):
        return _L.EMAIL if _EMAIL(text) else _L.WEB if _WEB(text.lower()) else _L.WORDS
    size = len(text)
    for kind, parse in _CHECKED:
        least, most = _LENGTHS[kind]
        if least <= size <= most and takes(parse, text):
            return kind
    if _DATE(text) or _IN_WORDS(text):
        return _L.DATE
    if _PHONE(text):
        return _L.PHONE
    if _NUMBER(text):
        return _L.NUMBER
    if _SLASHED(text):
        return _L.SLASHED
    return _L.EMAIL if _EMAIL(text) else _L.WEB if _WEB(text.lower()) else _L.MIXED


def takes(read: Callable[[Any], Any], cell: object) -> bool:
    """Whether a value can be made of a cell without a doubt."""
    value = _value(read, cell)
    return value is not None and not isinstance(value, Doubtful)


def is_read(read: Callable[[Any], Any], cell: object) -> bool:
    """Whether a value can be made of a cell, be it with a doubt."""
    return _value(read, cell) is not None


def _value(read: Callable[[Any], Any], cell: object) -> Any:
    try:
        return read(cell)
    except (PersianValueError, ValueError, TypeError, OverflowError):
        return None
