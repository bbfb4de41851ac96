"""Which registered row a row of a file speaks of: by its number, else by what it is alike in.

Where several could be meant, none is guessed: the row is refused and says why. Works on the table
`compared` that `comparing` makes; all rows are asked about at once.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from imports.registry import Registry
from imports.staging import report


def find(
    cursor: CursorWrapper, registry: Registry, places: Sequence[str], parameters: dict[str, Any]
) -> None:
    """Set `object_id` of each row with a counterpart, `is_ambiguous` where several could be.

    `places` are the columns besides the name that the file fills.
    """
    look_up(cursor, registry, places, parameters)
    # Two rows of the file that speak of one registered row: what names its number is that row.
    cursor.execute(
        """
        UPDATE compared SET object_id = NULL, is_ambiguous = true FROM (
            SELECT object_id AS shared FROM compared WHERE object_id IS NOT NULL
            GROUP BY object_id HAVING count(*) > 1
        ) several WHERE object_id = shared AND NOT is_sure
        """
    )


def look_up(
    cursor: CursorWrapper,
    registry: Registry | type[Registry],
    places: Sequence[str],
    parameters: dict[str, Any],
) -> None:
    """The same where several rows may speak of one registered row."""
    table = registry.model._meta.db_table
    number = registry.number
    within = "".join(f" AND e.{name} = i.{name}" for name in registry.number_with)
    cursor.execute(
        f"UPDATE compared i SET object_id = e.id, is_sure = true FROM {table} e "
        f"WHERE e.{number} = i.number AND e.province_id = %(province)s{within}",
        parameters,
    )
    if not registry.likeness:
        return
    key, *every_place = registry.likeness
    alike = "".join(
        f" AND (i.{place} IS NULL OR e.{place} IS NOT DISTINCT FROM i.{place})" for place in places
    )
    # Without a number, name and places tell rows apart; where the row lacks a place they do not.
    bare = "false"
    if list(places) == every_place:
        placed = " AND ".join(f"bool_and(i.{place} IS NOT NULL)" for place in places) or "true"
        bare = f"count(*) FILTER (WHERE e.{number} IS NULL) = 1 AND {placed}"
    cursor.execute(
        f"""
        UPDATE compared SET object_id = found.object_id, is_ambiguous = found.object_id IS NULL
        FROM (
            SELECT i.id, CASE WHEN {bare} THEN min(e.id) FILTER (WHERE e.{number} IS NULL)
                WHEN count(*) = 1 THEN min(e.id) END AS object_id
            FROM compared i JOIN {table} e
            ON e.province_id = %(province)s AND e.{key} = i.key{alike}
            AND (i.number IS NULL OR e.{number} IS NULL)
            WHERE i.object_id IS NULL GROUP BY i.id
        ) found WHERE found.id = compared.id
        """,
        parameters,
    )


def refuse_ambiguous(cursor: CursorWrapper) -> int:
    """Refuse the rows that `find` could not tell; how many they are."""
    cursor.execute("SELECT id FROM compared WHERE is_ambiguous")
    rows = [row for (row,) in cursor.fetchall()]
    if rows:
        message = _(
            "This row fits several rows of the register or of this file. "
            "Fill in the number and the place that tell them apart."
        )
        report(rows, None, "ambiguous", message)
    return len(rows)


def renew_lost(cursor: CursorWrapper, sequence: str) -> int:
    """Rows whose counterpart has gone from the register since the check are new; how many."""
    cursor.execute(
        """
        UPDATE imports_row r SET verdict = 'created', object_id = nextval(%s), before = '{}'
        FROM compared c
        WHERE c.object_id IS NULL AND NOT c.is_ambiguous AND r.id = c.id AND r.verdict <> 'created'
        """,
        [sequence],
    )
    return int(cursor.rowcount)
