"""What a report comes to: columns of known kinds, rows of cells, a line of totals.

Every rendering writes the same table; none counts anything itself.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from persian.dates import format_jalali
from persian.numbers import format_number, persian_digits

Value = str | int | float | datetime.date | None
NOTHING = "—"  # where there is no figure: a ratio to zero, a mean of none


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"  # of a paper: «1401/12/7», no amount
    YEAR = "year"
    COUNT = "count"
    RIAL = "rial"
    RATIO = "ratio"  # times, to one decimal
    PERCENT = "percent"  # hundredths
    DAYS = "days"
    DATE = "date"


FIGURES = frozenset({Kind.COUNT, Kind.RIAL, Kind.RATIO, Kind.PERCENT, Kind.DAYS})


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is what files for programs call it."""

    name: str
    label: str | Promise
    kind: Kind = Kind.TEXT

    @property
    def is_figure(self) -> bool:
        return self.kind in FIGURES

    @property
    def is_name(self) -> bool:
        """Whether it tells what a row is of; a date among the figures does not."""
        return self.kind is Kind.TEXT


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, and the list of the rows that it counts, "" where it counts none."""

    value: Value
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` may be read once, where a report has more than memory should hold.

    `chart` names the column of figures that a chart draws beside the first column of texts.
    """

    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    totals: Sequence[Cell] = ()
    chart: str = ""

    def index(self, name: str) -> int:
        return [column.name for column in self.columns].index(name)


def ratio(now: int, before: int) -> float | None:
    """How many times as many as before, to one decimal; None where there was none before."""
    return round(now / before, 1) if before else None


def percent(part: int, whole: int) -> int | None:
    """A part in hundredths of a whole; None where there is no whole."""
    return round(part * 100 / whole) if whole else None


def growth(now: int, before: int) -> int | None:
    """By how many hundredths it grew; None where there was none before."""
    return percent(now - before, before)


def shown(column: Column, value: Value) -> str:
    """A value as people read it: zero in a word, and a line where there is no figure."""
    if value is None:
        return NOTHING if column.is_figure else ""
    if isinstance(value, datetime.date):
        return format_jalali(value)
    if column.kind in (Kind.NUMBER, Kind.YEAR):
        return persian_digits(value)
    if isinstance(value, str):
        return value
    if value == 0 and column.kind in (Kind.COUNT, Kind.RIAL):
        return _("zero")
    if column.kind is Kind.PERCENT:
        return f"\u2066{format_number(value)}٪\u2069"  # the sign stays on the left of its number
    return format_number(value)
