"""Writing the access log (`models/access_entry.py`).

A line costs one statement. It is written where the act is done; in a transaction that fails, the
act was not done, and the line goes with it.
"""

import json
from typing import Any

from django.db import connection
from django.utils import timezone

from accounts import scope
from accounts.models import Act, Unusual, User
from accounts.policies import values_for
from accounts.security_policies import MANY_ROWS, OFFICE_CLOSES, OFFICE_OPENS
from accounts.whence import whence
from persian.dates import TEHRAN
from persian.personal_numbers import masked_in

LONGEST_TEXT = 300  # characters of a text among the details
FRIDAY = 4
# Acts of whom the hour and the number of rows are looked at.
_CARRIED_AWAY = frozenset({Act.EXPORTED, Act.PRINTED, Act.FILE_TAKEN})


def log(
    act: Act,
    *,
    user: User | int | None = None,
    about: User | None = None,
    **details: object,
) -> None:
    """Add a line to the access log.

    Within the scope of a person the database takes the person from it, whatever is said here;
    `user` (an account, or its id) says who it was while they are signing in. `about` is the account
    that it was done to. `details` are few and hold no personal data; texts are shortened, and what
    they hold of numbers by which a person is known is masked.
    """
    came = whence()
    values = {
        "act": str(act),
        "address": came.address,
        "device": came.device,
        "user": user.pk if isinstance(user, User) else user,
        "about": about.pk if about is not None else None,
        "unusual": [
            str(reason)
            for reason in _unusual(act, user if isinstance(user, User) else None, details)
        ],
        "details": json.dumps({name: _bounded(value) for name, value in details.items()}),
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT accounts_log_access(%(act)s, %(address)s::inet, %(device)s, %(user)s::bigint, "
            "%(about)s::bigint, %(unusual)s::text[], %(details)s::jsonb)",
            values,
        )


def _bounded(value: object) -> Any:
    if isinstance(value, bool | int | float) or value is None:
        return value
    return masked_in(str(value))[:LONGEST_TEXT]


def _unusual(act: Act, user: User | None, details: dict[str, Any]) -> list[Unusual]:
    """What only the office's policies tell; the database adds what the log itself does."""
    if act not in _CARRIED_AWAY and act != Act.SIGNED_IN:
        return []
    if user is not None and scope.current() != scope.of(user):
        with scope.enter(scope.of(user)):
            return _unusual(act, None, details)
    current = scope.current()
    values = values_for(current.province if current else None)
    found = []
    now = timezone.localtime(timezone.now(), TEHRAN)
    is_open = values[OFFICE_OPENS.name] <= now.hour < values[OFFICE_CLOSES.name]
    if not is_open or now.weekday() == FRIDAY:
        found.append(Unusual.OUT_OF_HOURS)
    if act in _CARRIED_AWAY and int(details.get("rows", 0)) > values[MANY_ROWS.name]:
        found.append(Unusual.MANY_ROWS)
    return found
