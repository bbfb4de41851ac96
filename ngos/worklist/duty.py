"""One kind of work that waits: who has it, the rows that wait, and how one of them is shown."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from ngos.deadlines import Deadlines
from screens.listing_cells import identifier


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
    `item` how one is shown. All are given the deadlines in force.
    """

    key: str
    title: str | Promise
    icon: str
    permission: str
    rows: Callable[[User, Deadlines], QuerySet[Any]]
    since: str
    overdue: Callable[[Deadlines], Q]
    item: Callable[[Any, Deadlines], Item]
    listed: str = ""  # the list on which all of them stand, and the filters that leave no others


def address(name: str, *args: Any) -> str:
    """The address of a page, or "" where the house has none of this name."""
    try:
        return reverse(f"admin:{name}", args=args)
    except NoReverseMatch:
        return ""


def numbered(words: object, number: str) -> SafeString:
    """Words and a number that keeps its own direction."""
    return format_html("{} {}", words, identifier(number))


def past(column: str) -> Callable[[Deadlines], Q]:
    return lambda deadlines: Q(**{f"{column}__lt": deadlines.today})


def never(deadlines: Deadlines) -> Q:
    return Q(pk=None)
