"""`manage.py dbshell`, which can be opened in a scope: outside of one psql sees no office's rows.

A scope is signed for the one connection that it is entered on (`accounts/signing.py`), which psql
opens by itself. So psql is given lines to begin with: they ask for the number of the connection's
process, have the claims signed for it, and enter the scope.
"""

import os
import shlex
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands import dbshell
from django.db import connection

from accounts import scope
from accounts.scope import Scope
from config.command_line import SCOPE_IS_LACKING
from config.management import scopes

# Answers are kept in variables, since nobody has asked for them.
_BEGINNING = r"""
SELECT pg_backend_pid() AS backend \gset scope_
\set scope_signature `{sign} :scope_backend`
SELECT set_config('role', '{role}', false) AS role,
       set_config('scope.claims', '{claims}', false) AS claims,
       set_config('scope.signature', :'scope_signature', false) AS signed \gset scope_
\set PROMPT1 '%/ ({kind})%R%x%# '
"""


class Command(dbshell.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        scopes.add_arguments(parser)

    def handle(self, **options: object) -> None:
        connection.ensure_connection()  # starts an embedded server, and prepares a new one
        entered = scopes.chosen(options)
        environment = {}
        if settings.EMBEDDED_SERVER is not None:
            programs = settings.EMBEDDED_SERVER.place.programs()
            environment["PATH"] = os.pathsep.join([str(programs), os.environ.get("PATH", "")])
        if options["username"] is not None:
            environment["PGOPTIONS"] = scopes.READ_ONLY
        with tempfile.NamedTemporaryFile("w", suffix=".psqlrc") as beginning:
            if entered is not None:
                beginning.write(_beginning(entered))
                beginning.flush()
                environment["PSQLRC"] = beginning.name
            else:
                self.stderr.write(SCOPE_IS_LACKING)
            with _environment(environment):
                super().handle(**options)


def _beginning(entered: Scope) -> str:
    """What psql reads first: the person's own beginning, then how the scope is entered."""
    own = Path(os.environ.get("PSQLRC", "~/.psqlrc")).expanduser()
    claims = scope.claims_of(entered)
    sign = f"cd {shlex.quote(str(settings.BASE_DIR))} && " + shlex.join(
        [sys.executable, "-m", "config.management.sign", claims]
    )
    lines = _BEGINNING.format(
        sign=sign, role=scope.role_name(entered.kind), claims=claims, kind=entered.kind
    )
    return (f"\\i {own}\n" if own.is_file() else "") + f"\\set QUIET on\n{lines}\\unset QUIET\n"


@contextmanager
def _environment(names: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(names)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
