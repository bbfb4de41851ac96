"""What the rows of a run are narrowed to: words, what is wrong with them, what a doubt is about."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, F, Func, Q, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.lookups import Contains, Regex
from django.db.models.query import QuerySet

from imports.models import Row, Run
from persian.functions import Fold
from persian.numbers import is_key
from persian.text import fold

WHOLE_ROW = "-"  # in an address: problems of no single cell
_OTHER_SIGNS = ("يك۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "یک01234567890123456789")
_LONG = Value("[0-9]{8}")  # digits, of a folded cell
_CODE = re.compile(r"[a-z0-9_]{1,80}").fullmatch


class _InRanges(Func):
    """Whether a number lies in one of the ranges of a multirange."""

    template = "(%(expressions)s::int4multirange)"
    arg_joiner = " <@ "
    arity = 2
    output_field = BooleanField()


@dataclass(frozen=True)
class Narrowing:
    """`field` is the name of a column of the registry or WHOLE_ROW, `code` that of a problem,
    `doubt` the place of a doubt among those of the run."""

    run: Run
    sought: str = ""
    field: str = ""
    code: str = ""
    doubt: int | None = None

    @classmethod
    def asked(
        cls, run: Run, declared: Collection[str], *, sought: str, field: str, code: str, doubt: str
    ) -> "Narrowing":
        """What an address asks for; what is not understood asks for nothing."""
        place = int(doubt) if is_key(doubt) else len(run.doubts)
        return cls(
            run,
            sought.strip(),
            field if field in (WHOLE_ROW, *declared) else "",
            code if _CODE(code) else "",
            place if place < len(run.doubts) and run.doubts[place]["ranges"] else None,
        )

    def __bool__(self) -> bool:
        return bool(self.sought or self.field or self.code or self.doubt is not None)

    @cached_property
    def parameters(self) -> dict[str, str]:
        """What an address says of it."""
        doubt = "" if self.doubt is None else str(self.doubt)
        asked = {"q": self.sought, "field": self.field, "code": self.code, "doubt": doubt}
        return {name: value for name, value in asked.items() if value}

    def rows(
        self, rows: QuerySet[Row], looked_through: Sequence[int], whole: bool
    ) -> QuerySet[Row]:
        """Those of `rows` that fit. `looked_through` are the columns of the file whose cells may
        hold the words; unless it is `whole`, a cell with many digits is not looked at."""
        if self.doubt is not None:
            rows = rows.filter(in_doubt(self.run.doubts[self.doubt]))
        if self.field or self.code:
            wanted: dict[str, str | None] = {}
            if self.field:
                wanted["field"] = None if self.field == WHOLE_ROW else self.field
            if self.code:
                wanted["code"] = self.code
            rows = rows.filter(problems__contains=[wanted])
        if fold(self.sought):
            rows = rows.filter(_holding(self.sought, looked_through, whole))
        return rows


def in_doubt(doubt: Mapping[str, Any]) -> Q:
    """The rows that a doubt of a run is about."""
    return Q(_InRanges(F("number"), Value(doubt["ranges"])))


def _holding(words: str, indexes: Sequence[int], whole: bool) -> Q:
    """Rows with a cell that holds the words, in any spelling. A cell with so many digits that there
    may be a person's number in it could be guessed piece by piece."""
    found = Q(pk__in=[])
    for index in indexes:
        cell = KeyTextTransform(str(index), "cells")
        spelled = Func(cell, *map(Value, _OTHER_SIGNS), function="translate")
        holding = Q(Contains(Fold(spelled), Value(fold(words))))
        found |= holding if whole else holding & ~Q(Regex(Fold(spelled), _LONG))
    return found
