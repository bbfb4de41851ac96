"""One kind of work that waits: who has it, the rows that wait, and how one of them is shown."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from screens.listing_cells import identifier

Known = TypeVar("Known")


class Moment:
    """The day on which a worklist is looked at, and what is read once for all duties of it."""

    def __init__(self, today: datetime.date) -> None:
        self.today = today
        self._known: dict[Any, Any] = {}

    def once(self, read: Callable[[datetime.date], Known]) -> Known:
        """What `read` gives for the day; asked for only once."""
        if read not in self._known:
            self._known[read] = read(self.today)
        found: Known = self._known[read]
        return found


@dataclass(frozen=True)
class Item:
    """One row that waits: what it is, since when, until when, and the next step."""

    title: str
    about: str
    since: datetime.date
    due_on: datetime.date | None
    address: str
    step: str | Promise = ""
    step_address: str = ""


@dataclass(frozen=True)
class Duty:
    """One kind of work. `since` names the column with the day from which a row waits.

    `rows` are those that wait for one person; `overdue` says which of them wait for too long,
    `item` how one is shown. All are given the moment at which it is looked.
    """

    key: str
    title: str | Promise
    icon: str
    permission: str
    rows: Callable[[User, Moment], QuerySet[Any]]
    since: str
    overdue: Callable[[Moment], Q]
    item: Callable[[Any, Moment], Item]
    listed: str = ""  # the list on which all of them stand, and the filters that leave no others


def address(name: str, *args: object) -> str:
    """The address of a page, or "" where the house has none of this name."""
    try:
        return reverse(f"admin:{name}", args=args)
    except NoReverseMatch:
        return ""


def numbered(words: object, number: str) -> SafeString:
    """Words and a number that keeps its own direction."""
    return format_html("{} {}", words, identifier(number))


def past(column: str) -> Callable[[Moment], Q]:
    return lambda moment: Q(**{f"{column}__lt": moment.today})


def never(moment: Moment) -> Q:
    return Q(pk=None)
