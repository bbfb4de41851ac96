"""What only a database administrator can do: logins, scope roles, the database, its extensions.

Everything here may be run again at any time.
"""

from collections.abc import Mapping
from typing import Any

import psycopg
from django.conf import settings
from django.db import NotSupportedError
from psycopg import sql

from accounts.scope import Kind, role_name
from persian import search

# What a session may not do to others of its login.
ABOVE_OTHERS = ("pg_terminate_backend(int, bigint)", "pg_cancel_backend(int)")
# Large objects are no table: no policy holds them, and offices could leave them for each other.
LARGE_OBJECTS = ("lo_create(oid)", "lo_creat(int)", "lo_from_bytea(oid, bytea)")
# In force at the start of each connection and after a RESET. A table of a session's own never
# stands before one of ours.
_EVERY_SESSION = {"timezone": "'UTC'", "search_path": "public, pg_temp"}
SESSIONS = {
    settings.WORKER_ROLE: _EVERY_SESSION,
    # All requests are one login, which might read in the server's list of activities what others
    # ask for: names, numbers, and how their scope is signed.
    settings.WEB_ROLE: {**_EVERY_SESSION, "track_activities": "off"},
}
EXTENSIONS = ("pg_trgm", "btree_gist")
# Trigrams are made of letters, and the character type says what a letter is: under "C" no Persian
# one. Order stays bytewise; names are sorted by keys of their own.
CHARACTER_TYPES = ("C.UTF-8", "C.utf8", "en_US.UTF-8", "fa_IR.UTF-8")
LOCK = 18020500  # of whoever makes roles, databases or tables: one at a time
MINIMUM_VERSION = 15
# The scopes that each login may enter: that of every row is for jobs and commands alone.
KINDS_OF_LOGIN = {
    settings.WEB_ROLE: frozenset(Kind) - {Kind.SYSTEM},
    settings.WORKER_ROLE: frozenset(Kind),
}


def prepare(
    administrator: dict[str, Any],
    database: str,
    *,
    passwords: Mapping[str, str] | None = None,
) -> None:
    """Make the roles and the database `database`, connected as `administrator` (Django's names).

    `passwords` are those of the logins, by name; a login that is not among them keeps its own.

    Raises psycopg.errors.InsufficientPrivilege when that login is not an administrator, and
    NotSupportedError when the server is too old.
    """
    with _connect(administrator, administrator["NAME"]) as connection:
        if connection.info.server_version < MINIMUM_VERSION * 10_000:
            raise NotSupportedError(f"PostgreSQL {MINIMUM_VERSION} or later is needed.")
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        _make_roles(connection, passwords or {})
        _make_database(connection, database)
        with _connect(administrator, database) as within:
            _make_schema(within, database)


def is_due(administrator: dict[str, Any], database: str) -> bool:
    """Whether the server knows one of our logins, or the database, not yet."""
    with _connect(administrator, administrator["NAME"]) as connection:
        found = connection.execute(
            "SELECT (SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)), "
            "EXISTS (SELECT FROM pg_database WHERE datname = %s)",
            [[settings.OWNER_ROLE, *settings.LOGINS], database],
        ).fetchone()
    return found != (1 + len(settings.LOGINS), True)


def _connect(login: dict[str, Any], database: str) -> psycopg.Connection[Any]:
    return psycopg.connect(
        dbname=database,
        user=login["USER"],
        password=login["PASSWORD"] or None,
        host=login["HOST"] or None,
        port=login["PORT"] or None,
        autocommit=True,
        **login.get("OPTIONS", {}),  # how the connection is kept from listeners
    )


