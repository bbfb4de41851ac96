"""Django's PostgreSQL backend, on the embedded server and under row security.

It starts the embedded server before the first connection, and again when it was killed; on a server
that is new it makes logins and database. A physical connection that is opened while a scope is in
force enters that scope.
"""

from typing import Any

import psycopg
from django.core.management.base import CommandError
from django.db.backends.postgresql import base

from config.database.place import EmbeddedServerError


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: object) -> Any:
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
                self._prepare_if_new()
        except EmbeddedServerError as error:
            raise CommandError(str(error)) from error  # shown without a trace of calls
        return super().get_new_connection(conn_params)

    def _prepare_if_new(self) -> None:
        """Make what the administrator makes, whichever command comes first to a new server."""
        from django.conf import settings

        from config.database import preparation

        administrator, name = settings.DATABASE_ADMINISTRATOR, settings.DATABASE_NAME
        assert administrator is not None, "an embedded server has its administrator"
        if self.settings_dict["NAME"] == name and preparation.is_due(administrator, name):
            preparation.prepare(administrator, name)

    def init_connection_state(self) -> None:
        from accounts import scope

        super().init_connection_state()
        scope.reenter(self)
