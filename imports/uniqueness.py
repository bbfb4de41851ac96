"""Rows that would take what only one registered row may have, asked of all rows beforehand.

The number and the likeness by which rows are matched need no question here: a row that shares them
with a registered one is that row.
"""

import re

from django.db import connection, models
from django.utils.translation import gettext as _

from accounts.fields import column_of
from accounts.taken import TAKEN_PLACES
from imports.binding import BoundColumn
from imports.comparing import defaults_json, will_hold
from imports.given import attnames as of_all_rows
from imports.models import Run
from imports.registry import Registry
from imports.staging import report

_WORD = re.compile(r"\w+").findall


def refuse_what_is_taken(run: Run, registry: Registry, columns: list[BoundColumn]) -> None:
    """Refuse what a unique constraint forbids, also against rows of other offices."""
    matched_by = {registry.number, *registry.likeness[:1]}
    for constraint in registry.model._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint) or not constraint.fields:
            continue
        names = [column_of(registry.model, name).attname for name in constraint.fields]
        bound = [column for column in columns if {*names} & {*column.fills}]
        if not bound or matched_by & set(names):
            continue
        message = str(constraint.violation_error_message) or _(
            "The database does not accept this row."
        )
        rows = _taken(run, registry, constraint.name, names, columns)
        if rows:
            report(rows, bound[0], constraint.name, message)


def _taken(
    run: Run, registry: Registry, name: str, names: list[str], columns: list[BoundColumn]
) -> list[int]:
    """The staged rows that would break the unique index `name`."""
    model = registry.model
    table = model._meta.db_table
    same = " AND ".join(f"other.{column} = changed.{column}" for column in names)
    given = {name for column in columns for name in column.fills} | set(registry.derived)
    given.update(of_all_rows(run, registry))
    taken = TAKEN_PLACES.format(
        index="%(index)s::regclass", rows="(SELECT jsonb_agg(row ORDER BY place) FROM numbered)"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(pg_get_expr(indpred, indrelid), 'true') FROM pg_index "
            "WHERE indexrelid = %s::regclass",
            [name],
        )
        condition = cursor.fetchone()[0]
        asked = {*names, *(word for word in _WORD(condition) if word in _columns(model))}
        stored = "CASE r.verdict WHEN 'created' THEN blank.{0} ELSE e.{0} END"
        new = ", ".join(
            f'{will_hold(model, column, stored.format(column), given)} AS "{column}"'
            for column in sorted(asked)
        )
        cursor.execute(
            f"""
            WITH changed AS MATERIALIZED (
                SELECT * FROM (
                    SELECT r.id AS staged_id, r.object_id AS own_id, {new}
                    FROM imports_row r LEFT JOIN {table} e ON e.id = r.object_id
                    CROSS JOIN jsonb_populate_record(NULL::{table}, %(new)s::jsonb) blank
                    WHERE r.run_id = %(run)s AND (r.verdict = 'created'
                        OR r.verdict = 'updated' AND r.before ?| %(bound)s)
                ) each WHERE ({condition})
            )
, numbered AS MATERIALIZED (
                SELECT *, to_jsonb(changed) || jsonb_build_object('id', own_id) AS row,
                    row_number() OVER (ORDER BY staged_id) AS place
                FROM changed
            )
            SELECT staged_id FROM numbered changed WHERE place IN ({taken})
            OR EXISTS (SELECT FROM changed other WHERE {same} AND other.own_id < changed.own_id)
            """,
            {
                "run": run.pk,
                "index": name,
                "bound": names,
                "new": defaults_json(registry, run),
            },
        )
        return [staged for (staged,) in cursor.fetchall()]


def _columns(model: type[models.Model]) -> set[str]:
    return {str(field.column) for field in model._meta.concrete_fields}
