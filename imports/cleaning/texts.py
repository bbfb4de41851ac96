"""Texts, and numbers that are kept as texts; none holds the number of a person."""

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.cleaning.base import CellError, Cleaner, Doubtful, Maker
from imports.cleaning.spelling import as_line, as_lines, text_of
from imports.cleaning.spoiled import refuse_spoiled, refuse_spoiled_text
from persian.personal_numbers import Takes, refuse_in

_WHOLE = re.compile(r"([0-9]+)\.0+", re.ASCII).fullmatch
# 110, 1480; the number within a town; and one with the code of its region.
FEWEST_DIGITS_OF_SERVICES, FEWEST_DIGITS_OF_TOWNS, FEWEST_DIGITS_WITH_CODE = 3, 5, 8
DIGITS_OF_MOBILES = 11
_NUMBERS_APART = re.compile(r"[^\W\d_]|\d[^\d]*[،,؛;/\n|][^\d]*\d").search
_NO_DIGITS = re.compile(r"\D")
_WITHOUT_ZERO = re.compile(r"[1-8][0-9]{9}", re.ASCII).fullmatch
_DIGIT = re.compile(r"\d").search
# As most numbers of papers and to call are: no word, no date, and no person's number in it.
_PLAIN_NUMBER = re.compile(r"[0-9/\-]{0,8}[0-9]", re.ASCII).fullmatch
_PLAIN_PHONE = re.compile(r"0[1-8][0-9]{9}", re.ASCII).fullmatch
# A word between two numbers, with a space beside it: «17 - تاریخ - 18», but not «1401/گیلان/125».
_WORD_BETWEEN = re.compile(
    r"\d(?=[^\d]*[^\W\d_])(?:[^\d]*\s[^\d]*)\d|\d(?:و|تا|الی|مورخ|تاریخ)\d"
).search


def of_text(
    read: Callable[[str], Any],
    spell: Callable[[Sequence[str]], list[str | None]] = as_line,
    words: Iterable[str] = (),
) -> Cleaner:
    """A cleaner that makes a text of whatever the cell is."""

    def clean(cell: Any) -> Any:
        written = cell if cell.__class__ is str else text_of(cell)
        return None if written is None else read(written)

    return Cleaner(clean, spell, words)


def short_text(max_length: int, takes: Takes = Takes.NOTHING) -> Maker:
    """Text of one line, of at most so many characters. `takes` is that of its model field."""

    def clean(cell: Any) -> str | None:
        if cell.__class__ is not str:
            refuse_no_text(cell)
            cell = text_of(cell)
        return None if cell is None else guarded(cell, max_length, takes)

    return lambda province_id: Cleaner(clean, as_line)


def long_text(max_length: int, takes: Takes = Takes.NOTHING) -> Maker:
    """Text of several lines, of at most so many characters."""
    return lambda province_id: of_text(lambda text: guarded(text, max_length, takes), as_lines)


def number_text(max_length: int, takes: Takes = Takes.PAPER_NUMBER) -> Maker:
    """A number that is kept as text, with its zeros and slashes.

    One that a spreadsheet has rounded, or made a date of, is no number any more; nor is a word such
    as «دارد» in its place.
    """

    def clean(cell: Any) -> str | Doubtful | None:
        if cell.__class__ is str:
            if _PLAIN_NUMBER(cell) is not None and len(cell) <= max_length:
                return str(cell)
            written: str | None = cell
        else:
            refuse_spoiled(cell)
            written = text_of(cell)
        if written is None:
            return None
        refuse_spoiled_text(written)
        if _DIGIT(written) is None:
            raise CellError(
                "not_a_number_of_paper",
                _("“%(value)s” stands in place of a number. Write the number alone."),
                {"value": written},
            )
        if match := _WHOLE(written):
            written = match[1]
        value = guarded(written, max_length, takes)
        if _WORD_BETWEEN(value) is not None:
            return Doubtful(
                value,
                CellError(
                    "more_than_a_number",
                    _(
                        "“%(value)s” seems to hold more than one number; it is kept as it stands. "
                        "Write the number of this column alone."
                    ),
                    {"value": value},
                ),
            )
        if isinstance(cell, float) and not cell.is_integer():
            return Doubtful(
                value,
                CellError(
                    "perhaps_lost_zeros",
                    _(
                        "%(value)s is a number of the spreadsheet, which keeps no zeros at its "
                        "end. Compare it with the paper."
                    ),
                    {"value": value},
                ),
            )
        return value

    return lambda province_id: Cleaner(clean, as_line)


def phone_text(max_length: int) -> Maker:
    """A number to call, kept as text. A spreadsheet drops the zero before the code of a region;
    it is put back."""
    read = number_text(max_length, Takes.PHONE)(None).read

    def clean(cell: object) -> Any:
        if cell.__class__ is str and _PLAIN_PHONE(cell) is not None and len(cell) <= max_length:
            return cell
        value = read(cell)
        if isinstance(value, Doubtful):
            value = value.value  # «33112233 داخلی 12»
        if not isinstance(value, str):
            return value
        if not _may_be_called(value):
            raise CellError(
                "not_a_phone",
                _("“%(value)s” is no number to call. Write the whole number."),
                {"value": value},
            )
        return f"0{value}" if _WITHOUT_ZERO(value) else value

    return lambda province_id: Cleaner(clean, as_line)


def _may_be_called(value: str) -> bool:
    """Whether a text has as many digits as numbers to call have."""
    digits = _NO_DIGITS.sub("", value)
    if digits.startswith("09") and _NUMBERS_APART(value) is None:
        return len(digits) == DIGITS_OF_MOBILES
    if digits.startswith("0"):
        return len(digits) >= FEWEST_DIGITS_WITH_CODE
    is_service = digits.startswith("1") and len(digits) >= FEWEST_DIGITS_OF_SERVICES
    return is_service or len(digits) >= FEWEST_DIGITS_OF_TOWNS


def refuse_no_text(cell: object) -> None:
    if isinstance(cell, bool | datetime.date):
        raise CellError(
            "not_a_text",
            _("There is no text in this cell, but %(value)s. Write the text."),
            {"value": str(cell).upper() if isinstance(cell, bool) else cell.isoformat()[:10]},
        )


def guarded(value: str, max_length: int, takes: Takes) -> str:
    """A text that fits, without numbers by which a person is known."""
    refuse_in(value, takes)
    return fitting(value, max_length)


def fitting(value: str, max_length: int) -> str:
    if len(value) > max_length:
        raise CellError(
            "too_long",
            _("This text has %(length)s characters; at most %(max)s fit. Shorten it."),
            {"length": len(value), "max": max_length},
        )
    return value
