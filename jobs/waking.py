"""What all work beside the web server shares (`manage.py work`, however many there are).

A row says what is asked; whoever works on it holds a lock that the database lets go when the
worker dies, so that the next one begins anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection

from accounts import scope

CHANNEL = "work_asked"


def call() -> None:
    """Wake the workers, when the transaction that asks for something is committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


def wait(seconds: float) -> None:
    """Until something is asked, or so many seconds have passed."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    for _notice in connection.connection.notifies(timeout=seconds, stop_after=1):
        pass


@contextmanager
def held(kind: int, key: int) -> Iterator[bool]:
    """Whether this worker alone works on the row of that key among its kind.

    The lock dies with the session.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [kind, key % 2**31])
        is_mine = bool(cursor.fetchone()[0])
    try:
        yield is_mine
    finally:
        if is_mine and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [kind, key % 2**31])


def beside() -> psycopg.Connection:
    """A connection of its own, in the scope of the system, that commits each statement.

    For progress: what the work itself writes is seen by nobody before its end. The caller closes
    it.
    """
    wanted = connection.get_connection_params()
    kept = ("dbname", "user", "password", "host", "port")
    server = psycopg.connect(
        **{name: wanted[name] for name in kept if name in wanted}, autocommit=True
    )
    scope.apply_beside(scope.Scope(scope.Kind.SYSTEM), server)
    return server
