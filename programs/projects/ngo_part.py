"""Programs and agreements on an NGO's page."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ngos.page import Loaded, Part, number_of
from programs.projects.badges import agreement_badge, program_badge
from programs.projects.models import Partner, Party
from programs.projects.workflow import PROGRAM

KEY = "programs"


def _asks(user: User, day: datetime.date) -> Mapping[str, Combinable]:
    rows = Partner.objects.filter(ngo=OuterRef("pk"), program__state__in=PROGRAM.open_states)
    return {"programs_open": number_of(rows)}


def _shown(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    partners = Partner.objects.filter(ngo=loaded.ngo.pk).select_related("program")
    parties = Party.objects.filter(ngo=loaded.ngo.pk).select_related("agreement")
    if not loaded.user.has_perm("projects.view_agreement"):
        parties = parties.none()
    return {
        "partners": [
            {"partner": each, "badge": program_badge(each.program.state)}
            for each in partners.order_by("-program")
        ],
        "parties": [
            {"agreement": each.agreement, "badge": agreement_badge(each.agreement)}
            for each in parties.order_by("-agreement__ends_on")
        ],
    }


PART = Part(
    KEY, _("Programs"), "projects/tab.html", "projects.view_program", 60,
    load=_shown, asks=_asks, count=lambda loaded: loaded.asked("programs_open"),
)  # fmt: skip
