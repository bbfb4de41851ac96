"""Removing the lines of the access log that are older than the policy keeps them."""

from django.db import connection

from accounts.policies import value_of
from accounts.security_policies import LOG_MONTHS


def prune_access() -> int:
    """How many lines went; the log itself tells so. For the daily clock, in the system's scope."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_prune_access(%s)", [value_of(LOG_MONTHS)])
        return int(cursor.fetchone()[0])
