"""Other rooms suspend licences and NGOs too: they are asked and told, and not known."""

import datetime
from collections.abc import Callable

from licensing.models import Licence
from ngos.models import NGO

Row = NGO | Licence

_holders: list[Callable[[Row], bool]] = []
_followers: list[Callable[[Row, datetime.date], None]] = []


def may_not_lift(holds: Callable[[Row], bool]) -> None:
    """Let a room say whether it is what suspends a licence, or an NGO: then it alone ends that.
    For `AppConfig.ready()`."""
    _holders.append(holds)


def when_changed(follow: Callable[[Row, datetime.date], None]) -> None:
    """Have `follow` called with a licence and the day from which its state is another. For
    `AppConfig.ready()`."""
    _followers.append(follow)


def is_held(row: Row) -> bool:
    """Whether another room is what suspends it."""
    return any(holds(row) for holds in _holders)


def tell_changed(row: Row, on: datetime.date) -> None:
    for follow in _followers:
        follow(row, on)
