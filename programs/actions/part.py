"""Action points on an NGO's page."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import OuterRef, Q
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ngos.models import NGO
from ngos.page import Action, Loaded, Part, number_of
from programs.actions.badges import action_badge
from programs.actions.models import ActionPoint
from programs.actions.services import ADD
from programs.actions.workflow import ACTION
from screens.history import Track

KEY = "actions"


def _asks(user: User, day: datetime.date) -> Mapping[str, Combinable]:
    open_ones = ActionPoint.objects.filter(ngo=OuterRef("pk"), state__in=ACTION.open_states)
    return {"actions_open": number_of(open_ones)}


def _shown(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    points = ActionPoint.objects.filter(ngo=loaded.ngo.pk)
    return {
        "points": [{"point": each, "badge": action_badge(each)} for each in points],
    }


def _actions(user: User, ngo: NGO) -> Iterable[Action]:
    if user.has_perm(ADD):
        address = f"{reverse('admin:actions_actionpoint_add')}?ngo={ngo.pk}"
        yield Action(_("Action point"), "add_task", address, 85)


def _tracks(user: User, pk: int) -> Iterable[Track]:
    hidden = {
        "ngo",
        "source",
        "source_id",
        "done_by",
        "done_by_name",
        "verified_by",
        "province",
        "county",
    }
    yield Track(ActionPoint, Q(ngo_id=pk), hidden=hidden, title=lambda row: row["title"])


PART = Part(
    KEY, _("Action points"), "actions/tab.html", "actions.view_actionpoint", 85,
    load=_shown, asks=_asks, count=lambda loaded: loaded.asked("actions_open"),
    actions=_actions, tracks=_tracks,
)  # fmt: skip
