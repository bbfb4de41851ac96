"""The project's command line: Django's, which says in one line what Django's people cannot know.

Here rows are seen from within a scope alone, and logins and tables are made by commands of the
project. Where a command of Django's, or of ours, ends at one of the three, it says what to type.
`--traceback` shows what happened besides, as everywhere in Django.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core.management import CommandError, execute_from_command_line
from django.db import OperationalError, ProgrammingError, connection

from accounts import scope

SCOPE_IS_LACKING = (
    "Outside a scope the database shows no office's rows. `manage.py shell --every-row` and "
    "`manage.py dbshell --every-row` work on all of them, `--as USERNAME` reads those of a "
    "person; in code: `with scope.system():` (accounts/scope.py)."
)
TABLES_ARE_LACKING = "The tables are not made yet: run `manage.py migrate`."
SERVER_IS_LACKING = (
    "The server that DATABASE_URL names cannot be used. When it is new, its administrator runs "
    "`manage.py prepare_database`; without DATABASE_URL an embedded one is started."
)
_INSUFFICIENT_PRIVILEGE, _UNDEFINED_TABLE = "42501", "42P01"
_Ask = Callable[[str, Any, bool, dict[str, Any]], Any]


class DatabaseRefusal(CommandError, ProgrammingError):
    """What Django raises of a refused statement, and what a command shows in a line."""


def main(arguments: Sequence[str]) -> None:
    """Run one command. `arguments` begin with the program's own name, as in `sys.argv`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if "runserver" in arguments[1:2]:
        os.environ["ANSWERS_REQUESTS"] = "1"
    with connection.execute_wrapper(explained):
        try:
            execute_from_command_line(list(arguments))
        except OperationalError as error:
            if "--traceback" in arguments or getattr(error.__cause__, "sqlstate", None):
                raise  # it was the server that refused something: no line of ours explains it
            sys.exit(f"{str(error).strip()}\n{SERVER_IS_LACKING}")


def explained(ask: _Ask, sql: str, params: object, many: bool, context: dict[str, Any]) -> Any:
    """Ask the database; with a refusal whose reason is known here goes what to type.

    For `connection.execute_wrapper`. Raises DatabaseRefusal.
    """
    try:
        return ask(sql, params, many, context)
    except ProgrammingError as error:
        state, said = getattr(error.__cause__, "sqlstate", None), str(error).split("\n", 1)[0]
        if state == _INSUFFICIENT_PRIVILEGE and scope.current() is None:
            hint = SCOPE_IS_LACKING
        elif state == _UNDEFINED_TABLE and any(f'"{table}"' in said for table in _tables()):
            hint = TABLES_ARE_LACKING
        else:
            raise
        raise DatabaseRefusal(f"{said}. {hint}") from error.__cause__


def _tables() -> Iterator[str]:
    yield "django_migrations"
    for model in apps.get_models():
        yield model._meta.db_table
