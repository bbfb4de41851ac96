"""Tests that commit, as those in a browser do, leave the database as the migrations left it.

The application may not empty its tables, so an administrator does. What the migrations filled
(provinces, counties, fields) stays, and comes back as it was where a test has changed it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql


@contextmanager
def empty_after_committed_tests(administrator: psycopg.Connection) -> Iterator[None]:
    """Within this block, `TransactionTestCase` empties its tables by way of `administrator`."""
    names = [
        row[0]
        for row in administrator.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        )
    ]
    kept = _filled(administrator, names)
    emptied = [name for name in names if name not in kept]
    filled_with = {name: _rows(administrator, name) for name in kept}

    def empty(case: TransactionTestCase) -> None:
        # Whoever is still connected (a thread that was left, a lost transaction) would be waited
        # for without end.
        connections.close_all()
        administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        # A few rows of a few tables: TRUNCATE of all of them makes some hundred files anew.
        with _without_triggers(administrator) as cursor:
            for name in _filled(administrator, emptied):
                cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
        for name, rows in filled_with.items():
            if _rows(administrator, name) != rows:
                _bring_back(administrator, name, rows)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


def _filled(administrator: psycopg.Connection, names: list[str]) -> set[str]:
    questions = sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {} WHERE EXISTS (SELECT 1 FROM {})").format(
            sql.Literal(name), sql.Identifier(name)
        )
        for name in names
    )
    return {row[0] for row in administrator.execute(questions)}


def _rows(administrator: psycopg.Connection, name: str) -> bytes:
    """What a table holds but for what it makes itself, as COPY writes it, by its first column."""
    copied = sql.SQL("COPY (SELECT {} FROM {} ORDER BY 1) TO STDOUT")
    columns, table = _columns(administrator, name), sql.Identifier(name)
    with administrator.cursor().copy(copied.format(columns, table)) as copy:
        return b"".join(copy)


@contextmanager
def _without_triggers(administrator: psycopg.Connection) -> Iterator[psycopg.Cursor]:
    """No trigger and no foreign key asks: what is put back is what they have seen before."""
    with administrator.transaction(), administrator.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor


def _bring_back(administrator: psycopg.Connection, name: str, rows: bytes) -> None:
    columns, table = _columns(administrator, name), sql.Identifier(name)
    with _without_triggers(administrator) as cursor:
        cursor.execute(sql.SQL("DELETE FROM {}").format(table))
        with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(table, columns)) as copy:
            copy.write(rows)


def _columns(administrator: psycopg.Connection, name: str) -> sql.Composed:
    found = administrator.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 "
        "AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        [f'"{name}"'],
    )
    return sql.SQL(", ").join(sql.Identifier(column) for (column,) in found)
