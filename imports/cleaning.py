"""Cleaners: from what stands in a cell to the value that is stored.

A cleaner returns the value (None for an empty cell) or raises PersianValueError with the reason.
Cleaners that look something up are made once for a run, with all that they need loaded beforehand.
"""

import datetime
import math
import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _

from imports.formulas import armed
from persian.dates import FIRST_YEAR, LAST_YEAR, parse_any, to_gregorian
from persian.errors import PersianValueError
from persian.forms import canonical_lines
from persian.numbers import parse_number
from persian.text import canonical, fold

Cell = str | int | float | bool | datetime.date | datetime.datetime | None
Cleaner = Callable[[Cell], Any]

# What offices write where there is nothing to write, folded.
EMPTY_WORDS = frozenset(
    map(fold, ("ندارد", "نامشخص", "نامعلوم", "هیچ", "فاقد", "null", "none", "n/a", ""))
)

EARLIEST = to_gregorian(FIRST_YEAR, 1, 1)
LATEST = to_gregorian(LAST_YEAR, 12, 29)
FEW = 3  # names that a message offers
SUGGESTED = 300  # different unknown words of a column for which near ones are sought
_ROUNDED = re.compile(r"[0-9](?:[.,٫][0-9]+)?[eE]\+[0-9]{2,3}", re.ASCII).fullmatch
_LETTER_OR_DIGIT = re.compile(r"[^\W_]").search
_validate_url = URLValidator()


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
    return _text(cell, canonical)


def _text(cell: Cell, spell: Callable[[str], str]) -> str | None:
    if cell is None:
        return None
    if not isinstance(cell, str):
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        cell = str(cell)
    cleaned = armed(spell(cell))
    if cleaned.isdecimal():
        return cleaned
    if len(cleaned) < 9 and fold(cleaned) in EMPTY_WORDS:
        return None
    return cleaned if _LETTER_OR_DIGIT(cleaned) else None


def short_text(max_length: int) -> Maker:
    """Text of one line, of at most so many characters."""
    return lambda province_id: lambda cell: _fitting(text(cell), max_length)


def long_text(max_length: int) -> Maker:
    """Text of several lines, of at most so many characters."""
    return lambda province_id: lambda cell: _fitting(_text(cell, canonical_lines), max_length)


def number_text(max_length: int) -> Maker:
    """A number that is kept as text, with its zeros and slashes; one that a spreadsheet has
    rounded is no number any more."""

    def clean(cell: Cell) -> str | None:
        value = text(cell)
        if value is not None and _ROUNDED(value):
            raise CellError(
                "lost_digits",
                _(
                    "The spreadsheet has rounded this number: %(value)s. "
                    "Set the column's format to text and write the number again."
                ),
                {"value": value},
            )
        return _fitting(value, max_length)

    return lambda province_id: clean


def email(max_length: int) -> Maker:
    """An e-mail address, by the rule that the screens have."""

    def clean(cell: Cell) -> str | None:
        written = text(cell)
        if written is None:
            return None
        return _fitting(
            _valid(
                (armed(str(cell).strip()), written),
                validate_email,
                "not_an_email",
                _("“%(value)s” is not an e-mail address. Write it like office@example.com."),
            ),
            max_length,
        )

    return lambda province_id: clean


def web_address(max_length: int) -> Maker:
    """The address of a website, by the rule that the screens have; https is what it lacks."""

    def clean(cell: Cell) -> str | None:
        written = text(cell)
        if written is None:
            return None
        spellings: tuple[str, ...] = (str(cell).strip(), written)
        if "://" not in written:
            spellings = (f"https://{written}",)
        return _fitting(
            _valid(
                spellings,
                _validate_url,
                "not_a_web_address",
                _("“%(value)s” is not a web address. Write it like https://example.com."),
            ),
            max_length,
        )

    return lambda province_id: clean


