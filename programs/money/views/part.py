"""Money on an NGO's page: what it was allocated, and how far its book has come."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, OuterRef, Q
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ngos.page import Loaded, OnDesk, Part, number_of
from programs.money.badges import state_badge
from programs.money.models import Allocation
from programs.money.services.sums import totals
from screens.history import Track

KEY = "money"
MOST_ROWS = 50  # the latest; the list of allocations has them all


def _asks(user: User, day: datetime.date) -> Mapping[str, Combinable]:
    found = Allocation.objects.filter(ngo=OuterRef("pk"), allocated__gt=F("spent"))
    return {"money_open": number_of(found)}


def _shown(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    rows = Allocation.objects.filter(ngo=loaded.ngo).select_related("priority")
    return {
        "allocations": [(each, state_badge(each.state)) for each in rows[:MOST_ROWS]],
        "money": totals(rows.filter(allocated__gt=0)),
    }


def _on_desk(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    """What the NGO was allocated, and paid of it; who asked and what they noted is the office's."""
    rows = Allocation.objects.filter(ngo=loaded.ngo).select_related("priority")
    return {"allocations": rows[:MOST_ROWS], "money": totals(rows.filter(allocated__gt=0))}


def _tracks(user: User, pk: int) -> Iterable[Track]:
    yield Track(
        Allocation,
        Q(ngo=pk),
        title=lambda shown: shown.get("amount", ""),
        hidden={"ngo", "asked_by", "approved_by"},
    )


PART = Part(
    KEY, _("Money"), "money/tab.html", "money.view_allocation", 75,
    load=_shown, asks=_asks, count=lambda loaded: loaded.asked("money_open"),
    tracks=_tracks, desk=OnDesk("money/desk/allocations.html", load=_on_desk),
)  # fmt: skip
