"""Working as the owner of the tables, as migrations must, instead of as the application."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from accounts import scope


@contextmanager
def as_owner() -> Iterator[None]:
    """Connect as the owner of the tables within this block, outside every scope.

    Raises CommandError when a server of one's own is used and `DATABASE_OWNER_URL` is not set.
    """
    if settings.DATABASE_OWNER is None:
        raise CommandError(
            "Set DATABASE_OWNER_URL to the login that owns the tables; "
            "`manage.py prepare_database` makes it."
        )
    application = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(
        {key: settings.DATABASE_OWNER[key] for key in ("USER", "PASSWORD", "HOST", "PORT")}
    )
    try:
        with scope.outside():
            yield
    finally:
        connection.close()
        connection.settings_dict.update(application)