def _valid(
    spellings: Iterable[str], validate: Callable[[str], None], code: str, message: Any
) -> str:
    """The first spelling that is valid. Raises CellError when none is."""
    spelling = ""
    for spelling in spellings:
        if spelling.isprintable():
            try:
                validate(spelling)
            except ValidationError:
                continue
            return spelling
    raise CellError(code, message, {"value": spelling})


def _fitting(value: str | None, max_length: int) -> str | None:
    if value is not None and len(value) > max_length:
        raise CellError(
            "too_long",
            _("This text has %(length)s characters; at most %(max)s fit. Shorten it."),
            {"length": len(value), "max": max_length},
        )
    return value


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
            except PersianValueError:
                raise
            except ValueError as error:  # thousands of digits
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
            if isinstance(cell, str):
                cell = text(cell)
            if cell is None:
                return None
            if isinstance(cell, float) and not math.isfinite(cell):
                cell = str(cell)
            value = parse_any(cell)
            if not EARLIEST <= value <= LATEST:
                raise CellError(
                    "year_out_of_range",
                    _("The year of this date, %(value)s, cannot be right. Correct it."),
                    {"value": value.year},
                )
            if last is not None and value > last:
                raise CellError("future_date", _("This date is still to come. Correct the year."))
            return value

        return clean

    return make


def identifier(parse: Callable[[Any], str]) -> Maker:
    """A number with a rule of its own (`persian.identifiers`)."""

    def clean(cell: Cell) -> str | None:
        if isinstance(cell, str):
            cell = text(cell)
        return None if cell in (None, "0") else parse(cell)

    return lambda province_id: clean


def choice(choices: type[models.TextChoices], synonyms: Mapping[Any, Iterable[str]]) -> Maker:
    """One of a fixed list, by its code, its label, or another word for it."""

    def make(province_id: int) -> Cleaner:
        known = {fold(value): value for value in choices.values}
        known |= {fold(str(member.label)): member.value for member in choices}
        known |= {fold(word): value for value, words in synonyms.items() for word in words}
        return _look_up(known, {fold(str(label)): str(label) for label in choices.labels})

    return make


def named_row(rows: Callable[[int], models.QuerySet[Any]], prefixes: Iterable[str] = ()) -> Maker:
    """The id of a row by its name or one of its other names, in any spelling.

    `rows` gives the rows on offer for a province; `prefixes` are words before the name that say
    nothing (شهرستان).
    """
    folded_prefixes = tuple(map(fold, prefixes))

    def make(province_id: int) -> Cleaner:
        offered = list(rows(province_id).values_list("pk", "name", "aliases"))
        known = {fold(name): pk for pk, name, _aliases in offered}
        for pk, _name, aliases in offered:  # a name outweighs another row's other name
            for alias in aliases:
                known.setdefault(fold(alias), pk)
        for key, pk in list(known.items()):
            for prefix in folded_prefixes:
                known.setdefault(prefix + key, pk)
        return _look_up(known, {fold(name): name for _pk, name, _aliases in offered})

    return make


def _look_up(known: dict[str, Any], names: dict[str, str]) -> Cleaner:
    """Finds a word among the folded ones of `known`. An unknown word is told with the nearest of
    `names`, so that whoever corrects the file need not search a list."""
    suggested = 0

    def clean(cell: Cell) -> Any:
        nonlocal suggested
        written = text(cell)
        if written is None:
            return None
        try:
            return known[fold(written)]
        except KeyError:
            suggested += 1
        near = get_close_matches(fold(written)[:80], names, FEW) if suggested <= SUGGESTED else []
        if not near and len(names) > FEW * 2:
            raise CellError(
                "unknown",
                _("“%(value)s” is not known here. Check its spelling against the list in use."),
                {"value": written},
            )
        raise CellError(
            "unknown",
            _("“%(value)s” is not known here. Perhaps it is one of these: %(near)s."),
            {"value": written, "near": "، ".join(names[key] for key in near or names)},
        )

    return clean
