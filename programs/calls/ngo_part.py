"""Proposals on an NGO's page."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import OuterRef
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ngos.models import NGO
from ngos.page import Action, Loaded, OnDesk, Part, number_of
from programs.calls.badges import proposal_badge
from programs.calls.models import Proposal
from programs.calls.workflow import PROPOSAL

KEY = "proposals"


def _asks(user: User, day: datetime.date) -> Mapping[str, Combinable]:
    rows = Proposal.objects.filter(ngo=OuterRef("pk"), state__in=PROPOSAL.open_states)
    return {"proposals_open": number_of(rows)}


def _shown(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    rows = Proposal.objects.filter(ngo=loaded.ngo.pk).select_related("call", "body")
    return {
        "proposals": [{"proposal": each, "badge": proposal_badge(each.state)} for each in rows],
    }


def _actions(user: User, ngo: NGO) -> Iterable[Action]:
    if user.has_perm("calls.add_proposal"):
        address = f"{reverse('admin:calls_proposal_add')}?ngo={ngo.pk}"
        yield Action(_("Add a proposal"), "lightbulb", address, 62)


PART = Part(
    KEY, _("Proposals"), "calls/tab.html", "calls.view_proposal", 62,
    load=_shown, asks=_asks, count=lambda loaded: loaded.asked("proposals_open"),
    actions=_actions,
    desk=OnDesk("calls/desk/proposals.html", "calls.view_proposal", "info", load=_shown),
)  # fmt: skip
