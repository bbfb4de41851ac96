"""What `manage.py check --database default` says of a server that was not prepared."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register
from django.db import connection

from config.database.preparation import LEAKPROOF


@register("database")
def search_may_use_its_index(databases: list[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Without a leakproof LIKE, row security keeps a search by name from using its index."""
    if not databases:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT proleakproof FROM pg_proc WHERE oid = %s::regprocedure", [LEAKPROOF])
        (is_leakproof,) = cursor.fetchone()
    if is_leakproof:
        return []
    return [
        Warning(
            "Searching by name cannot use its index under row security on this server.",
            hint="Let the server's administrator run `manage.py prepare_database`.",
            id="config.W001",
        )
    ]
