"""What the pages of all steps share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from imports.models import Run, State
from imports.registry import registry_of
from screens.admin import OfficeAdmin
from screens.listing_cells import Tone, badge

FILE, COLUMNS, CHECK, DONE = 1, 2, 3, 4
STATE_LOOKS: dict[str, tuple[Tone, str]] = {
    State.UPLOADED: ("warning", "view_column"),
    State.CHECKED: ("warning", "fact_check"),
    State.APPLIED: ("good", "check_circle"),
    State.DISCARDED: ("past", "delete"),
    State.UNDONE: ("past", "undo"),
}


def state_badge(run: Run) -> SafeString:
    """How far an import has come."""
    tone, icon = STATE_LOOKS[run.state]
    return badge(run.get_state_display(), tone=tone, icon=icon)


def step_page(
    model_admin: OfficeAdmin,
    request: HttpRequest,
    template: str,
    *,
    step: int | None,
    run: Run | None = None,
    **context: object,
) -> HttpResponse:
    """One step's page, with the steps above it."""
    may_act = model_admin.has_change_permission(request)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "title": run.file_name if run else _("Import a new list"),
        "object": run,
        "run": run,
        "registry": registry_of(run.kind) if run else None,
        "steps": _steps(step, run if may_act else None) if step else None,
        "may_act": may_act,
        **context,
    }
    return TemplateResponse(request, f"imports/{template}", context)


def _steps(current: int, run: Run | None) -> list[dict[str, Any]]:
    """The four steps: where one stands, and the ones to which one may go back."""
    titles = (_("File"), _("Columns"), _("Check"), _("Register it"))
    steps: list[dict[str, Any]] = []
    for number, title in enumerate(titles, 1):
        address = ""
        if run is not None and run.state in (State.UPLOADED, State.CHECKED):
            if number == COLUMNS and current != COLUMNS:
                address = reverse("admin:imports_run_columns", args=(run.pk,))
            elif number == CHECK and current == COLUMNS and run.state == State.CHECKED:
                address = reverse("admin:imports_run_change", args=(run.pk,))
        steps.append(
            {
                "number": number,
                "title": title,
                "address": address,
                "is_current": number == current,
                "is_done": number < current or (number == current == DONE),
            }
        )
    return steps
