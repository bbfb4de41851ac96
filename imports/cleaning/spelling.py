"""How texts of a file are spelled before they are read: many at once, since a column has many."""

import datetime
import re
from collections.abc import Sequence

from files.formulas import armed
from imports.cleaning.base import Cell
from persian.dates import jalali_iso, parse_any
from persian.text import canonical_all, canonical_lines, fold

# What offices write where there is nothing to write, folded.
EMPTY_WORDS = frozenset(
    map(fold, ("ندارد", "نامشخص", "نامعلوم", "هیچ", "فاقد", "null", "none", "n/a", ""))
)

_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]").search  # of str.splitlines
_LETTER_OR_DIGIT = re.compile(r"[^\W_]").search
_AS_FORMULA = re.compile(r'=\s?"((?:[^"]|"")*)"').fullmatch


def as_line(texts: Sequence[str]) -> list[str | None]:
    """Canonical texts."""
    return list(map(_meant, canonical_all(texts)))


def as_lines(texts: Sequence[str]) -> list[str | None]:
    """Canonical texts, line by line."""
    if any(map(_BREAK, texts)):
        return [_meant(canonical_lines(text)) for text in texts]
    return as_line(texts)


def as_written(texts: Sequence[str]) -> list[str | None]:
    """The texts as they stand in the file."""
    return list(texts)


def unwrapped(text: str) -> str:
    """A text without what makes a spreadsheet take it for one: ="0045", or an apostrophe before
    it."""
    bare = armed(text)
    if bare[:1] == "=" and (match := _AS_FORMULA(bare)):
        return match[1].replace('""', '"').strip()
    if bare is not text:  # what our own files disarm has one apostrophe before it, and no more
        return bare
    return text[1:].lstrip() if text[:1] == "'" and text.find("'", 1) < 0 else text


def _meant(text: str) -> str | None:
    """Canonical text without what files add, None for what stands for nothing."""
    if text.isdecimal():
        return text
    if text[:1] in ("'", "="):
        text = unwrapped(text).strip(" \n\u200c")
    if len(text) < 9 and fold(text) in EMPTY_WORDS:
        return None
    return text if _LETTER_OR_DIGIT(text) else None


def text_of(cell: Cell) -> str | None:
    """The text of any cell; numbers as they would be read aloud, without a spreadsheet's `.0`, and
    days in the Jalali calendar."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime.date):
        try:
            return jalali_iso(parse_any(cell))
        except ValueError:  # before the calendar begins
            return cell.isoformat()
    return as_line([str(cell)])[0]
