"""Staged rows: what a check found out about each row of a file, kept in the database.

Rows are written while the next ones are still being cleaned. What is found out later, by asking the
database about all of them at once, is written to the rows that it concerns.
"""

import select
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import orjson
import psycopg
from django.db import connection

from imports.binding import BoundColumn
from imports.cleaning import Cell, Severity
from imports.models import Run
from imports.registry import Registry
from imports.rows import CheckedRow, problem

NUL = "\\u0000"
ASSUMED = "assumed"  # in the values of a staged row, until it is known whether the row is new


@contextmanager
def staging(run: Run, registry: Registry) -> Iterator[Callable[[Sequence[CheckedRow]], None]]:
    """Gives a function that writes rows; while the server stores them, the caller goes on.

    New rows receive the id that they will have in the register. Runs in the caller's transaction.
    An error of the server is raised at the end at the latest.
    """
    with connection.wrap_database_errors:
        connection.ensure_connection()
        server: psycopg.Connection[Any] = connection.connection
        cursor = psycopg.Cursor(server)
        statement = _STAGE.format(sequence=sequence_of(registry)).encode()

        def stage(rows: Sequence[CheckedRow]) -> None:
            _wait_until_sent(server)
            cursor.execute(statement, [run.pk, run.province_id, _as_json(rows)])

        with server.pipeline():
            yield stage


def _wait_until_sent(server: psycopg.Connection[Any]) -> None:
    """Wait for the server to take what it was sent, which would pile up here where it is slower."""
    while server.pgconn.flush():
        select.select([], [server.pgconn.socket], [])


_STAGE = """
INSERT INTO imports_row (run_id, province_id, number, part, verdict, is_warned, object_id, cells,
    values, before, problems)
SELECT %s, %s, (row->0)::int, (row->5)::int, row->>1, row->2 <> '[]' AND row->>1 <> 'rejected',
    CASE row->>1 WHEN 'created' THEN nextval('{sequence}') END, row->4, row->3, '{{}}', row->2
FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY staged (row, place) ORDER BY place
"""


def sequence_of(registry: Registry | type[Registry]) -> str:
    """The sequence that gives a registry's rows their ids."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [registry.model._meta.db_table])
        return str(cursor.fetchone()[0])


def _as_json(rows: Sequence[CheckedRow]) -> str:
    """Rows as the database can keep them: its JSON knows no NUL, and no halves of characters."""
    listed: list[list[Any]] = [
        [row.number, row.verdict, row.problems, _values(row), row.cells, row.part] for row in rows
    ]
    try:
        written = orjson.dumps(listed).decode()
    except orjson.JSONEncodeError:  # a half of a character, or a number of more than 19 digits
        written = NUL
    if NUL not in written:
        return written
    for row in listed:
        row[4] = [_storable(cell) for cell in row[4]]
    return orjson.dumps(listed).decode()


def _values(row: CheckedRow) -> dict[str, Any]:
    return {**row.values, ASSUMED: row.assumed} if row.assumed else row.values


def _storable(cell: Cell) -> Cell:
    if isinstance(cell, str | int) and not isinstance(cell, bool):
        return str(cell).replace("\0", "").encode("utf-8", "replace").decode()
    return cell


def report(
    rows: Iterable[int],
    column: BoundColumn | None,
    code: str,
    message: str,
    severity: Severity = Severity.REFUSES,
) -> None:
    """Write what is wrong to the staged rows of these ids; refused rows lose their place.

    Of a repeated column each row is told the one that it stands in.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE imports_row SET verdict = CASE WHEN %(refused)s THEN 'rejected' ELSE verdict END,
                is_warned = NOT %(refused)s,
                object_id = CASE WHEN NOT %(refused)s THEN object_id END,
                before = CASE WHEN %(refused)s THEN '{}' ELSE before END,
                problems = problems ||
                    jsonb_build_array(%(problem)s::jsonb || jsonb_build_object('row', number)
                        || coalesce(%(own)s::jsonb -> part::text, '{}'))
            WHERE id = ANY(%(rows)s)
            """,
            {
                "rows": list(rows),
                "refused": severity is Severity.REFUSES,
                "problem": orjson.dumps(problem(column, code, message, severity)).decode(),
                "own": orjson.dumps(
                    {str(part): {"column": title} for part, title in column.titles.items()}
                    if column
                    else {}
                ).decode(),
            },
        )