def _make_roles(connection: psycopg.Connection[Any], passwords: Mapping[str, str]) -> None:
    existing = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
    bound = "LOGIN NOSUPERUSER NOBYPASSRLS NOINHERIT NOCREATEDB NOCREATEROLE"
    logins = {
        # The owner moves rows of every office in migrations, so no policy holds it.
        settings.OWNER_ROLE: "LOGIN NOSUPERUSER BYPASSRLS INHERIT",
        **dict.fromkeys(settings.LOGINS, bound),
    }
    for name, attributes in logins.items():
        password = passwords.get(name)
        verb = "ALTER" if name in existing else "CREATE"
        statement = sql.SQL("{} ROLE {} {}").format(
            sql.SQL(verb), sql.Identifier(name), sql.SQL(attributes)
        )
        if password:
            statement += sql.SQL(" PASSWORD {}").format(sql.Literal(password))
        connection.execute(statement)
        # A login may change what its own sessions begin with.
        connection.execute(sql.SQL("ALTER ROLE {} RESET ALL").format(sql.Identifier(name)))
        for setting, value in SESSIONS.get(name, {}).items():
            connection.execute(
                sql.SQL("ALTER ROLE {} SET {} = " + value).format(
                    sql.Identifier(name), sql.Identifier(setting)
                )
            )
    # A parallel worker's leader is asked for by a function that runs as the owner.
    connection.execute(
        sql.SQL("GRANT pg_read_all_stats TO {}").format(sql.Identifier(settings.OWNER_ROLE))
    )
    for kind in Kind:
        role = role_name(kind)
        if role not in existing:
            connection.execute(
                sql.SQL("CREATE ROLE {} NOLOGIN NOBYPASSRLS").format(sql.Identifier(role))
            )
        for name in settings.LOGINS:
            _let_enter(connection, name, role, may=kind in KINDS_OF_LOGIN[name])


def _let_enter(connection: psycopg.Connection[Any], login: str, role: str, *, may: bool) -> None:
    names = {"login": sql.Identifier(login), "role": sql.Identifier(role)}
    if not may:
        connection.execute(sql.SQL("REVOKE {role} FROM {login}").format(**names))
        return
    # Before version 16 the NOINHERIT of the login alone says so.
    options = " WITH INHERIT FALSE, SET TRUE" if connection.info.server_version >= 160_000 else ""
    connection.execute(sql.SQL("GRANT {role} TO {login}" + options).format(**names))


def _make_database(connection: psycopg.Connection[Any], database: str) -> None:
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
    if found.fetchone() is not None:
        return
    statement = sql.SQL(
        "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' "
        "LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE {}"
    )
    for number, character_type in enumerate(CHARACTER_TYPES, start=1):
        try:
            connection.execute(
                statement.format(
                    sql.Identifier(database),
                    sql.Identifier(settings.OWNER_ROLE),
                    sql.Literal(character_type),
                )
            )
        except (psycopg.errors.WrongObjectType, psycopg.errors.InvalidParameterValue):
            if number == len(CHARACTER_TYPES):
                raise
        else:
            return


def _make_schema(connection: psycopg.Connection[Any], database: str) -> None:
    for extension in EXTENSIONS:
        connection.execute(
            sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
        )
    connection.execute(search.SQL)
    connection.execute("ALTER FUNCTION pg_catalog.textlike(text, text) NOT LEAKPROOF")
    for function in (*ABOVE_OTHERS, *LARGE_OBJECTS):
        connection.execute(f"REVOKE EXECUTE ON FUNCTION pg_catalog.{function} FROM PUBLIC")
    connection.execute(
        sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database))
    )
    for login in settings.LOGINS:
        connection.execute(
            sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(
                sql.Identifier(database), sql.Identifier(login)
            )
        )
    connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    connection.execute(
        sql.SQL("GRANT ALL ON SCHEMA public TO {}").format(sql.Identifier(settings.OWNER_ROLE))
    )
    for kind in Kind:
        connection.execute(
            sql.SQL("GRANT TEMPORARY ON DATABASE {} TO {}").format(
                sql.Identifier(database), sql.Identifier(role_name(kind))
            )
        )
