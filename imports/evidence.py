"""What stands in a column: which kinds of values, and which fields take them.

A bounded sample of each column is looked at. Its values tell something where few others would pass
for them: check digits, the words of a short list, addresses, names that begin as names of the
registry do. Dates, plain numbers and texts say what a column is not, more than what it is.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from django.db import models

from imports.cleaning import Cell, Cleaner, Words
from imports.columns import Column, Declared, Naming, Unstored
from imports.looks import Looks, is_read, looks, takes
from imports.registry import ParentColumn, Registry
from imports.sampling import TELLING, Sample
from persian.model_fields import (
    JalaliDateField,
    LegalIDField,
    MobileField,
    NationalIDField,
    PersianTextField,
    PostalCodeField,
    ShebaField,
    WebAddressField,
)
from persian.personal_numbers import Takes
from persian.text import fold

FEWEST_CELLS = 3  # fewer say nothing
FEWEST_CHECKED = 2  # different numbers whose check digits are right
CONTRADICTING, LIKE_A_NAME = 0.8, 0.5  # shares of the sample


class Holds(StrEnum):
    """What a field holds."""

    IDENTIFIER = "identifier"
    WORD = "word"
    DATE = "date"
    NUMBER = "number"
    PAPER = "paper"  # a number that is kept as text
    PHONE = "phone"
    TEXT = "text"
    LONG_TEXT = "long_text"
    ADDRESS = "address"  # of mail or of the web


_L = Looks
_OF_OTHERS = {_L.MOBILE, _L.LEGAL_ID, _L.NATIONAL_ID, _L.SHEBA, _L.EMAIL, _L.WEB}
# What a field cannot hold, where its cleaner refuses it; texts take whatever is written.
_FOREIGN: Mapping[Holds, set[Looks]] = {
    Holds.IDENTIFIER: {*_OF_OTHERS, _L.PHONE, _L.YES_OR_NO, _L.DATE, _L.WORDS, _L.SLASHED},
    Holds.WORD: {*_OF_OTHERS, _L.PHONE, _L.DATE, _L.NUMBER, _L.SLASHED},
    Holds.DATE: {*_OF_OTHERS, _L.PHONE, _L.YES_OR_NO, _L.WORDS},
    Holds.NUMBER: {*_OF_OTHERS, _L.PHONE, _L.YES_OR_NO, _L.WORDS},
    Holds.PAPER: {_L.YES_OR_NO, _L.WORDS, _L.EMAIL, _L.WEB, _L.SHEBA},
    Holds.PHONE: {_L.YES_OR_NO, _L.WORDS, _L.EMAIL, _L.WEB, _L.SHEBA, _L.DATE},
    Holds.TEXT: {*_OF_OTHERS, _L.PHONE, _L.YES_OR_NO, _L.DATE, _L.NUMBER, _L.SLASHED},
    Holds.LONG_TEXT: set(),
    Holds.ADDRESS: {
        *_OF_OTHERS - {_L.EMAIL, _L.WEB}, _L.PHONE, _L.YES_OR_NO, _L.DATE, _L.WORDS, _L.NUMBER,
    },
}  # fmt: skip
# What several fields of a kind hold alike.
_AS_OTHERS: Mapping[Holds, tuple[Looks, ...]] = {
    Holds.DATE: (_L.DATE,),
    Holds.NUMBER: (_L.NUMBER, _L.MIXED),
    Holds.PAPER: (_L.SLASHED, _L.NUMBER),
    Holds.PHONE: (_L.PHONE,),
}
_TAKE_ALL = (Holds.PAPER, Holds.TEXT, Holds.LONG_TEXT)


class Fields:
    """The fields of a registry, asked for what they take."""

    def __init__(self, registry: type[Registry], province_id: int) -> None:
        self._registry, self._province_id = registry, province_id
        self._cleaners: dict[str, Cleaner] = {}
        self._likenesses: dict[tuple[int, str], float] = {}

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

    def likeness(self, sample: Sample, column: Column | Unstored) -> float:
        """How sure a column's values are of this field alone: 0 where they do not tell."""
        key = (sample.place, column.name)
        if key not in self._likenesses:
            self._likenesses[key] = self._likeness(sample, column)
        return self._likenesses[key]

    def _likeness(self, sample: Sample, column: Column | Unstored) -> float:
        holds, meant = self.holds(column), len(sample.meant)
        known_by = column.known_by if isinstance(column, Column) else None
        if known_by is not None and sample.size >= FEWEST_CELLS:
            share = sample.share(lambda cell: isinstance(cell, str) and known_by(fold(cell)))
            return share if share >= LIKE_A_NAME else 0.0
        if holds is Holds.IDENTIFIER and meant >= FEWEST_CHECKED:
            share = sample.share(lambda cell: self._accepts(cell, column))
            return share if share >= TELLING and (share == 1 or meant > FEWEST_CELLS) else 0.0
        if holds is Holds.ADDRESS and sample.kind not in (_L.EMAIL, _L.WEB):
            return 0.0
        if holds in (Holds.WORD, Holds.ADDRESS) and sample.size >= FEWEST_CELLS:
            share = sample.share(lambda cell: self._accepts(cell, column))
            return share if share >= TELLING else 0.0
        return 0.0

    def may_be(self, sample: Sample, column: Column | Unstored) -> float:
        """How much the values speak for this field, be it not for it alone: there are phones of
        others, and faxes."""
        if self.holds(column) is not Holds.PHONE:
            return self.likeness(sample, column)
        if sample.size < FEWEST_CELLS:
            return 0.0
        share = sample.kinds[_L.PHONE] / sample.size
        return share if share >= TELLING else 0.0

    def is_strange_to(self, sample: Sample, given: Declared) -> bool:
        """Whether a field that could tell its values by itself knows next to none of a column's."""
        if not isinstance(given, Column | Unstored) or sample.size < FEWEST_CELLS:
            return False
        known_by = given.known_by if isinstance(given, Column) else None
        if known_by is not None:
            return sample.share(lambda cell: known_by(fold(str(cell)))) <= 1 - TELLING
        if self.holds(given) is not Holds.WORD:
            return False
        return sample.share(lambda cell: self._accepts(cell, given)) <= 1 - TELLING

    def has_the_look_of(self, sample: Sample, column: Column) -> bool:
        """Whether the values are of the kind that the field holds, which others hold as well."""
        if sample.size < FEWEST_CELLS:
            return False
        share = sample.kinds[sample.kind] / sample.size
        wanted = {Holds.DATE: _L.DATE, Holds.PAPER: _L.SLASHED}.get(self.holds(column))
        return wanted is sample.kind and share >= TELLING

    def could_hold(self, sample: Sample, column: Column | Unstored) -> bool:
        """Whether the values are of a kind that this field holds, as others do that cannot be told
        apart by them."""
        holds = self.holds(column)
        if sample.size < FEWEST_CELLS or sample.counts_the_rows:
            return False
        if sample.is_of_years:
            return holds is Holds.DATE
        if sample.is_of_local_phones:
            return holds is Holds.PHONE
        if holds is Holds.WORD:
            return sample.is_of_few_words and self._is_a_choice(column)
        kinds = _AS_OTHERS.get(holds, ())
        if sum(sample.kinds[kind] for kind in kinds) < TELLING * sample.size:
            return False
        return sample.share(lambda cell: is_read(self._cleaner(column), cell)) >= TELLING

    def holds(self, column: Column | Unstored) -> Holds:
        if isinstance(column, Unstored):
            cleaner = self._cleaner(column)
            if isinstance(cleaner, Words):
                return Holds.WORD
            return Holds.NUMBER if cleaner.keeps_zero else Holds.LONG_TEXT
        if isinstance(column, Naming):  # whatever is written there may name one
            return Holds.LONG_TEXT
        return _held_by(self._field_of(column))

    def _is_a_choice(self, column: Column | Unstored) -> bool:
        """Whether its words are a list of ours, and no names of rows."""
        return isinstance(column, Unstored) or bool(self._field_of(column).choices)

    def _field_of(self, column: Column) -> Any:
        """The field of the model that stores it."""
        of = column.of if isinstance(column, ParentColumn) else column
        owner = column.parent.registry if isinstance(column, ParentColumn) else self._registry
        return owner.model._meta.get_field(of.field)

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
        (
            (LegalIDField, MobileField, NationalIDField, PostalCodeField, ShebaField),
            Holds.IDENTIFIER,
        ),
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
    takes = getattr(field, "takes", Takes.NOTHING)
    return {Takes.NOTHING: Holds.TEXT, Takes.PHONE: Holds.PHONE}.get(takes, Holds.PAPER)
