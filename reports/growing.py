"""Reports that set what was counted in some days beside what was counted in those before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import BigIntegerField, Count, F, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from reports.report import Asked, Report
from reports.table import Cell, Column, Kind, Table, growth, ratio
from screens.yearly import Days, Period


@dataclass(frozen=True, slots=True)
class Group:
    """What rows are told apart by: a column with choices, or one whose text `shown` holds.

    `parameter` is what the filter of the list is called. Rows of every choice stand in the report,
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
            return str(dict(self.choices).get(key, key))
        return str(text or "")


@dataclass(frozen=True, slots=True)
class Measure:
    """What the rows of a group sum to, beside their number."""

    name: str
    label: str | Promise
    total: Callable[[], Any]
    kind: Kind = Kind.COUNT


_Keys = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    texts: list[str]
    now: int
    before: int
    sums: list[int]


@dataclass(frozen=True, kw_only=True)
class Growing(Report):
    """Counts of `model` now and before, by the groups of one of the `grouped` ways.

    `values` are columns held to some values, which the list's filters of these names take;
    `measures` beyond the count stand after it, of now.
    """

    name: str
    title: str | Promise
    explained: str | Promise
    model: type[models.Model]
    days: Days
    grouped: Mapping[str, Sequence[Group]]
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    measures: Sequence[Measure] = ()
    province: str = "province"
    county: str = "county"
    compares = True

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

    def groups(self, by: str) -> Sequence[Group]:
        return self.grouped.get(by) or next(iter(self.grouped.values()))

    def columns(self, groups: Sequence[Group]) -> list[Column]:
        return [
            *(Column(group.name, group.label) for group in groups),
            Column("now", _("This period"), Kind.COUNT),
            Column("before", _("Before"), Kind.COUNT),
            Column("ratio", _("Times"), Kind.RATIO),
            Column("growth", _("Growth"), Kind.PERCENT),
            *(Column(each.name, each.label, each.kind) for each in self.measures),
        ]

    def table(self, asked: Asked) -> Table:
        groups = self.groups(asked.by)
        found = self._empty(groups) | self._counted(groups, asked)
        rows = [self._row(groups, keys, line, asked) for keys, line in found.items()]
        totals = self._totals(groups, list(found.values()), asked)
        return Table(self.columns(groups), rows, totals, chart="now")

    def _counted(self, groups: Sequence[Group], asked: Asked) -> dict[_Keys, _Line]:
        now, before = asked.periods.now, asked.periods.before
        within = self.days.holds(now), self.days.holds(before)
        held = {f"{name}__in": each for name, each in self.values.items()}
        rows = asked.of_place(
            self.model._default_manager.filter(within[0] | within[1], **held),
            self.province, self.county,
        )  # fmt: skip
        by = {f"by_{each.name}": F(each.column) for each in groups}
        by |= {f"text_{each.name}": F(each.shown) for each in groups if each.shown}
        figures: dict[str, Any] = {
            "counted_now": Count("pk", filter=within[0]),
            "counted_before": Count("pk", filter=within[1]),
        }
        for each in self.measures:
            rows = rows.annotate(**{f"each_{each.name}": each.total()})
            summed = Sum(f"each_{each.name}", filter=within[0], output_field=BigIntegerField())
            figures[f"sum_{each.name}"] = Coalesce(summed, 0)
        found = rows.order_by(*(each.shown or each.column for each in groups))
        return {
            tuple(row[f"by_{each.name}"] for each in groups): _Line(
                [
                    each.text(row[f"by_{each.name}"], row.get(f"text_{each.name}"))
                    for each in groups
                ],
                row["counted_now"],
                row["counted_before"],
                [row[f"sum_{each.name}"] for each in self.measures],
            )
            for row in found.values(**by).annotate(**figures)
        }

    def _empty(self, groups: Sequence[Group]) -> dict[_Keys, _Line]:
        """A line for every choice of the only group, before anything is counted."""
        if len(groups) != 1 or not groups[0].choices:
            return {}
        held = self.values.get(groups[0].column)
        return {
            (key,): _Line([str(text)], 0, 0, [0 for _each in self.measures])
            for key, text in groups[0].choices
            if held is None or key in held
        }

    def _row(self, groups: Sequence[Group], keys: _Keys, line: _Line, asked: Asked) -> list[Cell]:
        narrowed = {group.parameter: [str(key)] for group, key in zip(groups, keys, strict=True)}
        links = ("", "") if None in keys else self._links(narrowed, asked)
        return [*(Cell(text) for text in line.texts), *self._figures(line, links)]

    def _totals(self, groups: Sequence[Group], lines: Sequence[_Line], asked: Asked) -> list[Cell]:
        total = _Line(
            [str(_("Total")), *("" for _each in groups[1:])],
            sum(line.now for line in lines),
            sum(line.before for line in lines),
            [sum(line.sums[at] for line in lines) for at in range(len(self.measures))],
        )
        texts = (Cell(text) for text in total.texts)
        return [*texts, *self._figures(total, self._links({}, asked))]

    @staticmethod
    def _figures(line: _Line, links: tuple[str, str]) -> list[Cell]:
        return [
            Cell(line.now, links[0]), Cell(line.before, links[1]),
            Cell(ratio(line.now, line.before)), Cell(growth(line.now, line.before)),
            *(Cell(each, links[0]) for each in line.sums),
        ]  # fmt: skip

    def _links(self, narrowed: Mapping[str, Sequence[str]], asked: Asked) -> tuple[str, str]:
        """The lists of what is counted now, and of what was before."""
        return (
            self._list_of(narrowed, asked.periods.now, asked),
            self._list_of(narrowed, asked.periods.before, asked),
        )

    def _list_of(self, narrowed: Mapping[str, Sequence[str]], period: Period, asked: Asked) -> str:
        name = self.model._meta.label_lower.replace(".", "_")
        query = {**self.values, **asked.place_query, **self.days.query(period), **narrowed}
        return f"{reverse(f'admin:{name}_changelist')}?{urlencode(query, doseq=True)}"
