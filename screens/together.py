"""Rows of several tables in one query.

Each row comes as the JSON that PostgreSQL makes of it, so that tables with different columns stand
in one `UNION`, and becomes an object of its model here. For pages that name a few rows of many
tables; a query for each would cost them a way to the database and back each time.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import F, Func, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast

Row = dict[str, Any]


class _WholeRow(Func):
    """The row that a column stands in, with every column of its table, as JSON."""

    output_field = models.JSONField()

    def as_sql(
        self, compiler: Any, connection: Any, *_: Any, **_extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        (column,) = self.get_source_expressions()
        return f"to_jsonb({compiler.quote_name_unless_alias(column.alias)})", ()


def _json_of(column: str) -> Cast:
    # As text, since numbers with a point become `float` when Django reads JSON.
    return Cast(_WholeRow(F(column)), models.TextField())


def object_of(model: type[models.Model], text: str) -> Any:
    """The object of a row, as a query of its model would have made it."""
    row: Row = json.loads(text, parse_float=Decimal)
    fields = model._meta.concrete_fields
    values = [_python_of(each, row[str(each.column)]) for each in fields]
    return model.from_db(DEFAULT_DB_ALIAS, [each.attname for each in fields], values)


def _python_of(field: models.Field[Any, Any], value: Any) -> Any:
    """Bytes come as PostgreSQL writes them, «\\x01ff»; of other fields Django knows the way."""
    if isinstance(field, models.BinaryField) and value is not None:
        return bytes.fromhex(value.removeprefix("\\x"))
    return field.to_python(value)


def events_of(rows: Sequence[QuerySet[Any] | None]) -> dict[tuple[int, int], Any]:
    """Events by the number of their query and their key, each with the event of the same row
    that came before it (`event_before`). One query."""
    lines = {}
    for number, events in enumerate(rows):
        if events is None:
            continue
        every = events.model._default_manager.filter(
            pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id")
        )
        lines[number] = events.annotate(
            line=Value(number),
            whole=_json_of("pgh_id"),
            older=Subquery(every.order_by("-pgh_id").values(as_json=_json_of("pgh_id"))[:1]),
        ).values_list("line", "whole", "older")
    found = {}
    for number, whole, older in _together(list(lines.values())):
        model = rows[number].model
        event = object_of(model, whole)
        event.event_before = object_of(model, older) if older else None
        found[number, event.pgh_id] = event
    return found


def rows_together(
    wanted: Mapping[type[models.Model], Collection[int]],
) -> dict[type[models.Model], dict[Any, Any]]:
    """The rows of several models by their keys, as `in_bulk` gives those of one. One query."""
    chosen = list(wanted)
    lines = [
        model._default_manager.filter(pk__in=wanted[model])
        .order_by()
        .annotate(line=Value(number), whole=_json_of(model._meta.pk.name))
        .values_list("line", "whole")
        for number, model in enumerate(chosen)
    ]
    found: dict[type[models.Model], dict[Any, Any]] = {model: {} for model in chosen}
    for number, whole in _together(lines):
        row = object_of(chosen[number], whole)
        found[chosen[number]][row.pk] = row
    return found


def _together(lines: Sequence[QuerySet[Any, Any]]) -> list[Any]:
    if len(lines) < 2:
        return [row for line in lines for row in line]
    return list(lines[0].union(*lines[1:], all=True))
