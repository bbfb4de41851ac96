"""One value for all rows of what a file does not tell: `Run.given`.

It is cleaned once, as a cell of its field would be. What tells rows apart belongs to every row; of
anything else the register keeps what it knows, and only new rows get the value.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.policies import values_for
from imports.cleaning import Dates, Doubtful
from imports.columns import Column
from imports.models import Run
from imports.refusal import ImportRefused
from imports.registry import ParentColumn, Registry
from imports.rows import CheckedRow
from persian.errors import PersianValueError
from persian.rough_dates import Precision
from reading.doubts import Doubt


class Given:
    """The values that a run gives to all rows: those of `every` row, and of `new` ones, by the name
    under which they are staged."""

    def __init__(self, run: Run, registry: Registry) -> None:
        identity = {*registry.likeness, *registry.number_with}
        self.every: dict[str, Any] = {}
        self.new: dict[str, Any] = {}
        for name, value in cleaned(type(registry), run.given, run.province_id).items():
            column = registry.stored()[name]
            attname = column.attname(registry.model)
            is_every = isinstance(column, ParentColumn) or attname in identity
            (self.every if is_every else self.new)[attname] = value
            if precision := column.precision(registry.model):
                self.new[precision] = _how_much(column, run.given[name], run.province_id)

    def put(self, rows: list[CheckedRow]) -> None:
        for row in rows:
            row.values |= self.every
            row.assumed |= self.new


def cleaned(registry: type[Registry], given: Mapping[str, str], province_id: int) -> dict[str, Any]:
    """The values, by field. Raises ImportRefused where one cannot be taken."""
    decided = values_for(province_id) if given else {}
    values = {}
    for name, written in given.items():
        column = registry.stored()[name]
        try:
            value = column.make(province_id).decided(decided)(written)
        except PersianValueError as error:
            raise ImportRefused(
                "given_wrong",
                gettext_lazy("“%(field)s” cannot be this for all rows: %(reason)s"),
                {"field": column.label, "reason": str(error)},
            ) from error
        if isinstance(value, Doubtful):
            value = value.value
        if value in (None, ""):
            raise ImportRefused(
                "given_wrong",
                gettext_lazy("“%(field)s” cannot be this for all rows: %(reason)s"),
                {"field": column.label, "reason": _("It says nothing.")},
            )
        values[name] = value
    return values


def _how_much(column: Column, written: str, province_id: int) -> str:
    """How much is known of the date that is given to all rows."""
    clean = column.make(province_id).decided(values_for(province_id))
    reads = clean.precisions() if isinstance(clean, Dates) else None
    return str((reads and reads(written)) or Precision.DAY.value)


def attnames(run: Run, registry: Registry) -> list[str]:
    """What the given values fill, as `checking.attnames`."""
    stored = registry.stored()
    return [
        attname
        for name in run.given
        if name in stored
        for attname in stored[name].fills(registry.model)
    ]


def filled_by(registry: type[Registry], columns: Sequence[str | None]) -> set[str]:
    """The fields that the columns of a file fill."""
    declared = registry.columns()
    given = [declared[name] for name in columns if name]
    told = {field for whole in given for field in getattr(whole, "tells", ())}
    filled = {part.name for whole in given for part in whole.parts}
    return filled | {column.name for column in registry.stored().values() if column.field in told}


def check(
    registry: type[Registry],
    columns: Sequence[str | None],
    given: Mapping[str, str],
    province_id: int,
) -> None:
    """Raises ImportRefused where a value cannot be given to all rows."""
    filled, stored = filled_by(registry, columns), registry.stored()
    for name in given:
        column = stored.get(name)
        if column is None or not may_be_given(registry, column):
            raise ImportRefused(
                "given_unknown",
                gettext_lazy("“%(field)s” cannot be one and the same for all rows."),
                {"field": column.label if column else name},
            )
        if name in filled:
            raise ImportRefused(
                "given_twice",
                gettext_lazy(
                    "The file has a column for “%(field)s”; "
                    "leave that out before you give one value to all rows."
                ),
                {"field": column.label},
            )
    cleaned(registry, given, province_id)


def may_be_given(registry: type[Registry], column: Column) -> bool:
    """Whether rows can share a value: not what tells each from all others."""
    if isinstance(column, ParentColumn):
        return column.of.field not in (
            column.parent.registry.number,
            column.parent.registry.folded_from,
        )
    return column.field not in (registry.number, registry.folded_from)


def asked_for(registry: type[Registry]) -> Iterator[Column]:
    """The fields of which a person is asked one value for all rows."""
    return (column for column in registry.stored().values() if column.for_all)


def doubts(run: Run, registry: Registry) -> Iterator[Doubt]:
    """What all rows were given is told with the result."""
    stored = registry.stored()
    for name, written in run.given.items():
        label = stored[name].label
        message = _("The file does not tell “%(field)s”; all its rows were given “%(value)s”.")
        yield Doubt("given_for_all", message % {"field": label, "value": written}, field=name)
