"""What `manage.py check --database default` says of a server that was not prepared."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.core import checks
from django.db import connection

from persian import search

PREPARE = "Let the server's administrator run `manage.py prepare_database`."
_FACTS = """
    SELECT coalesce((SELECT proleakproof FROM pg_proc WHERE oid = to_regprocedure(%s)), false),
           datctype NOT IN ('C', 'POSIX') AND encoding = pg_char_to_encoding('UTF8'),
           rolsuper OR (rolbypassrls AND rolname <> %s), rolname = %s
    FROM pg_database, pg_roles WHERE datname = current_database() AND rolname = session_user
"""


@checks.register("database")
def server_is_prepared(
    *, databases: Sequence[str] | None = None, **kwargs: object
) -> list[checks.CheckMessage]:
    """The server keeps offices apart, and finds a name among a million quickly."""
    if not databases:
        return []
    with connection.cursor() as cursor:
        # Migrations check too, and work as the owner.
        cursor.execute(_FACTS, [search.FUNCTION, settings.OWNER_ROLE, settings.WEB_ROLE])
        return list(_warnings(*cursor.fetchone()))


@checks.register("security", deploy=True)
def offices_are_no_demonstration(**kwargs: object) -> list[checks.CheckMessage]:
    """The sign-in page of an office shows nobody a password."""
    if settings.DEMONSTRATION and settings.EMBEDDED_SERVER is None:
        return [
            checks.Warning(
                "DEMONSTRATION shows accounts and their password on the sign-in page.",
                hint="Take it out of .env, unless this register is only there for trying.",
                id="config.W005",
            )
        ]
    return []


def _warnings(
    is_leakproof: bool, knows_letters: bool, is_above: bool, is_web: bool
) -> Iterator[checks.CheckMessage]:
    if not is_leakproof:
        yield checks.Warning(
            "Searching by name cannot use its index under row security on this server.",
            hint=PREPARE,
            id="config.W001",
        )
    if not knows_letters:
        yield checks.Warning(
            "This database knows no Persian letters, so searching by name reads every row.",
            hint="Make a new database with `manage.py prepare_database` and move the data there.",
            id="config.W002",
        )
    if is_above:
        yield checks.Warning(
            "The login of DATABASE_URL is above row security: it sees every office's rows.",
            hint=PREPARE,
            id="config.W003",
        )
    if is_web and not settings.ANSWERS_REQUESTS:
        yield checks.Warning(
            "Jobs and commands have no login of their own: none may enter the scope of every row.",
            hint="Set DATABASE_WORKER_URL; `manage.py prepare_database` makes the login.",
            id="config.W004",
        )
