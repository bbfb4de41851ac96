"""What a row changes in the register, field by field, as people read the values."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db import models
from django.utils.dateparse import parse_date

from imports.columns import Column
from imports.models import Row
from imports.registry import Registry
from imports.shown import Change
from persian.dates import format_jalali
from persian.identifiers import mask
from persian.rough_dates import Precision, with_precision

CLOSED = (
    "•••"  # what stands in a record that is closed to who imports (`Registry.stored_is_closed`)
)


class Changes:
    """`shown` gives a text as the person may read it; whoever is not `is_unmasked` sees the values
    of personal columns masked."""

    def __init__(
        self, registry: type[Registry], *, is_unmasked: bool, shown: Callable[[str], str]
    ) -> None:
        self._is_unmasked, self._shown = is_unmasked, shown
        self._is_closed = registry.stored_is_closed
        self._fields: dict[str, Any] = {
            column.attname: column for column in registry.model._meta.concrete_fields
        }
        self._dates = {
            field.precision: name
            for name, field in self._fields.items()
            if getattr(field, "precision", "")
        }
        # The columns of the registry by the field of its model.
        self._declared: dict[str, Column] = {
            column.field: column for column in registry.stored().values()
        }

    def of(self, rows: Iterable[Row]) -> dict[int, list[Change]]:
        """For each row, by id, what it changes."""
        rows = list(rows)
        named = self._named(rows)
        return {row.pk: list(self._of_row(row, named)) for row in rows}

    def _of_row(self, row: Row, named: dict[str, dict[int, str]]) -> Iterator[Change]:
        stored = {**row.values, **row.before}
        # How much is known of a date is told with it, even where nothing else of it changes.
        for attname in dict.fromkeys(self._dates.get(name, name) for name in row.before):
            field = self._fields[attname]
            yield Change(
                self._label(field),
                self._stored(field, dated(field, stored), named),
                self._value(field, dated(field, row.values), named),
            )

    def _stored(self, column: Any, value: Any, named: dict[str, dict[int, str]]) -> str:
        return CLOSED if self._is_closed else self._value(column, value, named)

    def _label(self, field: Any) -> str:
        """What a column of the table is called in files; its own name where no file fills it."""
        declared = self._declared.get(field.name)
        return str(declared.label if declared else field.verbose_name)

    def _named(self, rows: Iterable[Row]) -> dict[str, dict[int, str]]:
        """Names of the rows that changed keys point to: one query for each such column."""
        keys: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            for attname, before in row.before.items():
                if self._fields[attname].is_relation:
                    keys[attname] |= {before, row.values.get(attname)} - {None}
        return {
            attname: {
                pk: str(found)
                for pk, found in self._fields[attname]
                .related_model._default_manager.in_bulk(wanted)
                .items()
            }
            for attname, wanted in keys.items()
        }

    def _value(self, column: Any, value: Any, named: dict[str, dict[int, str]]) -> str:
        if value is None or value == "":
            return ""
        if column.is_relation:
            return named[column.attname].get(value, "—")
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        if isinstance(value, datetime.date):
            return format_jalali(value)
        declared = self._declared.get(column.name)
        if declared is not None and declared.personal and not self._is_unmasked:
            return mask(str(value))
        return self._shown(str(value))


def dated(field: Any, values: Mapping[str, Any]) -> Any:
    """The value of a column among others; a date with how much of it is known."""
    value, precision = values.get(field.attname), getattr(field, "precision", "")
    if isinstance(field, models.DateField) and value and (date := parse_date(str(value))):
        return with_precision(date, values.get(precision) or Precision.DAY)
    return value
