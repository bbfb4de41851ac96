"""What a room adds to an NGO's page: a tab, what to notice, what can be done, its history."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.utils.functional import Promise

from accounts.models import User
from ngos.models import NGO
from ngos.page.alerts import Alert
from ngos.page.loading import Loaded
from ngos.page.on_desk import OnDesk
from persian.dates import today
from screens.history import Entry, Track, latest, timeline

NEWS = 6  # events beside the page
HISTORY = "history"  # the part beside which they do not stand


@dataclass(frozen=True)
class Action:
    """Something that can be done with an NGO. `place` orders the buttons, the least first."""

    title: str | Promise
    icon: str
    address: str
    place: int


@dataclass(frozen=True)
class Part:
    """One tab of the page: its key in the address, its title, its template, and its `place`, by
    which tabs stand in order. Who lacks the `permission` sees nothing of it.

    `load` gives what the template needs, `count` the number beside the title, `alerts` what to
    notice about the NGO, `actions` what this person may do with it now, `tracks` what the part
    adds to the NGO's history. What several of them need is read once by `Loaded.once`.

    Only the open tab loads. What `count` and `alerts` need, which every tab shows, is asked in the
    query of the NGO itself: `asks` gives expressions of Django's by name, for this person and
    day, where `OuterRef("pk")` is the NGO, and `Loaded.asked` the answers. Names begin with the
    key.

    `desk` shows the part to the NGO's own officers too, in its own way.
    """

    key: str
    title: str | Promise
    template: str
    permission: str
    place: int
    load: Callable[[HttpRequest, Loaded], dict[str, Any]] = lambda request, loaded: {}
    asks: Callable[[User, datetime.date], Mapping[str, Combinable]] = lambda user, day: {}
    count: Callable[[Loaded], int] | None = None
    alerts: Callable[[Loaded], Iterable[Alert]] = lambda loaded: ()
    actions: Callable[[User, NGO], Iterable[Action]] = lambda user, ngo: ()
    tracks: Callable[[User, int], Iterable[Track]] = lambda user, pk: ()
    shows_personal_data: bool = False
    desk: OnDesk | None = None


_parts: list[Part] = []


def declare(*parts: Part) -> None:
    """Add parts to the page of every NGO. For `AppConfig.ready()`."""
    _parts.extend(parts)
    _parts.sort(key=lambda part: part.place)


def parts_for(user: User) -> list[Part]:
    """The parts that a person may see, in their order."""
    return [part for part in _parts if user.has_perm(part.permission)]


def parts_on_desk(user: User) -> list[tuple[Part, OnDesk]]:
    """The parts that an NGO's officer sees at the desk, in their order."""
    shown = [(part, part.desk) for part in _parts if part.desk is not None]
    return [
        (part, desk)
        for part, desk in shown
        if not desk.permission or user.has_perm(desk.permission)
    ]


def loaded(user: User, pk: int) -> Loaded:
    """An NGO with what the parts that a person sees ask of it, in one query. Raises Http404 for one
    outside the person's scope."""
    asks: dict[str, Combinable] = {}
    for part in parts_for(user):
        asks.update(part.asks(user, today()))
    return Loaded.of(user, pk, asks)


def alerts(loaded: Loaded) -> list[Alert]:
    """What this person should notice about the NGO, the gravest first."""
    found = [alert for part in parts_for(loaded.user) for alert in part.alerts(loaded)]
    return sorted(found, key=lambda alert: alert.rank)


def actions(user: User, ngo: NGO) -> list[Action]:
    """What this person may do with the NGO now."""
    found = [action for part in parts_for(user) for action in part.actions(user, ngo)]
    return sorted(found, key=lambda action: action.place)


def history_tracks(user: User, pk: int) -> list[Track]:
    """What an NGO's time line is made of, for this person."""
    return [track for part in parts_for(user) for track in part.tracks(user, pk)]


def news(user: User, pk: int) -> list[Entry]:
    """The last events of an NGO."""
    return latest(history_tracks(user, pk), NEWS)


def history_page(user: User, pk: int, number: Any) -> Any:
    """A page of an NGO's time line."""
    return timeline(history_tracks(user, pk), page=number)
