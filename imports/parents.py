"""The rows that a file's rows belong to (`registry.Parent`): found in the register, or brought in.

All rows of a file are asked about at once. What a file says of a registered parent changes nothing
there; several rows that name one unknown parent bring it in once.
"""

from itertools import islice
from typing import Any

import orjson
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from imports import comparing, matching
from imports.binding import BoundColumn
from imports.cleaning import Severity
from imports.models import Row, Run
from imports.registry import Parent, ParentColumn, Registry
from imports.rows import CheckedRow
from imports.staging import report, sequence_of
from persian.text import fold

ROWS_AT_ONCE = 2_000


def fold_names(rows: list[CheckedRow], parent: Parent) -> None:
    """Stage with each row what its parent is looked for by, where it has no number."""
    name = parent.staged(parent.registry.folded_from)
    key = parent.staged(parent.registry.likeness[0])
    for row in rows:
        if (written := row.values.get(name)) is not None:
            row.values[key] = fold(written)


def find(run: Run, registry: Registry, columns: list[BoundColumn]) -> None:
    """Note with each taken row the registered parent that it speaks of."""
    parent = registry.parent
    if parent is None:
        return
    of = parent.registry
    comparing.refuse_what_is_registered_elsewhere(run, columns, of, parent.staged(of.number))
    with connection.cursor() as cursor:
        _look_up(cursor, run, registry, parent)
        cursor.execute(
            "UPDATE imports_row r "
            "SET values = r.values || jsonb_build_object(%s::text, c.object_id) "
            "FROM compared c WHERE c.id = r.id AND c.object_id IS NOT NULL",
            [parent.key],
        )
        cursor.execute("SELECT id FROM compared WHERE is_ambiguous")
        ambiguous = [row for (row,) in cursor.fetchall()]
        cursor.execute(
            f"SELECT c.id FROM compared c JOIN {of.model._meta.db_table} e ON e.id = c.object_id "
            f"WHERE c.is_sure AND c.key <> e.{of.likeness[0]}"
        )
        renamed = [row for (row,) in cursor.fetchall()]
        cursor.execute("DROP TABLE compared")
    if ambiguous:
        report(ambiguous, _column(parent, columns), "ambiguous", _ambiguous(parent))
    column = _column(parent, columns)
    if renamed and column is not None:
        comparing.warn_of_difference(renamed, column, of)


def have_moved(run: Run, registry: Registry) -> bool:
    """Whether the parents of a checked run's rows are not in the register what they were then."""
    parent = registry.parent
    if parent is None:
        return False
    with connection.cursor() as cursor:
        _look_up(cursor, run, registry, parent)
        cursor.execute(
            """
            SELECT EXISTS (SELECT FROM compared WHERE is_ambiguous OR CASE
                WHEN staged IN (SELECT brings FROM imports_row WHERE run_id = %s
                    AND brings IS NOT NULL) THEN object_id IS NOT NULL
                ELSE object_id IS DISTINCT FROM staged END)
            """,
            [run.pk],
        )
        moved = bool(cursor.fetchone()[0])
        cursor.execute("DROP TABLE compared")
    return moved


def refuse_another(run: Run, registry: Registry, columns: list[BoundColumn]) -> None:
    """Known rows that the register has under another parent than the file: whichever of the two is
    wrong, nothing of the row is taken. One whose parent is not known at all is warned about."""
    parent = registry.parent
    if parent is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT r.id, r.values ? %(key)s FROM imports_row r "
            f"JOIN {registry.model._meta.db_table} e ON e.id = r.object_id "
            f"WHERE r.run_id = %(run)s AND r.verdict IN ('updated', 'unchanged') "
            f"AND (r.values->>%(key)s)::bigint IS DISTINCT FROM e.{parent.key} "
            f"AND r.values ?| %(named)s",
            {"run": run.pk, "key": parent.key, "named": _told_by(parent)},
        )
        found = cursor.fetchall()
    column = _column(parent, columns)
    if others := [row for row, is_known in found if is_known]:
        message = _(
            "The register has this %(noun)s under another %(parent)s. "
            "Correct its number, or the %(parent)s."
        ) % {"noun": registry.noun, "parent": parent.noun}
        report(others, column, "other_parent", message)
    unknown = [row for row, is_known in found if not is_known]
    if unknown and column is not None:
        comparing.warn_of_difference(unknown, column, registry)


