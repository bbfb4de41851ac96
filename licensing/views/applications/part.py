"""Applications on an NGO's page."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from licensing.badges import application_badge
from licensing.deadlines import Deadlines
from licensing.models import Inquiry
from licensing.requirements import kinds_open_to
from licensing.views.applications.desk import ON_DESK
from ngos.models import NGO
from ngos.page import Action, Loaded, Part
from screens.listing_cells import deadline_badge


def _shown(request: HttpRequest, loaded: Loaded) -> dict[str, object]:
    """The NGO's applications, each with its state and its deadline."""
    deadlines = Deadlines(loaded.today)
    pending = Prefetch("inquiries", Inquiry.objects.filter(result="pending"), to_attr="pending")
    rows: list[Any] = list(loaded.ngo.applications.prefetch_related(pending))
    for row in rows:
        row.ngo = loaded.ngo
    return {
        "applications": [
            (
                row,
                application_badge(row.state),
                deadline_badge(deadlines.due_on(row, row.pending), loaded.today),
            )
            for row in rows
        ]
    }


def _actions(user: User, ngo: NGO) -> Iterable[Action]:
    if user.has_perm("licensing.add_application") and kinds_open_to(ngo):
        address = f"{reverse('admin:licensing_application_add')}?ngo={ngo.pk}"
        yield Action(_("New application"), "note_add", address, 20)


PART = Part(
    "applications", _("Applications"), "licensing/tabs/applications.html",
    "licensing.view_application", 50,
    load=_shown, actions=_actions, desk=ON_DESK,
)  # fmt: skip
