"""The tabs of an NGO's page: one list, to which rooms above add theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ngos.deadlines import Deadlines
from ngos.models import Inquiry
from ngos.states_of_applications import application_badge, deadline_badge
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


TABS: list[Tab] = [
    Tab("facts", _("Facts"), "ngos/tabs/facts.html", "ngos.view_ngo"),
    Tab("terms", _("Officers"), "ngos/tabs/terms.html", "ngos.view_term",
        count=lambda loaded: len(loaded.current_terms)),
    Tab("branches", _("Branches"), "ngos/tabs/branches.html", "ngos.view_branch",
        count=lambda loaded: len(loaded.open_branches)),
    Tab("documents", _("Documents"), "ngos/tabs/documents.html", "ngos.view_document",
        count=lambda loaded: len(loaded.documents)),
    Tab("applications", _("Applications"), "ngos/tabs/applications.html", "ngos.view_application",
        load=_applications),
    Tab("history", _("History"), "ngos/tabs/history.html", "ngos.view_ngo", load=_history),
]  # fmt: skip