def bring(run: Run, registry: Registry, columns: list[BoundColumn]) -> None:
    """Give the new rows whose parent the register lacks one that is brought in with them."""
    parent = registry.parent
    if parent is None:
        return
    with connection.cursor() as cursor:
        _collect(cursor, run, parent)
        cursor.execute("SELECT id, is_ambiguous FROM brought WHERE is_ambiguous OR key IS NULL")
        refused = cursor.fetchall()
        cursor.execute("DELETE FROM brought WHERE is_ambiguous OR key IS NULL")
        cursor.execute(_BRING, {"sequence": sequence_of(parent.registry), "key": parent.key})
        cursor.execute(
            "SELECT b.id FROM brought b JOIN bringing f USING (who) WHERE b.key <> f.key"
        )
        renamed = [row for (row,) in cursor.fetchall()]
        cursor.execute("DROP TABLE brought, bringing")
    column = _column(parent, columns)
    if ambiguous := [row for row, is_ambiguous in refused if is_ambiguous]:
        report(ambiguous, column, "ambiguous", _ambiguous(parent))
    if nameless := [row for row, is_ambiguous in refused if not is_ambiguous]:
        label = registry.parent_columns()[parent.registry.folded_from].label
        message = _("“%(field)s” is missing; without it a new row cannot be registered.")
        report(nameless, column, "missing", message % {"field": label})
    if renamed:
        message = _("Another row of this file names this %(noun)s differently; compare the two.")
        report(renamed, column, "differs", message % {"noun": parent.noun}, Severity.WARNS)
    _supply(run, parent)


def _look_up(cursor: CursorWrapper, run: Run, registry: Registry, parent: Parent) -> None:
    """The table `compared`: each taken row with its parent's id, if the register has one."""
    of = parent.registry
    given = {
        column.of.attname(of.model)
        for name in run.columns
        if name and isinstance(column := registry.columns()[name], ParentColumn)
    }
    cursor.execute(
        f"CREATE TEMPORARY TABLE compared ON COMMIT DROP AS "
        f"SELECT id, {_told(parent)}, (values->>%(key)s)::bigint AS staged, "
        f"NULL::bigint AS object_id, false AS is_sure, false AS is_ambiguous FROM imports_row "
        f"WHERE run_id = %(run)s AND verdict = ANY(%(taken)s)",
        {"run": run.pk, "key": parent.key, "taken": [v.value for v in comparing.TAKEN]},
    )
    cursor.execute("ANALYZE compared")
    places = [place for place in of.likeness[1:] if place in given]
    matching.look_up(cursor, of, places, {"province": run.province_id})
    # Two numbers for one registered parent that has none.
    cursor.execute(
        """
        UPDATE compared SET object_id = NULL, is_ambiguous = true FROM (
            SELECT object_id AS shared FROM compared
            WHERE object_id IS NOT NULL AND number IS NOT NULL AND NOT is_sure
            GROUP BY object_id HAVING count(DISTINCT number) > 1
        ) several WHERE object_id = shared AND NOT is_sure AND number IS NOT NULL
        """
    )


