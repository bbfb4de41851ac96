"""`migrate` as the owner of the tables, followed by the row security that the models declare."""

from typing import Any

from django.core.management.commands import migrate

from accounts import row_security
from config.database.logins import as_owner


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner():
            super().handle(*args, **options)
            row_security.install()
