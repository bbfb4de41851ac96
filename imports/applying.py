"""Applying a checked run: all of its rows in one transaction, or none."""

from collections.abc import Sequence

from django.db import connection, models
from django.db.models import Max

from imports.comparing import defaults_json, will_hold
from imports.models import Row, Run
from imports.progress import Progress
from imports.registry import Registry

ROWS_AT_ONCE = 10_000  # written by one statement


def hold(run: Run, registry: Registry) -> None:
    """Keep the registered rows that the run writes from being changed by anybody else until the
    caller's transaction ends. Whoever is changing one now is waited for."""
    table = registry.model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT FROM {table} stored JOIN imports_row r "
            f"ON r.object_id = stored.id WHERE r.run_id = %s "
            f"AND r.verdict IN ('created', 'updated') "
            f"ORDER BY stored.id FOR UPDATE OF stored) held",
            [run.pk],
        )


def write(run: Run, registry: Registry, columns: Sequence[str], progress: Progress) -> None:
    """Insert the new rows and change the changed ones. Runs in the caller's transaction.

    `columns` are the columns of the table that the file fills. The history's triggers see every
    row. Raises IntegrityError when the register changed since the check in a way that a constraint
    forbids.
    """
    table = registry.model._meta.db_table
    stored = [
        str(field.column)
        for field in registry.model._meta.concrete_fields
        if not field.primary_key and not isinstance(field, models.GeneratedField)
    ]
    with connection.cursor() as cursor:
        # Merged into a long index later, by the server itself: many times cheaper than row by row.
        cursor.execute("SET LOCAL gin_pending_list_limit = '64MB'")
        given = {*columns, *registry.derived}
        new = ", ".join(
            will_hold(registry.model, name, f'blank."{name}"', given) for name in stored
        )
        listed = ", ".join(f'"{name}"' for name in stored)
        defaults = defaults_json(registry, run)
        last = Row.objects.filter(run=run).aggregate(last=Max("number"))["last"] or 0
        for first in range(0, last + 1, ROWS_AT_ONCE):
            cursor.execute(
                f"""
                WITH blank AS MATERIALIZED (
                    SELECT * FROM jsonb_populate_record(NULL::{table}, %(new)s::jsonb)
                )
                INSERT INTO {table} (id, {listed})
                SELECT r.object_id, {new} FROM imports_row r CROSS JOIN blank
                WHERE r.run_id = %(run)s AND r.verdict = 'created'
                AND r.number >= %(first)s AND r.number < %(next)s ORDER BY r.number
                """,
                {
                    "run": run.pk,
                    "new": defaults,
                    "first": first,
                    "next": first + ROWS_AT_ONCE,
                },
            )
            progress("apply", min(first + ROWS_AT_ONCE, last), last)
        changed = [name for name in columns if name in stored and name not in registry.only_new]
        if not changed or not run.updated:
            return
        cursor.execute(
            f"""
            UPDATE {table} stored SET ({", ".join(f'"{name}"' for name in changed)}, updated_at) =
                (SELECT {", ".join(f'new."{name}"' for name in changed)}, now()
                 FROM jsonb_populate_record(stored, staged.values) new)
            FROM imports_row staged
            WHERE staged.run_id = %(run)s AND staged.verdict = 'updated'
            AND staged.object_id = stored.id
            """,
            {"run": run.pk},
        )
