"""The third and fourth step: what the import would do, doing it, and the report of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from unfold.widgets import SELECT_CLASSES

from accounts.access import log
from accounts.models import Act
from accounts.requests import signed_in
from files.disk import DiskFull
from imports import background, services
from imports.forms import ACCEPTED
from imports.models import Run, State, Step
from imports.outcome import KEPT, Outcome
from imports.registry import registry_of
from imports.services import ImportRefused
from imports.views.asked_words import MOST_OPEN, asked_of
from imports.views.counts import bringing, doing, done, staying, staying_out, to_correct, undone_by
from imports.views.page import CHECK, DONE, state_badge, step_page
from imports.views.waiting import waiting
from persian.templatetags.persian import jalali_datetime
from reading import UnreadableFile
from screens.admin import OfficeAdmin

WITH_ROWS = (State.CHECKED, State.APPLIED, State.UNDONE)


def show(model_admin: OfficeAdmin, request: HttpRequest, run: Run) -> HttpResponse:
    """A checked run with what it would do, or what an applied one has done."""
    is_busy = bool(run.asked)
    if run.state == State.UPLOADED and not is_busy and model_admin.has_change_permission(request):
        return HttpResponseRedirect(reverse("admin:imports_run_columns", args=(run.pk,)))
    rows = None
    if run.state in WITH_ROWS and not is_busy:
        rows = Outcome(
            run,
            user=signed_in(request),
            tile=request.GET.get("rows"),
            page=request.GET.get("p"),
            sought=request.GET.get("q", ""),
            field=request.GET.get("field", ""),
            code=request.GET.get("code", ""),
            doubt=request.GET.get("doubt", ""),
        )
        if rows.is_unmasked:
            log(Act.PERSONAL_DATA_SHOWN, of=Run._meta.verbose_name, id=run.pk)
    is_applied = run.state == State.APPLIED
    asked = asked_of(run) if run.state == State.CHECKED and not is_busy else []
    open_words = sum(column.open for column in asked)
    corrections = list(run.corrections.order_by("pk")) if run.applied_at else []
    return step_page(
        model_admin,
        request,
        "outcome.html",
        step={State.CHECKED: CHECK, State.APPLIED: DONE}.get(State(run.state)),
        run=run,
        state=state_badge(run),
        outcome=rows,
        lines=rows.lines if rows else [],
        is_applied=is_applied,
        is_undone=run.state == State.UNDONE,
        is_checked=run.state == State.CHECKED,
        waiting=waiting(run),
        doing=doing(run),
        bringing=bringing(run),
        staying=staying(run),
        staying_out=staying_out(run),
        to_correct=to_correct(run),
        undone_by=undone_by(run),
        select_class=" ".join(SELECT_CLASSES),
        asked=asked,
        open_words=open_words,
        is_unfolded=0 < open_words <= MOST_OPEN,
        list_address=_list_address(run) if is_applied else "",
        may_download=request.user.has_perm(registry_of(run.kind).personal_permission),
        to_complete=_to_complete(run),
        corrections=corrections,
        corrections_in_force=any(each.state == State.APPLIED for each in corrections),
        accepted=ACCEPTED,
    )


def apply(model_admin: OfficeAdmin, request: HttpRequest, run: Run) -> HttpResponse:
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
        if background.is_long(run) and run.state == State.CHECKED:
            background.ask(actor=signed_in(request), run=run, step=Step.APPLY)
            return back
        run = services.apply_run(actor=signed_in(request), run=run)
        background.look_for_duplicates(run)
    except (ImportRefused, UnreadableFile, DiskFull) as error:
        run.refresh_from_db()
        if run.state == State.APPLIED:
            messages.warning(request, _already(run))
        else:
            messages.warning(request, str(error))
    else:
        messages.success(request, done(run))
    return back


def undo(model_admin: OfficeAdmin, request: HttpRequest, run: Run) -> HttpResponse:
    """Take back what an applied run has written; what was changed since only stays when asked."""
    back = HttpResponseRedirect(reverse("admin:imports_run_change", args=(run.pk,)))
    partly = "rest" in request.POST
    step = Step.UNDO_REST if partly else Step.UNDO
    try:
        if background.is_long(run) and run.state == State.APPLIED:
            background.ask(actor=signed_in(request), run=run, step=step)
            return back
        services.undo_run(actor=signed_in(request), run=run, partly=partly)
    except (ImportRefused, DiskFull) as error:
        messages.warning(request, str(error))
        if error.code == "changed_since":
            return HttpResponseRedirect(f"{back.url}?rows={KEPT}")
    else:
        messages.success(request, _("The import was undone. The history of each row tells it."))
    return back


def _to_complete(run: Run) -> int:
    """The rows of an applied run that wait for correction."""
    if run.state != State.APPLIED or run.completes_id is not None:
        return 0
    return max(run.rejected + run.warned - run.completed, 0)


def discard(model_admin: OfficeAdmin, request: HttpRequest, run: Run) -> HttpResponse:
    """Put an open run aside."""
    try:
        services.discard(actor=signed_in(request), run=run)
    except ImportRefused as error:
        run.refresh_from_db()
        messages.warning(request, _already(run) if run.state == State.APPLIED else str(error))
        return HttpResponseRedirect(reverse("admin:imports_run_change", args=(run.pk,)))
    messages.success(
        request, _("The import of “%(file)s” was put aside.") % {"file": run.file_name}
    )
    return HttpResponseRedirect(reverse("admin:imports_run_changelist"))


def _already(run: Run) -> str:
    return _(
        "%(name)s has applied this import already, on %(time)s. Nothing was written twice."
    ) % {
        "name": run.applied_by_name or "—",
        "time": jalali_datetime(run.applied_at),
    }


def _list_address(run: Run) -> str:
    meta = registry_of(run.kind).model._meta
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    except NoReverseMatch:
        return ""