def _collect(cursor: CursorWrapper, run: Run, parent: Parent) -> None:
    """The table `brought`: the new rows without a parent, `who` telling which of them have one in
    common: by its number, else by what it is alike in."""
    likeness = ", ".join(("key", *parent.registry.likeness[1:]))
    cursor.execute(
        f"CREATE TEMPORARY TABLE brought ON COMMIT DROP AS "
        f"SELECT id, number AS line, part, {_told(parent)}, values ? %(name)s AS is_named, "
        f"false AS is_ambiguous, NULL::text[] AS who FROM imports_row "
        f"WHERE run_id = %(run)s AND verdict = 'created' AND NOT values ? %(key)s",
        {
            "run": run.pk,
            "key": parent.key,
            "name": parent.staged(parent.registry.folded_from),
        },
    )
    cursor.execute(
        f"""
        UPDATE brought SET key = named.key FROM (
            SELECT number, min(key) AS key FROM brought WHERE key IS NOT NULL GROUP BY number
        ) named WHERE brought.key IS NULL AND brought.number = named.number;
        UPDATE brought b SET number = CASE WHEN numbers = 1 THEN numbered.number END,
            is_ambiguous = numbers > 1
        FROM (
            SELECT {likeness}, min(number) AS number, count(DISTINCT number) AS numbers
            FROM brought WHERE number IS NOT NULL GROUP BY {likeness}
        ) numbered
        WHERE b.number IS NULL AND ({", ".join(f"b.{name}" for name in likeness.split(", "))})
            IS NOT DISTINCT FROM ({", ".join(f"numbered.{n}" for n in likeness.split(", "))});
        UPDATE brought SET who =
            CASE WHEN number IS NULL THEN ARRAY[{likeness}, '']::text[] ELSE ARRAY[number] END
        """
    )


_BRING = """
CREATE TEMPORARY TABLE bringing ON COMMIT DROP AS
SELECT who, id, key, nextval(%(sequence)s) AS brings FROM (
    SELECT * FROM (
        SELECT DISTINCT ON (who) who, id, key, line, part FROM brought
        ORDER BY who, is_named DESC, line, part
    ) first ORDER BY line, part OFFSET 0
) first;
UPDATE imports_row r SET values = r.values || jsonb_build_object(%(key)s::text, f.brings),
    brings = CASE WHEN f.id = r.id THEN f.brings END
FROM brought b JOIN bringing f USING (who) WHERE b.id = r.id
"""


def _supply(run: Run, parent: Parent) -> None:
    """Stage what a new row of the parent's registry stores besides what the file says of it."""
    if not Row.objects.filter(run=run, brings__isnull=False).exists():
        return
    registry, prefix = parent.registry(), parent.staged("")
    registry.province_id = run.province_id
    supply = parent.supply() if parent.supply else dict

    def supplied(pk: int, staged: dict[str, Any]) -> dict[str, Any]:
        values = {
            name.removeprefix(prefix): value
            for name, value in staged.items()
            if name.startswith(prefix)
        }
        given = {**supply(values), **values}
        more = {**registry.initial(given), **given}
        return {"id": pk, "more": {parent.staged(k): v for k, v in more.items()}}

    bringing = Row.objects.filter(run=run, brings__isnull=False).values_list("pk", "values")
    rows = bringing.iterator(chunk_size=ROWS_AT_ONCE)
    with connection.cursor() as cursor:
        while batch := [supplied(*row) for row in islice(rows, ROWS_AT_ONCE)]:
            cursor.execute(
                "UPDATE imports_row r SET values = r.values || found.more "
                "FROM jsonb_to_recordset(%s::jsonb) AS found (id bigint, more jsonb) "
                "WHERE found.id = r.id",
                [orjson.dumps(batch).decode()],
            )


def _told(parent: Parent) -> str:
    """SQL for what tells a staged row's parent apart: `number`, `key`, and the places."""
    of = parent.registry
    places = "".join(
        f", (values->>'{parent.staged(place)}')::{comparing.type_of(of.model, place)} AS {place}"
        for place in of.likeness[1:]
    )
    number, key = (parent.staged(name) for name in (of.number, of.likeness[0]))
    return f"values->>'{number}' AS number, values->>'{key}' AS key{places}"


def _told_by(parent: Parent) -> list[str]:
    return [parent.staged(name) for name in (parent.registry.number, parent.registry.likeness[0])]


def _column(parent: Parent, columns: list[BoundColumn]) -> BoundColumn | None:
    """The column of the file that names the parent: by name, else by number."""
    of = parent.registry
    for name in (of.folded_from, of.number):
        for column in columns:
            if column.attname == parent.staged(name):
                return column
    return None


def _ambiguous(parent: Parent) -> str:
    return _(
        "This row fits several rows of the list of %(registry)s. "
        "Fill in the number and the place that tell them apart."
    ) % {"registry": parent.registry.title}
