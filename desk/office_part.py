"""The desk on an NGO's page of the office: its officers, what they were invited to and ask for."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, Q
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from desk.models import ChangeRequest, ChangeState, FieldChange, Invitation, Officer
from ngos.page import Loaded, Part, number_of
from screens.history import Track

KEY = "desk"


def _asks(user: User, day: datetime.date) -> Mapping[str, Combinable]:
    rows = FieldChange.objects.filter(ngo=OuterRef("pk"), state=ChangeState.ASKED)
    return {"desk_waiting": number_of(rows)}


def _shown(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    ngo = loaded.ngo.pk
    return {
        "officers": Officer.objects.filter(ngo=ngo, removed_at=None),
        "invitations": [each for each in Invitation.objects.filter(ngo=ngo) if each.is_open],
        "changes": ChangeRequest.objects.filter(ngo=ngo).prefetch_related("fields"),
    }


def _tracks(user: User, pk: int) -> list[Track]:
    return [
        Track(
            Officer, Q(ngo_id=pk), hidden={"ngo", "user"}, title=lambda row: row["name"],
        ),
        Track(
            FieldChange, Q(ngo_id=pk), hidden={"ngo", "request"}, title=lambda row: row["field"],
        ),
    ]  # fmt: skip


PART = Part(
    KEY, _("Desk"), "desk/office/tab.html", "desk.view_changerequest", 85,
    load=_shown, asks=_asks, count=lambda loaded: loaded.asked("desk_waiting"), tracks=_tracks,
)  # fmt: skip
