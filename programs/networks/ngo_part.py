"""Networks on an NGO's page: those to which it belongs, and those that it operates."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ngos.page import Loaded, Part
from programs.networks.models import Network


def _shown(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    ngo = loaded.ngo.pk
    rows = Network.objects.filter(Q(memberships__ngo=ngo) | Q(operator=ngo)).distinct()
    return {"networks": list(rows.order_by("name"))}


PART = Part(
    "networks", _("Networks"), "networks/tab.html", "networks.view_network", 66, load=_shown
)
