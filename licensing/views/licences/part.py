"""Licences on an NGO's page."""

from collections.abc import Iterable

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from licensing.models import Licence
from licensing.standing import standing_of
from ngos.page import Loaded, OnDesk, Part
from ngos.standing import standing_badge
from screens.history import Track


def _shown(request: HttpRequest, loaded: Loaded) -> dict[str, object]:
    rows = loaded.ngo.licences.select_related("ngo", "previous")
    return {
        "licences": [
            {
                "licence": each,
                "badge": standing_badge(standing_of(each, alert_days=loaded.alert_days)),
            }
            for each in rows
        ]
    }


def _tracks(user: User, pk: int) -> Iterable[Track]:
    yield Track(
        Licence,
        Q(ngo_id=pk),
        hidden={"ngo", "province"},
        title=lambda row: row["number"],
    )


PART = Part(
    "licences", _("Licences"), "licensing/tabs/licences.html", "licensing.view_licence", 40,
    load=_shown, tracks=_tracks,
    desk=OnDesk("licensing/desk/licences.html", icon="shield", load=_shown),
)  # fmt: skip
