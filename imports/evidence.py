"""What stands in a column: which kinds of values, and which fields take them.

A bounded sample of each column is looked at. Its values tell something where few others would pass
for them: check digits, the words of a short list, addresses, names that begin as names of the
registry do. Dates, plain numbers and texts say what a column is not, more than what it is.
"""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from files.formulas import armed
from imports.cleaning import EMPTY_WORDS, Cell, Cleaner, Doubtful, Words
from imports.columns import Column, Declared, ParentColumn, Unstored
from imports.reading import Table
from persian.errors import PersianValueError
from persian.identifiers import clean_legal_id, clean_mobile, clean_national_id, clean_sheba
from persian.model_fields import (
    JalaliDateField,
    LegalIDField,
    MobileField,
    PersianTextField,
    PostalCodeField,
    ShebaField,
    WebAddressField,
)
from persian.personal_numbers import Takes
from persian.text import canonical, fold

if TYPE_CHECKING:
    from imports.registry import Registry

SAMPLED_ROWS = 300  # spread over the file
MOST_VALUES = 60  # different ones of a column
FEWEST_CELLS = 3  # fewer say nothing
FEWEST_CHECKED = 2  # different numbers whose check digits are right
TELLING, CONTRADICTING, LIKE_A_NAME = 0.8, 0.8, 0.5  # shares of the sample
FIRST_VALUES = 12  # after which a field is given up that takes less than half of them


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
    Looks.NUMBER: _("numbers"),
    Looks.SLASHED: _("numbers of papers"),
    Looks.WORDS: _("words"),
    Looks.MIXED: _("texts"),
}


class Holds(StrEnum):
    """What a field holds."""

    IDENTIFIER = "identifier"
    WORD = "word"
    DATE = "date"
    NUMBER = "number"
    PAPER = "paper"  # a number that is kept as text
    TEXT = "text"
    LONG_TEXT = "long_text"
    ADDRESS = "address"  # of mail or of the web


_L = Looks
_OF_OTHERS = {_L.MOBILE, _L.LEGAL_ID, _L.NATIONAL_ID, _L.SHEBA, _L.EMAIL, _L.WEB}
# What a field cannot hold, where its cleaner refuses it; texts take whatever is written.
_FOREIGN: Mapping[Holds, set[Looks]] = {
    Holds.IDENTIFIER: {*_OF_OTHERS, _L.YES_OR_NO, _L.DATE, _L.WORDS, _L.SLASHED},
    Holds.WORD: {*_OF_OTHERS, _L.DATE, _L.NUMBER, _L.SLASHED},
    Holds.DATE: {*_OF_OTHERS, _L.YES_OR_NO, _L.WORDS},
    Holds.NUMBER: {*_OF_OTHERS, _L.YES_OR_NO, _L.WORDS},
    Holds.PAPER: {_L.YES_OR_NO, _L.WORDS, _L.EMAIL, _L.WEB, _L.SHEBA},
    Holds.TEXT: {*_OF_OTHERS, _L.YES_OR_NO, _L.DATE, _L.NUMBER, _L.SLASHED},
    Holds.LONG_TEXT: set(),
    Holds.ADDRESS: {*_OF_OTHERS - {_L.EMAIL, _L.WEB}, _L.YES_OR_NO, _L.DATE, _L.WORDS, _L.NUMBER},
}
_TAKE_ALL = (Holds.PAPER, Holds.TEXT, Holds.LONG_TEXT)

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
    if _NUMBER(text):
        return _L.NUMBER
    if _SLASHED(text):
        return _L.SLASHED
    return _L.EMAIL if _EMAIL(text) else _L.WEB if _WEB(text.lower()) else _L.MIXED


def takes(read: Callable[[Any], Any], cell: object) -> bool:
    """Whether a value can be made of a cell without a doubt."""
    try:
        value = read(cell)
    except (PersianValueError, ValueError, TypeError, OverflowError):
        return False
    return value is not None and not isinstance(value, Doubtful)


@dataclass(frozen=True)
class Sample:
    """Some cells of a column of a file, with how many of them are equal."""

    cells: Mapping[Any, int]

    @cached_property
    def kinds(self) -> Counter[Looks]:
        found: Counter[Looks] = Counter()
        for cell, times in self.cells.items():
            if (kind := looks(cell)) is not None:
                found[kind] += times
        return found

    @cached_property
    def meant(self) -> list[Cell]:
        """The different cells that stand for something."""
        return [cell for cell in self.cells if looks(cell) is not None]

    @property
    def size(self) -> int:
        return sum(self.kinds.values())

    @property
    def kind(self) -> Looks:
        """What most of it looks like."""
        return self.kinds.most_common(1)[0][0] if self.kinds else _L.MIXED

    def share(self, is_taken: Callable[[Any], bool]) -> float:
        """How much of what stands there is taken; 0 where the first values say: little."""
        meant = self.meant
        if not meant:
            return 0.0
        first = sum(map(is_taken, meant[:FIRST_VALUES]))
        if first * 2 < min(len(meant), FIRST_VALUES):
            return 0.0
        return (first + sum(map(is_taken, meant[FIRST_VALUES:]))) / len(meant)


