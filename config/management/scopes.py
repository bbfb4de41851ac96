"""`--every-row` and `--as USERNAME`: the scope that a shell is opened in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import connection

from accounts import scope
from accounts.models import User
from accounts.scope import Scope

READ_ONLY = "-c default_transaction_read_only=on"


def add_arguments(parser: CommandParser) -> None:
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument(
        "--every-row", action="store_true", help="work on the rows of every office, as jobs do"
    )
    chosen.add_argument(
        "--as", dest="username", help="see the rows that this person sees, and change none"
    )


def chosen(options: dict[str, Any]) -> Scope | None:
    """The scope that was asked for. Raises CommandError when nobody has the username."""
    if options["every_row"]:
        return Scope(scope.Kind.SYSTEM)
    if options["username"] is None:
        return None
    with scope.system():
        user = User.objects.filter(username__iexact=options["username"]).first()
    if user is None:
        raise CommandError(f"No account has the username {options['username']}.")
    if not user.is_active:
        raise CommandError(f"The account {user.username} is closed: it sees nothing.")
    return scope.of(user)


@contextmanager
def reading_only() -> Iterator[None]:
    """Connections that are opened within this block change nothing, whoever's scope they enter.

    Whoever looks through somebody's eyes leaves nothing in their name.
    """
    options = connection.settings_dict["OPTIONS"]
    before = options.get("options")
    connection.close()
    options["options"] = f"{before or ''} {READ_ONLY}".strip()
    try:
        yield
    finally:
        connection.close()
        options.pop("options")
        if before is not None:
            options["options"] = before
