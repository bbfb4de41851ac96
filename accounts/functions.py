"""Which functions of the database each kind of scope may call that run as the owner of the tables.

Such a function reaches every row, so nobody may call it who is not named here. A room declares its
own at its start; `row_security.install` says it to the database. Triggers need no right: they run
whoever changes the row.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from accounts.scope import Kind, role_name

SIGNATURE = "a function is named with the types of its parameters"
EVERY_SCOPE = tuple(Kind)
_callers: dict[str, tuple[Kind | None, ...]] = {"scope_claim(integer)": EVERY_SCOPE}
_OURS = """
    SELECT oid::regprocedure::text FROM pg_proc
    WHERE prosecdef AND pronamespace = 'public'::regnamespace
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
