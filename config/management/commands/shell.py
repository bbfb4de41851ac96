"""`manage.py shell`, which can be opened in a scope: outside of one no office's rows are seen."""

import sys
from contextlib import ExitStack

import pghistory
from django.core.management.base import CommandParser
from django.core.management.commands import shell

from accounts import scope
from config.command_line import SCOPE_IS_LACKING
from config.management import scopes


class Command(shell.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        scopes.add_arguments(parser)

    def get_auto_imports(self) -> list[str]:
        return [*(super().get_auto_imports() or ()), "accounts.scope"]

    def handle(self, **options: object) -> None:
        entered = scopes.chosen(options)
        with ExitStack() as within:
            if options["username"] is not None:
                within.enter_context(scopes.reading_only())
            if entered is not None:
                within.enter_context(scope.enter(entered))
            elif options["command"] is None and sys.stdin.isatty():
                self.stderr.write(SCOPE_IS_LACKING)
            within.enter_context(pghistory.context(command="shell"))
            super().handle(**options)
