"""`migrate` as the owner of the tables, then what the models say of rows to the database anew."""

from collections.abc import Callable

from django.conf import settings
from django.core.management.commands import migrate
from django.db import OperationalError, connection

from accounts import functions, references, row_security, statistics, workflow
from config.database.logins import as_owner
from config.database.migrating import Executor
from config.database.preparation import LOCK, prepare

DEADLOCK = "40P01"
TRIES = 3

# The command takes it by this name, and by no other way.
vars(migrate)["MigrationExecutor"] = Executor


class Command(migrate.Command):
    def handle(self, *args: object, **options: object) -> None:
        if settings.EMBEDDED_SERVER is not None and settings.DATABASE_ADMINISTRATOR is not None:
            settings.EMBEDDED_SERVER.ensure_running()
            prepare(settings.DATABASE_ADMINISTRATOR, connection.settings_dict["NAME"])
        with as_owner():
            # Two processes that migrate at once would both make the same table.
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            super().handle(*args, **options)
            for install in (
                row_security.install,
                workflow.install,
                references.install,
                statistics.install,
                functions.look_for_names_at_home,  # last: by now every function is there
            ):
                _unless_in_each_others_way(install)


def _unless_in_each_others_way(install: Callable[[], None]) -> None:
    """Do what may be done any number of times, again where the server ended it for a deadlock.

    It takes many tables, and autovacuum, which comes by after a large import, takes them too.
    """
    for left in reversed(range(TRIES)):
        try:
            install()
        except OperationalError as error:
            if not left or getattr(error.__cause__, "sqlstate", None) != DEADLOCK:
                raise
        else:
            return
