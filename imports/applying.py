"""Applying a checked run: all of its rows in one transaction, or none."""

from collections.abc import Callable, Collection, Sequence

from django.db import connection, models
from django.db.models import Max

from imports import links
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
    stored = _stored(registry)
    with connection.cursor() as cursor:
        # Merged into a long index later, by the server itself: many times cheaper than row by row.
        cursor.execute("SET LOCAL gin_pending_list_limit = '64MB'")
        insert = _insert(registry, {*columns, *registry.derived}, "object_id", str)
        last = Row.objects.filter(run=run).aggregate(last=Max("number"))["last"] or 0
        new = defaults_json(registry, run)
        for first in range(0, last + 1, ROWS_AT_ONCE):
            cursor.execute(
                f"{insert} AND r.verdict = 'created' "
                f"AND r.number >= %(first)s AND r.number < %(next)s ORDER BY r.number, r.part",
                {"run": run.pk, "new": new, "first": first, "next": first + ROWS_AT_ONCE},
            )
            progress("apply", min(first + ROWS_AT_ONCE, last), last)
        links.write(cursor, run, registry)
        is_timed = "updated_at" in stored
        changed = [name for name in columns if name in stored and name not in registry.only_new]
        if not changed or not run.updated:
            return
        cursor.execute(
            f"""
            UPDATE {registry.model._meta.db_table} e
            SET ({", ".join(f'"{name}"' for name in changed)}{", updated_at" if is_timed else ""}) =
                (SELECT {", ".join(_changed(registry, name) for name in changed)}
                    {", now()" if is_timed else ""}
                 FROM jsonb_populate_record(e, staged.values) new)
            FROM imports_row staged
            WHERE staged.run_id = %(run)s AND staged.verdict = 'updated'
            AND staged.object_id = e.id
            """,
            {"run": run.pk},
        )


def _changed(registry: Registry, name: str) -> str:
    """SQL for what a column of a registered row `e` becomes: what the file says, unless the
    register keeps it."""
    condition = registry.kept.get(name)
    return (
        f'CASE WHEN {condition} THEN e."{name}" ELSE new."{name}" END'
        if condition
        else (f'new."{name}"')
    )


def write_parents(run: Run, registry: Registry) -> None:
    """Insert what the new rows of the run bring in; comes before them, in the same transaction."""
    parent = registry.parent
    if parent is None or not run.brought:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT jsonb_object_keys(values) FROM imports_row "
            "WHERE run_id = %s AND brings IS NOT NULL",
            [run.pk],
        )
        told = {name for (name,) in cursor.fetchall()}
        of = parent.registry
        given = {name for name in _stored(of) if parent.staged(name) in told}
        cursor.execute(
            f"{_insert(of, given, 'brings', parent.staged)} AND r.brings IS NOT NULL "
            f"ORDER BY r.brings",
            {"run": run.pk, "new": defaults_json(of, run)},
        )


def _stored(registry: Registry | type[Registry]) -> list[str]:
    """The columns of the table that are written, all but its id."""
    return [
        str(field.column)
        for field in registry.model._meta.concrete_fields
        if not field.primary_key and not isinstance(field, models.GeneratedField)
    ]


def _insert(
    registry: Registry | type[Registry],
    given: Collection[str],
    key: str,
    staged: Callable[[str], str],
) -> str:
    """SQL that inserts rows of the run under the id that they have in the column `key`. `given` are
    the columns of the table that the file fills, `staged` the names under which it does."""
    table, stored = registry.model._meta.db_table, _stored(registry)
    new = ", ".join(
        will_hold(registry.model, name, f'blank."{name}"', given, staged) for name in stored
    )
    listed = ", ".join(f'"{name}"' for name in stored)
    return f"""
        WITH blank AS MATERIALIZED (
            SELECT * FROM jsonb_populate_record(NULL::{table}, %(new)s::jsonb)
        )
        INSERT INTO {table} (id, {listed})
        SELECT r.{key}, {new} FROM imports_row r CROSS JOIN blank
        WHERE r.run_id = %(run)s"""
