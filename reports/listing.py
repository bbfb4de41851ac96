"""Reports that list rows: each line is a row, whose first cell opens its page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from persian.numbers import format_number
from reports.report import Asked, Report
from reports.table import Cell, Column, Kind, Table

ROWS_AT_A_TIME = 2000


@dataclass(frozen=True, slots=True)
class Told:
    """A column: its path in the query, or what makes its expression when it is asked for, and its
    choices where it has some."""

    name: str
    label: str | Promise
    value: str | Callable[[], Any]
    kind: Kind = Kind.TEXT
    choices: Callable[[], Sequence[tuple[Any, Any]]] | None = None


@dataclass(frozen=True, kw_only=True)
class Listing(Report):
    """`rows` are those to be listed, in their order; they are read as they are sent.

    `opens` is the page that the first cell of a line leads to, by `key`; the record's own if
    nothing is said. `needs` is the permission, where rows are not seen by one of their own.
    """

    name: str
    title: str | Promise
    explained: str | Promise
    model: type[models.Model]
    rows: Callable[[Asked], models.QuerySet[Any]]
    told: Sequence[Told]
    province: str = "province"
    county: str = "county"
    opens: str = ""
    key: str = "pk"
    needs: str = ""
    has_period: bool = True

    @property
    def permission(self) -> str:
        return self.needs or f"{self.model._meta.app_label}.view_{self.model._meta.model_name}"

    def table(self, asked: Asked) -> Table:
        columns = [Column(each.name, each.label, each.kind) for each in self.told]
        rows = asked.of_place(self.rows(asked), self.province, self.county)
        count = rows.count()
        totals = [
            Cell(_("%(count)s rows") % {"count": format_number(count)}),
            *(Cell("") for _each in self.told[1:]),
        ]
        return Table(columns, self._lines(rows), totals)

    def _lines(self, rows: models.QuerySet[Any]) -> Iterator[list[Cell]]:
        names = [f"told_{each.name}" for each in self.told]
        values = {
            name: models.F(each.value) if isinstance(each.value, str) else each.value()
            for name, each in zip(names, self.told, strict=True)
        }
        choices = [dict(each.choices()) if each.choices else None for each in self.told]
        opens = self.opens or f"{self.model._meta.label_lower.replace('.', '_')}_detail"
        found = rows.annotate(**values).values_list(self.key, *names)
        for key, *line in found.iterator(chunk_size=ROWS_AT_A_TIME):
            texts = [
                str(words.get(value, value or "")) if words is not None else value
                for value, words in zip(line, choices, strict=True)
            ]
            yield [Cell(texts[0], reverse(f"admin:{opens}", args=[key])), *map(Cell, texts[1:])]