def samples(table: Table) -> list[Sample]:
    """A sample of each column of the table, of rows that are spread over it."""
    step = max(1, len(table.rows) // SAMPLED_ROWS)
    rows = [cells for _number, cells in table.rows[::step][:SAMPLED_ROWS]]
    found = []
    for index in range(len(table.header)):
        counted = Counter(
            (cell.__class__, cell) for cells in rows if (cell := cells[index]) is not None
        )
        cells: dict[Any, int] = {}
        for (_class, cell), times in counted.most_common(MOST_VALUES):
            cells[cell] = cells.get(cell, 0) + times
        found.append(Sample(cells))
    return found


class Fields:
    """The fields of a registry, asked for what they take."""

    def __init__(self, registry: "type[Registry]", province_id: int) -> None:
        self._registry, self._province_id = registry, province_id
        self._cleaners: dict[str, Cleaner] = {}

    def contradicts(self, sample: Sample, given: Declared) -> bool:
        """Whether most of a column is of a kind that no part of the field can hold."""
        if sample.size < FEWEST_CELLS:
            return False
        parts = [part for part in given.parts if isinstance(part, Column | Unstored)]
        foreign = 0
        for cell, times in sample.cells.items():
            kind = looks(cell)
            if kind is not None and all(self._is_foreign(cell, kind, part) for part in parts):
                foreign += times
        return foreign / sample.size >= CONTRADICTING

    def _is_foreign(self, cell: Cell, kind: Looks, column: Column | Unstored) -> bool:
        holds = self.holds(column)
        if kind not in _FOREIGN[holds]:
            return False
        return holds in _TAKE_ALL or not self._accepts(cell, column)

    def likeness(self, sample: Sample, column: Column) -> float:
        """How sure a column's values are of this field alone: 0 where they do not tell."""
        holds, meant = self.holds(column), len(sample.meant)
        if column.known_by is not None and sample.size >= FEWEST_CELLS:
            known_by = column.known_by
            share = sample.share(lambda cell: isinstance(cell, str) and known_by(fold(cell)))
            return share if share >= LIKE_A_NAME else 0.0
        if holds is Holds.IDENTIFIER and meant >= FEWEST_CHECKED:
            share = sample.share(lambda cell: self._accepts(cell, column))
            return share if share >= TELLING and (share == 1 or meant > FEWEST_CELLS) else 0.0
        if holds in (Holds.WORD, Holds.ADDRESS) and sample.size >= FEWEST_CELLS:
            share = sample.share(lambda cell: self._accepts(cell, column))
            return share if share >= TELLING else 0.0
        return 0.0

    def has_the_look_of(self, sample: Sample, column: Column) -> bool:
        """Whether the values are of the kind that the field holds, which others hold as well."""
        if sample.size < FEWEST_CELLS:
            return False
        share = sample.kinds[sample.kind] / sample.size
        wanted = {Holds.DATE: _L.DATE, Holds.PAPER: _L.SLASHED}.get(self.holds(column))
        return wanted is sample.kind and share >= TELLING

    def holds(self, column: Column | Unstored) -> Holds:
        if isinstance(column, Unstored):
            return Holds.NUMBER if self._cleaner(column).keeps_zero else Holds.LONG_TEXT
        of = column.of if isinstance(column, ParentColumn) else column
        owner = column.parent.registry if isinstance(column, ParentColumn) else self._registry
        return _held_by(owner.model._meta.get_field(of.field))

    def _accepts(self, cell: Cell, column: Column | Unstored) -> bool:
        cleaner = self._cleaner(column)
        if isinstance(cleaner, Words):
            return isinstance(cell, str) and cleaner.knows(cell)
        return takes(cleaner, cell)

    def _cleaner(self, column: Column | Unstored) -> Cleaner:
        if column.name not in self._cleaners:
            self._cleaners[column.name] = column.make(self._province_id)
        return self._cleaners[column.name]


def _held_by(field: Any) -> Holds:
    """What a field of a model holds."""
    kinds: Iterable[tuple[Any, Holds]] = (
        ((LegalIDField, MobileField, PostalCodeField, ShebaField), Holds.IDENTIFIER),
        ((models.EmailField, WebAddressField), Holds.ADDRESS),
        ((models.ForeignKey,), Holds.WORD),
        ((JalaliDateField, models.DateField), Holds.DATE),
        ((models.IntegerField, models.DecimalField), Holds.NUMBER),
        ((PersianTextField, models.TextField), Holds.LONG_TEXT),
    )
    for classes, holds in kinds:
        if isinstance(field, classes):
            return holds
    if field.choices:
        return Holds.WORD
    return Holds.TEXT if getattr(field, "takes", Takes.NOTHING) is Takes.NOTHING else Holds.PAPER
