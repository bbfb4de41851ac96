"""Rows that would take what only one registered row may have, asked of all rows beforehand.

The number and the likeness by which rows are matched need no question here: a row that shares them
with a registered one is that row.
"""

from typing import TYPE_CHECKING

from django.db import connection, models
from django.utils.translation import gettext as _

from accounts import scope
from imports.models import Run
from imports.registry import Registry
from imports.staging import report

if TYPE_CHECKING:
    from imports.checking import BoundColumn


def refuse_what_is_taken(run: Run, registry: Registry, columns: "list[BoundColumn]") -> None:
    """Refuse changes that a unique constraint forbids, also against rows of other offices."""
    matched_by = {registry.number, registry.likeness[0]}
    for constraint in registry.model._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint) or not constraint.fields:
            continue
        names = [registry.model._meta.get_field(name).attname for name in constraint.fields]  # type: ignore[union-attr]
        bound = [column for column in columns if column.attname in names]
        if not bound or matched_by & set(names):
            continue
        message = str(constraint.violation_error_message) or _(
            "The database does not accept this row."
        )
        rows = _taken(run, registry, constraint.name, names, bound)
        if rows:
            report(rows, bound[0], constraint.name, message)


def _taken(
    run: Run, registry: Registry, name: str, names: list[str], bound: "list[BoundColumn]"
) -> list[int]:
    """The staged rows whose change would break the unique index `name`."""
    table = registry.model._meta.db_table
    same = " AND ".join(f"other.{column} = changed.{column}" for column in names)
    with scope.system(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(pg_get_expr(indpred, indrelid), 'true') FROM pg_index "
            "WHERE indexrelid = %s::regclass",
            [name],
        )
        condition = cursor.fetchone()[0]
        cursor.execute(
            f"""
            WITH changed AS MATERIALIZED (
                SELECT r.id AS staged_id, new.*
                FROM imports_row r JOIN {table} e ON e.id = r.object_id
                CROSS JOIN LATERAL jsonb_populate_record(e, r.values) new
                WHERE r.run_id = %(run)s AND r.verdict = 'updated' AND r.before ?| %(bound)s
            )
            SELECT staged_id FROM changed WHERE ({condition}) AND (
                EXISTS (SELECT FROM {table} other WHERE {same} AND other.id <> changed.id)
                OR EXISTS (SELECT FROM changed other WHERE {same} AND other.id < changed.id)
            )
            """,
            {"run": run.pk, "bound": [column.attname for column in bound]},
        )
        return [staged for (staged,) in cursor.fetchall()]
