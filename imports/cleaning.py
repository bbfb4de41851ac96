"""Cleaners: from what stands in a cell to the value that is stored.

A cleaner gives the value (None for an empty cell) or raises PersianValueError with the reason.
Cleaners that look something up are made once for a run, with all that they need loaded beforehand.
"""

import datetime
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import partial
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.policies import Policy
from imports.doubts import Doubt
from imports.policies import DATE_ORDER, YEAR_PIVOT
from persian.dates import FIRST_YEAR, LAST_YEAR, parse_any, to_gregorian
from persian.errors import PersianValueError
from persian.numbers import is_key, parse_number
from persian.personal_numbers import Takes, refuse_in
from persian.text import canonical_all, canonical_lines, fold
from screens.formulas import armed

Cell = str | int | float | bool | datetime.date | datetime.datetime | None

# What offices write where there is nothing to write, folded.
EMPTY_WORDS = frozenset(
    map(fold, ("ندارد", "نامشخص", "نامعلوم", "هیچ", "فاقد", "null", "none", "n/a", ""))
)

EARLIEST = to_gregorian(FIRST_YEAR, 1, 1)
LATEST = to_gregorian(LAST_YEAR, 12, 29)
FEW = 3  # names that a message offers
_ZEROS = ("0", 0)
SUGGESTED = 300  # different unknown words of a column for which near ones are sought
_ROUNDED = re.compile(r"[0-9](?:[.,٫][0-9]+)?[eE]\+[0-9]{2,3}", re.ASCII).fullmatch
_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]").search  # of str.splitlines
_LETTER_OR_DIGIT = re.compile(r"[^\W_]").search


class Severity(StrEnum):
    REFUSES = "error"  # the row cannot be taken
    WARNS = "warning"  # the row is taken, the cell is left out


class CellError(PersianValueError):
    """Why a cell cannot be taken: a code for programs and a message for people."""


@dataclass(frozen=True, slots=True)
class Seen:
    """All cells of one column of a file: a cleaner may decide for the column as a whole."""

    cells: Sequence[Cell]
    numbers: Sequence[int]  # of their rows
    is_1904: bool  # days are counted from 1904
    in_workbook: bool


class Cleaner:
    """Cleans the cells of one column.

    `spell` gives the spelling of many texts at once, None for those that stand for nothing. `read`
    makes the value of a text so spelled, or of a cell that is no text. `words` are what the column
    accepts where that is a short list, one spelling of each. `doubts` are about the column.
    """

    looks_at_the_column = False  # whether `seen` is of use
    doubts: Sequence[Doubt] = ()

    def __init__(
        self,
        read: Callable[[Any], Any],
        spell: "Callable[[Sequence[str]], list[str | None]]",
        words: Iterable[str] = (),
        *,
        keeps_zero: bool = False,
    ) -> None:
        self.read, self.spell, self.words = read, spell, tuple(words)
        self.keeps_zero = keeps_zero

    def is_empty(self, cell: Cell) -> bool:
        """Whether a spelled cell stands for nothing; a lone 0 does wherever nothing is counted."""
        return cell is None or (not self.keeps_zero and cell in _ZEROS and cell is not False)

    def titled(self, title: str) -> "Cleaner":
        """The cleaner for a column of a file with this title, which may tell a unit."""
        return self

    def decided(self, values: Mapping[str, Any]) -> "Cleaner":
        """The cleaner where these values of policies are in force; without, their defaults are."""
        return self

    def seen(self, column: Seen) -> "Cleaner":
        """The cleaner for a column that looks like this as a whole; its `doubts` say what it has
        decided."""
        return self

    def __call__(self, cell: Cell) -> Any:
        """The value of one cell. Raises PersianValueError with the reason why there is none."""
        spelled = self.spell([cell])[0] if isinstance(cell, str) else cell
        return None if self.is_empty(spelled) else self.read(spelled)


class Maker(Protocol):
    """Makes a cleaner for one run of an import into one province.

    Without a province it knows the words of all of them, for lists that are still to be filled in.
    """

    def __call__(self, province_id: int | None) -> Cleaner: ...


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


def _meant(text: str) -> str | None:
    """Canonical text without what files add, None for what stands for nothing."""
    if text.isdecimal():
        return text
    if text[:1] == "'":
        text = armed(text).strip(" \n\u200c")
    if len(text) < 9 and fold(text) in EMPTY_WORDS:
        return None
    return text if _LETTER_OR_DIGIT(text) else None


