"""What an office reports of a year beside the year before: each room declares its figures.

A figure is counted in the scope of whoever looks, and opens the list of the rows that it counts. A
room declares its own in `AppConfig.ready()`; the dashboard shows them, and names no room.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import models
from django.db.models import Count, Q, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode

from accounts.models import User
from persian.dates import jalali_iso
from persian.numbers import format_number


@dataclass(frozen=True, slots=True)
class Period:
    """Days of one Jalali year, both ends included."""

    year: int
    first: datetime.date
    last: datetime.date

    def holds(self, field: str) -> Q:
        return Q(**{f"{field}__gte": self.first, f"{field}__lte": self.last})


@dataclass(frozen=True, slots=True)
class Growth:
    """What was counted in a period and in the one before, and how such a figure is written.

    `exact` is the figure in full where `written` shortens it.
    """

    label: str | Promise
    count: int
    before: int
    link: str = ""
    write: Callable[[int], str] = format_number
    write_exact: Callable[[int], str] | None = None

    @property
    def written(self) -> str:
        return self.write(self.count)

    @property
    def written_before(self) -> str:
        return self.write(self.before)

    @property
    def exact(self) -> str:
        return self.write_exact(self.count) if self.write_exact else ""

    @property
    def ratio(self) -> float | None:
        """How many times as many as before, to one decimal; None where there was none before."""
        return round(self.count / self.before, 1) if self.before else None

    @property
    def percent(self) -> int | None:
        """By how many hundredths it grew; None where there was none before."""
        return round((self.count - self.before) * 100 / self.before) if self.before else None


class Days(Protocol):
    """Which rows are of a period, and how a list is narrowed to them."""

    def holds(self, period: Period) -> Q: ...

    def query(self, period: Period) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class OnDays:
    """Rows by the day in a column; `range_filter` names the filter of the list for its days."""

    column: str
    range_filter: str

    def holds(self, period: Period) -> Q:
        return period.holds(self.column)

    def query(self, period: Period) -> dict[str, str]:
        return {
            f"{self.range_filter}_after": jalali_iso(period.first),
            f"{self.range_filter}_before": jalali_iso(period.last),
        }


@dataclass(frozen=True, slots=True)
class OfBudgetYear:
    """Rows that name their Jalali year and no day: those of the whole year, in both years."""

    column: str
    year_filter: str

    def holds(self, period: Period) -> Q:
        return Q(**{self.column: period.year})

    def query(self, period: Period) -> dict[str, str]:
        return {self.year_filter: str(period.year)}


@dataclass(frozen=True, slots=True)
class Line:
    """How many rows of `model` with `values` there are; where `total` is given, what that sums to.

    `values` are columns with their values, which the filters of the list of these names take.
    """

    label: str | Promise
    model: type[models.Model]
    days: Days
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    total: Callable[[], Any] | None = None
    write: Callable[[int], str] = format_number
    write_exact: Callable[[int], str] | None = None

    def may_be_seen_by(self, user: User) -> bool:
        return user.has_perm(f"{self.model._meta.app_label}.view_{self.model._meta.model_name}")

    def counts(self, key: int, now: Period, before: Period) -> models.QuerySet[Any, Any]:
        """One row with the figure's `key` and both counts; none where there is nothing to count."""
        held = {f"{name}__in": each for name, each in self.values.items()}
        within = self.days.holds(now), self.days.holds(before)
        rows = self.model._default_manager.filter(within[0] | within[1], **held).order_by()
        if self.total is not None:
            rows = rows.annotate(yearly_total=self.total())
        return rows.values(figure=Value(key)).annotate(
            now=self._figure(within[0]), before=self._figure(within[1])
        )

    def growth(self, count: int, earlier: int, now: Period) -> Growth:
        return Growth(self.label, count, earlier, self._list_of(now), self.write, self.write_exact)

    def _figure(self, within: Q) -> Any:
        if self.total is None:
            return Count("pk", filter=within)
        summed = Sum("yearly_total", filter=within, output_field=models.BigIntegerField())
        return Coalesce(summed, 0)

    def _list_of(self, period: Period) -> str:
        name = self.model._meta.label_lower.replace(".", "_")
        address = reverse(f"admin:{name}_changelist")
        return f"{address}?{urlencode({**self.values, **self.days.query(period)}, doseq=True)}"


_figures: list[tuple[int, Line]] = []


def declare(place: int, *figures: Line) -> None:
    """Report figures of each year; the least place stands first. For `AppConfig.ready()`."""
    _figures.extend((place, figure) for figure in figures)
    _figures.sort(key=lambda each: each[0])


def counted(user: User, now: Period, before: Period) -> list[Growth]:
    """The figures that this person may see, in their scope. One query for all."""
    figures = [figure for _place, figure in _figures if figure.may_be_seen_by(user)]
    parts = [figure.counts(key, now, before) for key, figure in enumerate(figures)]
    if not parts:
        return []
    rows = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    found = {row["figure"]: (row["now"], row["before"]) for row in rows}
    return [figure.growth(*found.get(key, (0, 0)), now) for key, figure in enumerate(figures)]
