"""Django's PostgreSQL backend, on the embedded server and under row security.

It starts the embedded server before the first connection, and again when it was killed. A physical
connection that is opened while a scope is in force enters that scope.
"""

from typing import Any

import psycopg
from django.core.management.base import CommandError
from django.db.backends.postgresql import base

from config.database.place import EmbeddedServerError


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: Any) -> Any:
        from django.conf import settings

        server = settings.EMBEDDED_SERVER
        if server is None:
            return super().get_new_connection(conn_params)
        try:
            server.ensure_running()
            try:
                return super().get_new_connection(conn_params)
            except psycopg.OperationalError:
                server.ensure_running(look_again=True)
        except EmbeddedServerError as error:
            raise CommandError(str(error)) from error  # shown without a trace of calls
        return super().get_new_connection(conn_params)

    def init_connection_state(self) -> None:
        from accounts import scope

        super().init_connection_state()
        scope.reenter(self)
