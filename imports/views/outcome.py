"""The third and fourth step: what the import would do, doing it, and the report of it."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from imports import services
from imports.models import Run, State
from imports.outcome import Outcome, applied_by
from imports.reading import UnreadableFile
from imports.registry import registry_of
from imports.services import ImportRefused
from imports.views.page import CHECK, DONE, state_badge, step_page
from persian.numbers import format_number
from persian.templatetags.persian import jalali_datetime

if TYPE_CHECKING:
    from imports.admin.run import RunAdmin


def show(model_admin: "RunAdmin", request: HttpRequest, run: Run) -> HttpResponse:
    """A checked run with what it would do, or what an applied one has done."""
    if run.state == State.UPLOADED and model_admin.has_change_permission(request):
        return HttpResponseRedirect(reverse("admin:imports_run_columns", args=(run.pk,)))
    rows = None
    if run.state in (State.CHECKED, State.APPLIED):
        rows = Outcome(
            run,
            user=request.user,  # type: ignore[arg-type]
            tile=request.GET.get("rows"),
            page=request.GET.get("p"),
        )
    is_applied = run.state == State.APPLIED
    return step_page(
        model_admin,
        request,
        "outcome.html",
        step={State.CHECKED: CHECK, State.APPLIED: DONE}.get(State(run.state)),
        run=run,
        state=state_badge(run),
        outcome=rows,
        is_applied=is_applied,
        is_checked=run.state == State.CHECKED,
        applied_by=applied_by(run) if is_applied else "",
        doing=doing(run),
        list_address=_list_address(run) if is_applied else "",
        may_download=request.user.has_perm(registry_of(run.kind).personal_permission),
    )


def apply(model_admin: "RunAdmin", request: HttpRequest, run: Run) -> HttpResponse:
    """Write what was shown to the register: once, and only if it is still what was shown."""
    back = HttpResponseRedirect(reverse("admin:imports_run_change", args=(run.pk,)))
    shown = request.POST.get("checked_at", "")
    checked_at = run.checked_at.isoformat() if run.checked_at else ""
    if run.state == State.CHECKED and shown != checked_at:
        messages.warning(
            request, _("The rows have been checked anew since you saw them. Look at them again.")
        )
        return back
    if run.state == State.CHECKED and not doing(run):
        messages.warning(request, _("This file holds nothing that the register lacks."))
        return back
    try:
        run = services.apply_run(actor=request.user, run=run)  # type: ignore[arg-type]
    except (ImportRefused, UnreadableFile) as error:
        run.refresh_from_db()
        if run.state == State.APPLIED:
            messages.warning(request, _already(run))
        else:
            messages.warning(request, str(error))
    else:
        messages.success(request, _("Done: the register has the rows of this file."))
    return back


def discard(model_admin: "RunAdmin", request: HttpRequest, run: Run) -> HttpResponse:
    """Put an open run aside."""
    try:
        services.discard(actor=request.user, run=run)  # type: ignore[arg-type]
    except ImportRefused as error:
        run.refresh_from_db()
        messages.warning(request, _already(run) if run.state == State.APPLIED else str(error))
        return HttpResponseRedirect(reverse("admin:imports_run_change", args=(run.pk,)))
    messages.success(
        request, _("The import of “%(file)s” was put aside.") % {"file": run.file_name}
    )
    return HttpResponseRedirect(reverse("admin:imports_run_changelist"))


def doing(run: Run) -> str:
    """What applying the run does, exactly, as its button says it; "" when it does nothing."""
    words = {
        "created": format_number(run.created),
        "updated": format_number(run.updated),
        "noun": registry_of(run.kind).noun,
    }
    if run.created and run.updated:
        return _("Register %(created)s new %(noun)s and change %(updated)s %(noun)s") % words
    if run.created:
        return _("Register %(created)s %(noun)s") % words
    if run.updated:
        return _("Change %(updated)s %(noun)s") % words
    return ""


def _already(run: Run) -> str:
    return _(
        "%(name)s has applied this import already, on %(time)s. Nothing was written twice."
    ) % {
        "name": applied_by(run) or "—",
        "time": jalali_datetime(run.applied_at),
    }


def _list_address(run: Run) -> str:
    meta = registry_of(run.kind).model._meta
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    except NoReverseMatch:
        return ""
