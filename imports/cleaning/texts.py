"""Texts, and numbers that are kept as texts; none holds the number of a person."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.cleaning.base import CellError, Cleaner, Maker
from imports.cleaning.spelling import as_line, as_lines, text_of
from persian.personal_numbers import Takes, refuse_in

_ROUNDED = re.compile(r"[0-9](?:[.,٫][0-9]+)?[eE]\+[0-9]{2,3}", re.ASCII).fullmatch


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
    return lambda province_id: of_text(lambda text: _guarded(text, max_length, takes))


def long_text(max_length: int, takes: Takes = Takes.NOTHING) -> Maker:
    """Text of several lines, of at most so many characters."""
    return lambda province_id: of_text(lambda text: _guarded(text, max_length, takes), as_lines)


def number_text(max_length: int, takes: Takes = Takes.PAPER_NUMBER) -> Maker:
    """A number that is kept as text, with its zeros and slashes; one that a spreadsheet has
    rounded is no number any more."""

    def clean(value: str) -> str:
        if _ROUNDED(value):
            raise CellError(
                "lost_digits",
                _(
                    "The spreadsheet has rounded this number: %(value)s. "
                    "Set the column's format to text and write the number again."
                ),
                {"value": value},
            )
        return _guarded(value, max_length, takes)

    return lambda province_id: of_text(clean)


def _guarded(value: str, max_length: int, takes: Takes) -> str:
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
