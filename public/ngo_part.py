"""What the public reads of an NGO, on the NGO's page of the office."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ngos.models.ngo import Status
from ngos.page import Loaded, Part
from public.models import Withheld
from public.withholding import PERMISSION
from screens.history import Track


def _loaded(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    withheld = Withheld.objects.filter(ngo=loaded.ngo).select_related("by").first()
    return {
        "withheld": withheld,
        "may_withhold": request.user.has_perm(PERMISSION),
        "is_applicant": loaded.ngo.status == Status.APPLICANT,
    }


def _tracks(user: User, pk: int) -> Iterable[Track]:
    return (Track(Withheld, Q(ngo_id=pk), hidden=("ngo",)),)


PART = Part(
    "public", _("Public register"), "public/ngo_part.html", "ngos.view_ngo", 90, load=_loaded,
    tracks=_tracks,
)  # fmt: skip
