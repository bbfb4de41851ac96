"""What a room's part of an NGO's page shows on the desk of the NGO's own officers."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from ngos.page.loading import Loaded


@dataclass(frozen=True)
class Awaited:
    """What is asked of an NGO: what it is, until when, and the address where it is done, if one."""

    title: str | Promise
    due_on: datetime.date | None = None
    about: str | Promise = ""
    address: str = ""


@dataclass(frozen=True)
class OnDesk:
    """How a part looks on the desk. `template` stands within a page of the desk; `load` gives what
    it needs and `awaited` what the room asks of the NGO now.

    Both read in the scope of the NGO's officer, who sees no more than the database lets them. Who
    lacks the `permission`, where one is named, sees nothing of it. `title` and `about` stand on
    the door to it.
    """

    template: str
    permission: str = ""
    icon: str = "info"
    title: str | Promise = ""
    about: str | Promise = ""
    load: Callable[[HttpRequest, Loaded], dict[str, Any]] = lambda request, loaded: {}
    awaited: Callable[[Loaded], Iterable[Awaited]] = lambda loaded: ()