def _text(cell: Cell) -> str | None:
    """The text of any cell; numbers as they would be read aloud, without a spreadsheet's `.0`."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return as_line([str(cell)])[0]


def _of_text(
    read: Callable[[str], Any],
    spell: Callable[[Sequence[str]], list[str | None]] = as_line,
    words: Iterable[str] = (),
) -> Cleaner:
    """A cleaner that makes a text of whatever the cell is."""

    def clean(cell: Any) -> Any:
        written = cell if cell.__class__ is str else _text(cell)
        return None if written is None else read(written)

    return Cleaner(clean, spell, words)


def short_text(max_length: int, takes: Takes = Takes.NOTHING) -> Maker:
    """Text of one line, of at most so many characters. `takes` is that of its model field."""
    return lambda province_id: _of_text(lambda text: _guarded(text, max_length, takes))


def long_text(max_length: int, takes: Takes = Takes.NOTHING) -> Maker:
    """Text of several lines, of at most so many characters."""
    return lambda province_id: _of_text(lambda text: _guarded(text, max_length, takes), as_lines)


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

    return lambda province_id: _of_text(clean)


def email(max_length: int) -> Maker:
    """An e-mail address, by the rule that the screens have."""
    return _valid(
        validate_email,
        max_length,
        "not_an_email",
        _("“%(value)s” is not an e-mail address. Write it like office@example.com."),
    )


def web_address(max_length: int) -> Maker:
    """The address of a website, by the rule that the screens have; https is what it lacks."""
    return _valid(
        URLValidator(),
        max_length,
        "not_a_web_address",
        _("“%(value)s” is not a web address. Write it like https://example.com."),
        complete=lambda written: written if "://" in written else f"https://{written}",
    )


def _valid(
    validate: Callable[[str], None],
    max_length: int,
    code: str,
    message: Any,
    *,
    complete: Callable[[str], str] = str,
) -> Maker:
    """Text that is taken as it was written where it is valid so, else in its canonical spelling."""

    def is_valid(written: str) -> bool:
        try:
            validate(written)
        except ValidationError:
            return False
        return written.isprintable()

    def clean(cell: Cell) -> str | None:
        written = complete(armed(str(cell).strip()))
        if not is_valid(written):
            spelled = _text(cell)
            if spelled is None:
                return None
            written = complete(spelled)
            if not is_valid(written):
                raise CellError(code, message, {"value": written})
        return _fitting(written, max_length)

    return lambda province_id: Cleaner(clean, as_written)


def _guarded(value: str, max_length: int, takes: Takes) -> str:
    """A text that fits, without numbers by which a person is known."""
    refuse_in(value, takes)
    return _fitting(value, max_length)


def _fitting(value: str, max_length: int) -> str:
    if len(value) > max_length:
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
            written = cell if isinstance(cell, str) else _text(cell)
            if written is None:
                return None
            number = int(written) if is_key(written) else parse_number(written)
        if not minimum <= number <= maximum:
            raise CellError(
                "out_of_range",
                _("%(value)s is out of range: it lies between %(min)s and %(max)s."),
                {"value": number, "min": minimum, "max": maximum},
            )
        return number

    return lambda province_id: Cleaner(clean, as_line, keeps_zero=True)


def jalali_date(*, not_after: Callable[[], datetime.date] | None = None) -> Maker:
    """A date however it is written. `not_after` gives the last day that makes sense."""

    return lambda province_id: _Date(not_after() if not_after else None)


class _Date(Cleaner):
    """`order` and `pivot` are those of `persian.dates.parse_jalali`."""

    def __init__(
        self,
        last: datetime.date | None,
        order: str = DATE_ORDER.default,
        pivot: int = YEAR_PIVOT.default,
    ) -> None:
        super().__init__(self._date, as_line)
        self._last, self._order, self._pivot = last, order, pivot

    def decided(self, values: Mapping[str, Any]) -> Cleaner:
        return _Date(self._last, values[DATE_ORDER.name], values[YEAR_PIVOT.name])

    def _date(self, cell: Cell) -> datetime.date:
        if isinstance(cell, float) and not math.isfinite(cell):
            cell = str(cell)
        value = parse_any(cell, order=self._order, pivot=self._pivot)
        if not EARLIEST <= value <= LATEST:
            raise CellError(
                "year_out_of_range",
                _("The year of this date, %(value)s, cannot be right. Correct it."),
                {"value": value.year},
            )
        if self._last is not None and value > self._last:
            raise CellError("future_date", _("This date is still to come. Correct the year."))
        return value


def identifier(parse: Callable[..., str], **options: Policy[bool]) -> Maker:
    """A number with a rule of its own (`persian.identifiers`); `options` are those of `parse` that
    a policy decides."""

    return lambda province_id: _Identifier(parse, options)


class _Identifier(Cleaner):
    def __init__(self, parse: Callable[..., str], options: Mapping[str, Policy[bool]]) -> None:
        super().__init__(parse, as_line)
        self._parse, self._options = parse, options

    def decided(self, values: Mapping[str, Any]) -> Cleaner:
        if not self._options:
            return self
        chosen = {name: values[policy.name] for name, policy in self._options.items()}
        return Cleaner(partial(self._parse, **chosen), as_line)


def choice(choices: type[models.TextChoices], synonyms: Mapping[Any, Iterable[str]]) -> Maker:
    """One of a fixed list, by its code, its label, or another word for it."""

    def make(province_id: int | None) -> Cleaner:
        known = {fold(value): value for value in choices.values}
        known |= {fold(str(member.label)): member.value for member in choices}
        known |= {fold(word): value for value, words in synonyms.items() for word in words}
        return _look_up(known, {fold(str(label)): str(label) for label in choices.labels})

    return make


def named_row(
    rows: Callable[[int | None], models.QuerySet[Any]], prefixes: Iterable[str] = ()
) -> Maker:
    """The id of a row by its name or one of its other names, in any spelling.

    `rows` gives the rows on offer for a province, or for all where it is None; `prefixes` are words
    before the name that say nothing (شهرستان).
    """
    folded_prefixes = tuple(map(fold, prefixes))

    def make(province_id: int | None) -> Cleaner:
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

    def clean(written: str) -> Any:
        nonlocal suggested
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

    return _of_text(clean, words=names.values())
