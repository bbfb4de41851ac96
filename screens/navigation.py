"""The sidebar: what each room has staff find there.

A room declares its entries in `AppConfig.ready()`. They stand under headings; entries of several
rooms may stand under one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Heading:
    """What entries stand under. `place` orders the headings, the least first; of those with the
    same place the first one declared gives the title."""

    title: str | Promise
    place: int


@dataclass(frozen=True)
class Entry:
    """One entry: the name of its address, and the permission without which nobody sees it.

    `place` orders entries under their heading. `badge` says what stands beside it, "" for nothing.
    """

    heading: Heading
    title: str | Promise
    icon: str
    address: str
    permission: str
    place: int
    badge: Callable[[HttpRequest], str] | None = None


BASIC_DATA = Heading(_("Basic data"), 90)

_entries: list[Entry] = []


def declare(*entries: Entry) -> None:
    """Have staff find pages in the sidebar. For `AppConfig.ready()`."""
    _entries.extend(entries)
    _entries.sort(key=lambda entry: (entry.heading.place, entry.place))


def groups(request: HttpRequest) -> list[dict[str, object]]:
    """The headings and those of their entries that this person may see, as the theme reads them."""
    found: dict[int, dict[str, Any]] = {}
    for entry in _entries:
        if request.user.has_perm(entry.permission):
            group: dict[str, Any] = {"title": entry.heading.title, "items": []}
            found.setdefault(entry.heading.place, group)["items"].append(_item(entry, request))
    return list(found.values())


def item(title: str | Promise, icon: str, address: str, request: HttpRequest) -> dict[str, Any]:
    """An entry as the theme's template reads it. It is marked on its own page and those below."""
    link = _link(address, get_script_prefix())
    is_below = address != "admin:index" and link in request.path
    return {
        "title": title, "icon": icon, "link": link,
        "active": link == request.path or is_below,
    }  # fmt: skip


@cache
def _link(address: str, prefix: str) -> str:
    """Some fifty on each page, and the same on all."""
    return reverse(address)


def _item(entry: Entry, request: HttpRequest) -> dict[str, Any]:
    found = item(entry.title, entry.icon, entry.address, request)
    if entry.badge is not None:
        found["badge_callback"] = found["badge"] = entry.badge(request)
    return found


# The pages of users, places and policies, which are screens of this room.
declare(
    Entry(
        BASIC_DATA, _("Counties"), "map", "admin:accounts_county_changelist",
        "accounts.view_county", 40,
    ),
    Entry(
        BASIC_DATA, _("Users"), "manage_accounts", "admin:accounts_user_changelist",
        "accounts.view_user", 70,
    ),
    Entry(
        BASIC_DATA, _("Access log"), "history", "admin:accounts_accessentry_changelist",
        "accounts.view_accessentry", 80,
    ),
    Entry(
        BASIC_DATA, _("Policy settings"), "tune", "admin:accounts_policysetting_changelist",
        "accounts.view_policysetting", 90,
    ),
)  # fmt: skip
