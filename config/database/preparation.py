"""What only a database administrator can do: logins, scope roles, the database, its extensions.

Everything here may be run again at any time.
"""

from typing import Any

import psycopg
from django.conf import settings
from django.db import NotSupportedError
from psycopg import sql

from accounts.scope import Kind, role_name

# `textlike` is what LIKE calls. PostgreSQL lets a condition use an index under row security only
# when its function is leakproof, that is, tells nothing about its arguments. It is not marked so
# because some encodings raise errors; in UTF8 it tells nothing. Without this a search among a
# million names takes half a second instead of one millisecond.
LEAKPROOF = "pg_catalog.textlike(text, text)"
EXTENSIONS = ("pg_trgm", "btree_gist")
# Trigrams are made of letters, and the character type says what a letter is: under "C" no Persian
# one. Order stays bytewise; names are sorted by keys of their own.
CHARACTER_TYPES = ("C.UTF-8", "C.utf8", "en_US.UTF-8", "fa_IR.UTF-8")
LOCK = 18020500  # of whoever makes roles, databases or tables: one at a time
MINIMUM_VERSION = 15


def prepare(
    administrator: dict[str, Any],
    database: str,
    *,
    application_password: str = "",
    owner_password: str = "",
) -> None:
    """Make the roles and the database `database`, connected as `administrator` (Django's names).

    Raises psycopg.errors.InsufficientPrivilege when that login is not an administrator, and
    NotSupportedError when the server is too old.
    """
    with _connect(administrator, administrator["NAME"]) as connection:
        if connection.info.server_version < MINIMUM_VERSION * 10_000:
            raise NotSupportedError(f"PostgreSQL {MINIMUM_VERSION} or later is needed.")
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        _make_roles(connection, application_password, owner_password)
        _make_database(connection, database)
        with _connect(administrator, database) as within:
            _make_schema(within, database)


def _connect(login: dict[str, Any], database: str) -> psycopg.Connection[Any]:
    return psycopg.connect(
        dbname=database,
        user=login["USER"],
        password=login["PASSWORD"] or None,
        host=login["HOST"] or None,
        port=login["PORT"] or None,
        autocommit=True,
    )


def _make_roles(connection: psycopg.Connection[Any], application: str, owner: str) -> None:
    existing = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
    logins = {
        # The owner moves rows of every office in migrations, so no policy holds it.
        settings.OWNER_ROLE: ("LOGIN NOSUPERUSER BYPASSRLS NOINHERIT", owner),
        settings.APPLICATION_ROLE: (
            "LOGIN NOSUPERUSER NOBYPASSRLS NOINHERIT NOCREATEDB NOCREATEROLE",
            application,
        ),
    }
    for name, (attributes, password) in logins.items():
        verb = "ALTER" if name in existing else "CREATE"
        statement = sql.SQL("{} ROLE {} {}").format(
            sql.SQL(verb), sql.Identifier(name), sql.SQL(attributes)
        )
        if password:
            statement += sql.SQL(" PASSWORD {}").format(sql.Literal(password))
        connection.execute(statement)
    for kind in Kind:
        role = role_name(kind)
        if role not in existing:
            connection.execute(
                sql.SQL("CREATE ROLE {} NOLOGIN NOBYPASSRLS").format(sql.Identifier(role))
            )
        # Before version 16 the NOINHERIT of the login alone says so.
        options = (
            " WITH INHERIT FALSE, SET TRUE" if connection.info.server_version >= 160_000 else ""
        )
        connection.execute(
            sql.SQL("GRANT {} TO {}" + options).format(
                sql.Identifier(role), sql.Identifier(settings.APPLICATION_ROLE)
            )
        )


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
    connection.execute(f"ALTER FUNCTION {LEAKPROOF} LEAKPROOF")
    connection.execute(
        sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database))
    )
    connection.execute(
        sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(
            sql.Identifier(database), sql.Identifier(settings.APPLICATION_ROLE)
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
