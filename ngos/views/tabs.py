"""The tabs of an NGO's page: one list, to which rooms above add theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ngos.badges.applications import application_badge, deadline_badge
from ngos.deadlines import Deadlines
from ngos.models import Inquiry
from ngos.standing import standing_badge, standing_of
from ngos.views import supervision_tabs
from ngos.views.loading import Loaded


@dataclass(frozen=True)
class Tab:
    """One tab: its key in the address, its title, its template.

    `count` makes the number beside the title; `load` what only this tab needs; who lacks the
    `permission` is not shown the tab.
    """

    key: str
    title: str | Promise
    template: str
    permission: str
    count: Callable[[Loaded], int] | None = None
    load: Callable[[HttpRequest, Loaded], dict[str, Any]] = lambda request, loaded: {}


def _history(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    return {"page": loaded.history_page(request.GET.get("page"))}


def _applications(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
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


def _licences(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
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


TABS: list[Tab] = [
    Tab("facts", _("Facts"), "ngos/tabs/facts.html", "ngos.view_ngo"),
    Tab("terms", _("Officers"), "ngos/tabs/terms.html", "ngos.view_term",
        count=lambda loaded: len(loaded.current_terms)),
    Tab("branches", _("Branches"), "ngos/tabs/branches.html", "ngos.view_branch",
        count=lambda loaded: len(loaded.open_branches)),
    Tab("licences", _("Licences"), "ngos/tabs/licences.html", "ngos.view_licence",
        load=_licences),
    Tab("applications", _("Applications"), "ngos/tabs/applications.html", "ngos.view_application",
        load=_applications),
    Tab("documents", _("Documents"), "ngos/tabs/documents.html", "ngos.view_document",
        count=lambda loaded: len(loaded.documents)),
    Tab("letters", _("Letters"), "ngos/tabs/letters.html", "ngos.view_letter",
        load=supervision_tabs.letters),
    Tab("supervision", _("Supervision"), "ngos/tabs/supervision.html", "ngos.view_supervisioncase",
        count=supervision_tabs.open_cases, load=supervision_tabs.supervision),
    Tab("history", _("History"), "ngos/tabs/history.html", "ngos.view_ngo", load=_history),
]  # fmt: skip
