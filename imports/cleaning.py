"""Cleaners: from what stands in a cell to the value that is stored.

A cleaner returns the value (None for an empty cell) or raises PersianValueError with the reason.
Cleaners that look something up are made once for a run, with all that they need loaded beforehand.
"""

import datetime
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _

from persian.dates import parse_any
from persian.errors import PersianValueError
from persian.numbers import parse_number
from persian.text import canonical, fold

Cell = str | int | float | bool | datetime.date | datetime.datetime | None
Cleaner = Callable[[Cell], Any]

# What offices write where there is nothing to write, folded.
EMPTY_WORDS = frozenset(
    map(fold, ("ندارد", "نامشخص", "نامعلوم", "هیچ", "فاقد", "null", "none", "n/a", ""))
)


class Severity(StrEnum):
    REFUSES = "error"  # the row cannot be taken
    WARNS = "warning"  # the row is taken, the cell is left out


class CellError(PersianValueError):
    """Why a cell cannot be taken: a code for programs and a message for people."""


class Maker(Protocol):
    """Makes a cleaner for one run of an import into one province."""

    def __call__(self, province_id: int) -> Cleaner: ...


def text(cell: Cell) -> str | None:
    """Canonical text; numbers as they would be read aloud, without a spreadsheet's `.0`."""
    if cell is None:
        return None
    if not isinstance(cell, str):
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        cell = str(cell)
    cleaned = canonical(cell)
    if len(cleaned) < 9 and fold(cleaned) in EMPTY_WORDS:
        return None
    return cleaned


def short_text(max_length: int) -> Maker:
    """Text of at most so many characters."""

    def clean(cell: Cell) -> str | None:
        value = text(cell)
        if value is not None and len(value) > max_length:
            raise CellError(
                "too_long",
                _("This text has %(length)s characters; at most %(max)s fit. Shorten it."),
                {"length": len(value), "max": max_length},
            )
        return value

    return lambda province_id: clean


def whole_number(minimum: int = 0, maximum: int = 2_147_483_647) -> Maker:
    def clean(cell: Cell) -> int | None:
        if isinstance(cell, int) and not isinstance(cell, bool):
            number = cell
        else:
            written = text(cell)
            if written is None:
                return None
            try:
                number = parse_number(written)
            except ValueError as error:
                raise CellError(
                    "not_a_number",
                    _("“%(value)s” is not a number. Write it with digits alone."),
                    {"value": written},
                ) from error
        if not minimum <= number <= maximum:
            raise CellError(
                "out_of_range",
                _("%(value)s is out of range: it lies between %(min)s and %(max)s."),
                {"value": number, "min": minimum, "max": maximum},
            )
        return number

    return lambda province_id: clean


def jalali_date(*, not_after: Callable[[], datetime.date] | None = None) -> Maker:
    """A date however it is written. `not_after` gives the last day that makes sense."""

    def make(province_id: int) -> Cleaner:
        last = not_after() if not_after else None

        def clean(cell: Cell) -> datetime.date | None:
            if cell is None or (isinstance(cell, str) and text(cell) is None):
                return None
            value = parse_any(cell)
            if last is not None and value > last:
                raise CellError("future_date", _("This date is still to come. Correct the year."))
            return value

        return clean

    return make


def identifier(parse: Callable[[Any], str]) -> Maker:
    """A number with a rule of its own (`persian.identifiers`)."""

    def clean(cell: Cell) -> str | None:
        if cell is None or (isinstance(cell, str) and text(cell) in (None, "0")):
            return None
        return parse(cell)

    return lambda province_id: clean


def choice(choices: type[models.TextChoices], synonyms: dict[str, Iterable[str]]) -> Maker:
    """One of a fixed list, by its code, its label, or another word for it."""

    def make(province_id: int) -> Cleaner:
        known = {fold(value): value for value in choices.values}
        known |= {fold(str(member.label)): member.value for member in choices}
        known |= {fold(word): value for value, words in synonyms.items() for word in words}
        return _look_up(known, _("“%(value)s” is not one of: %(known)s."), _listed(choices.labels))

    return make


def named_row(rows: Callable[[int], models.QuerySet[Any]], prefixes: Iterable[str] = ()) -> Maker:
    """The id of a row by its name or one of its other names, in any spelling.

    `rows` gives the rows on offer for a province; `prefixes` are words before the name that say
    nothing (شهرستان).
    """
    folded_prefixes = tuple(map(fold, prefixes))

    def make(province_id: int) -> Cleaner:
        known: dict[str, Any] = {}
        names = []
        for pk, name, aliases in rows(province_id).values_list("pk", "name", "aliases"):
            names.append(name)
            for spelling in (name, *aliases):
                known.setdefault(fold(spelling), pk)
        for key, pk in list(known.items()):
            for prefix in folded_prefixes:
                known.setdefault(prefix + key, pk)
        return _look_up(
            known, _("“%(value)s” is not known here. Known are: %(known)s."), _listed(names)
        )

    return make


def _look_up(known: dict[str, Any], message: Any, listed: str) -> Cleaner:
    def clean(cell: Cell) -> Any:
        written = text(cell)
        if written is None:
            return None
        try:
            return known[fold(written)]
        except KeyError:
            raise CellError("unknown", message, {"value": written, "known": listed}) from None

    return clean


def _listed(names: Iterable[object]) -> str:
    return "، ".join(map(str, names))
