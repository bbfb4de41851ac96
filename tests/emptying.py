"""Tests that commit, as those in a browser do, leave the database as the migrations left it.

The application may not empty its tables, so an administrator does. What the migrations filled
(provinces, counties, fields) stays; a test that commits must not change that.
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

    def empty(case: TransactionTestCase) -> None:
        # Whoever is still connected (a thread that was left, a lost transaction) would be waited
        # for without end.
        connections.close_all()
        administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        filled = _filled(administrator, emptied)
        if filled:
            tables = sql.SQL(", ").join(map(sql.Identifier, emptied))
            administrator.execute(sql.SQL("TRUNCATE {}").format(tables))

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
