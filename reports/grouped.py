"""Reports that count rows by groups: which rows, by what they are told apart, which figures.

One query counts a report, and one its totals; what is worked out from figures (a ratio, a share)
is worked out of a line's own figures, in the line of totals too.
"""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts import scope
from accounts.scope import Kind as ScopeKind
from reports.report import Asked, Report
from reports.table import Cell, Column, Kind, Table, Value

Numbers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """What rows are told apart by: a column with choices, or one whose text `shown` holds.

    `parameter` is what the filter of the list is called, "" where it has none that finds just
    these rows. Rows of every choice stand in the report,
    those that count nothing too, where it is the only group.
    """

    name: str
    label: str | Promise
    column: str
    parameter: str
    shown: str = ""
    choices: Sequence[tuple[Any, Any]] = ()

    def text(self, key: Any, text: Any) -> str:
        if self.choices:
            return str(dict(self.choices).get(key, key or ""))
        return str(text or "")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a line: an aggregate that the database counts, or what is `derived` from those.

    `query` is what narrows the list of the model to the rows that it counts; None where no list
    holds just those.
    """

    name: str
    label: str | Promise
    kind: Kind = Kind.COUNT
    value: Any = None
    derived: Callable[[Numbers], Value] | None = None
    query: Mapping[str, Any] | None = None

    @property
    def nothing(self) -> Value:
        """What it comes to where there is no row."""
        return 0 if self.kind in (Kind.COUNT, Kind.RIAL) else None


@dataclass(frozen=True, kw_only=True)
class Grouped(Report):
    """`values` are columns held to some values, which the list's filters of these names take."""

    name: str
    title: str | Promise
    explained: str | Promise
    model: type[models.Model]
    grouped: Mapping[str, Sequence[Group]]
    values: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    province: str = "province"
    county: str = "county"
    chart: str = ""

    @property
    def permission(self) -> str:
        return f"{self.model._meta.app_label}.view_{self.model._meta.model_name}"

    @property
    def ways(self) -> dict[str, str]:
        if len(self.grouped) == 1:
            return {}
        return {
            name: "، ".join(str(group.label) for group in groups)
            for name, groups in self.grouped.items()
        }

    @abstractmethod
    def figures(self, asked: Asked) -> Sequence[Figure]: ...

    def condition(self, asked: Asked) -> Q:
        """Which rows are looked at, beyond the place and the `values`."""
        return Q()

    def annotated(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """The rows with what the figures need of each."""
        return rows

    def table(self, asked: Asked) -> Table:
        groups = self.grouped.get(asked.by) or next(iter(self.grouped.values()))
        figures = self.figures(asked)
        counted = {figure.name: figure.value for figure in figures if figure.value is not None}
        held = {f"{name}__in": each for name, each in self.values.items()}
        rows = self.model._default_manager.filter(self.condition(asked), **held)
        rows = self.annotated(asked.of_place(rows, self.province, self.county)).order_by()
        lines = self._empty(groups, figures)
        for row in self._by_groups(rows, groups).annotate(**_apart(counted)):
            keys = tuple(row[f"by_{group.name}"] for group in groups)
            texts = [
                group.text(key, row.get(f"text_{group.name}"))
                for group, key in zip(groups, keys, strict=True)
            ]
            lines[keys] = texts, _together(row, counted, figures)
        whole = _together(rows.aggregate(**_apart(counted)), counted, figures)
        return Table(
            [
                *(Column(group.name, group.label) for group in groups),
                *(Column(figure.name, figure.label, figure.kind) for figure in figures),
            ],
            [
                [*map(Cell, texts), *self._cells(groups, keys, figures, numbers, asked)]
                for keys, (texts, numbers) in lines.items()
            ],
            [
                Cell(_("Total")),
                *(Cell("") for _group in groups[1:]),
                *self._cells((), (), figures, whole, asked),
            ],
            chart=self.chart or figures[0].name,
        )

    def _by_groups(
        self, rows: models.QuerySet[Any], groups: Sequence[Group]
    ) -> models.QuerySet[Any, dict[str, Any]]:
        by = {f"by_{group.name}": F(group.column) for group in groups}
        by |= {f"text_{group.name}": F(group.shown) for group in groups if group.shown}
        return rows.order_by(*(group.shown or group.column for group in groups)).values(**by)

    def _empty(
        self, groups: Sequence[Group], figures: Sequence[Figure]
    ) -> dict[tuple[Any, ...], tuple[list[str], Numbers]]:
        """A line for every choice of the only group, before anything is counted."""
        if len(groups) != 1 or not groups[0].choices:
            return {}
        held = self.values.get(groups[0].column)
        nothing = {figure.name: figure.nothing for figure in figures}
        return {
            (key,): ([str(text)], nothing)
            for key, text in groups[0].choices
            if held is None or key in held
        }

    def _cells(
        self,
        groups: Sequence[Group],
        keys: Sequence[Any],
        figures: Sequence[Figure],
        numbers: Numbers,
        asked: Asked,
    ) -> list[Cell]:
        """The figures of a line, each with the list of its rows where that can be narrowed so."""
        narrowed = {group.parameter: key for group, key in zip(groups, keys, strict=True)}
        can_be_opened = None not in keys and "" not in keys and all(narrowed)
        return [
            Cell(
                numbers[figure.name],
                self._list_of({**(figure.query or {}), **narrowed}, asked)
                if figure.query is not None and can_be_opened
                else "",
            )
            for figure in figures
        ]

    def _list_of(self, query: Mapping[str, Any], asked: Asked) -> str:
        name = self.model._meta.label_lower.replace(".", "_")
        whole = {**self.values, **asked.place_query, **query}
        for place in _places_of_the_reader():
            whole.pop(place, None)
        return f"{reverse(f'admin:{name}_changelist')}?{urlencode(whole, doseq=True)}"


def _places_of_the_reader() -> tuple[str, ...]:
    """By which places the reader's lists are not narrowed, since they hold but their own."""
    place = scope.current()
    if place is None or place.kind in (ScopeKind.NATIONAL, ScopeKind.SYSTEM):
        return ()
    return ("province",) if place.kind == ScopeKind.PROVINCE else ("province", "county")


def _apart(counted: Numbers) -> dict[str, Any]:
    """Aggregates under names that no column of a model has."""
    return {f"counted_{name}": value for name, value in counted.items()}


def _together(row: Numbers, counted: Numbers, figures: Sequence[Figure]) -> dict[str, Value]:
    numbers = {name: row[f"counted_{name}"] for name in counted}
    for figure in figures:
        if figure.derived is not None:
            numbers[figure.name] = figure.derived(numbers)
        elif numbers[figure.name] is None:
            numbers[figure.name] = figure.nothing
    return numbers
