"""Django's PostgreSQL backend, which starts the embedded server before the first connection."""

from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: Any) -> Any:
        from django.conf import settings

        if settings.EMBEDDED_SERVER is not None:
            settings.EMBEDDED_SERVER.ensure_running()
        return super().get_new_connection(conn_params)
