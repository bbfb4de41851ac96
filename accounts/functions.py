"""Which functions of the database each kind of scope may call that run as the owner of the tables.

Such a function reaches every row, so nobody may call it who is not named here. A room declares its
own at its start; `row_security.install` says it to the database. Triggers need no right: they run
whoever changes the row.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connection

from accounts.scope import Kind, role_name

SIGNATURE = "a function is named with the types of its parameters"
EVERY_SCOPE = tuple(Kind)
_callers: dict[str, tuple[Kind | None, ...]] = {"scope_claim(integer)": EVERY_SCOPE}
_OURS = """
    SELECT oid::regprocedure::text FROM pg_proc
    WHERE prosecdef AND pronamespace = 'public'::regnamespace
"""
# Ours whose text is read when they run, and that say not where the names in it are looked for.
# Those of a single expression are read when they are made, and hold the tables themselves.
_WHERE_NAMES_ARE_ANYBODYS = """
    SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_language l ON l.oid = prolang
    WHERE pronamespace = 'public'::regnamespace AND proowner = current_user::regrole
    AND lanname IN ('sql', 'plpgsql') AND prosqlbody IS NULL
    AND coalesce(strpos(proconfig::text, 'search_path='), 0) = 0
"""


def callable_by(function: str, *kinds: Kind | None) -> None:
    """Let these kinds of scope call `function`, named as PostgreSQL does: `name(type,type)`.

    None stands for the application before it has entered a scope.
    """
    assert "(" in function, SIGNATURE
    _callers[function] = (*_callers.get(function, ()), *kinds)


def callers() -> dict[str, tuple[Kind | None, ...]]:
    """Every function that may be called, and by whom."""
    return dict(_callers)


def grants(cursor: Any) -> Iterator[str]:
    """SQL that takes every right to call our functions away and gives the declared ones."""
    cursor.execute(_OURS)
    for (function,) in cursor.fetchall():
        roles = ", ".join(map(role_name, Kind))
        logins = ", ".join(settings.LOGINS)
        yield f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC, {roles}, {logins}"
        for kind in _callers.get(function, ()):
            yield f"GRANT EXECUTE ON FUNCTION {function} TO {role_name(kind) if kind else logins}"


def look_for_names_at_home() -> None:
    """Let every function of ours find our tables, and none that a session made for itself.

    A table of a session's own stands before ours in the search path that the session may set, so
    that a rule kept by a trigger would be asked of rows that whoever breaks it has written.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WHERE_NAMES_ARE_ANYBODYS)
        for (function,) in cursor.fetchall():
            cursor.execute(f"ALTER FUNCTION {function} SET search_path = public, pg_temp")
