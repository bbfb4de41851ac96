"""The second step: how the file is read, and what its columns hold."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests import signed_in
from files.disk import DiskFull
from imports import background, services, sureness
from imports.forms import ColumnsForm, LayoutForm
from imports.headers import unique_titles
from imports.models import Run, State
from imports.registry import registry_of
from imports.services import ImportRefused
from imports.shown import cell_text
from imports.strip import Line, Reader, lines_before
from imports.tables import layout_of, table_of
from imports.understanding import understand
from imports.understood import Level
from imports.views.page import COLUMNS, step_page
from reading import Layout, Table, UnreadableFile
from screens.admin import OfficeAdmin

SAMPLES = 3


def show(model_admin: OfficeAdmin, request: HttpRequest, run: Run) -> HttpResponse:
    """Show what was found; read the file anew, or check its rows with these columns."""
    done = HttpResponseRedirect(reverse("admin:imports_run_change", args=(run.pk,)))
    if run.state not in (State.UPLOADED, State.CHECKED) or run.asked:
        return done
    try:
        table = table_of(run)
    except UnreadableFile as error:
        messages.error(request, error.message)
        return HttpResponseRedirect(reverse("admin:imports_run_changelist"))
    layout = LayoutForm(run=run, table=table)
    columns = ColumnsForm(run=run)
    if request.method == "POST" and "afresh" in request.POST:
        if _read_afresh(request, run, layout):
            return HttpResponseRedirect(request.path)
    elif request.method == "POST" and "reread" in request.POST:
        layout = LayoutForm(request.POST, run=run, table=table)
        if layout.is_valid() and _reread(request, run, layout):
            return HttpResponseRedirect(request.path)
    elif request.method == "POST":
        columns = ColumnsForm(request.POST, run=run)
        if columns.is_valid() and _check(request, run, columns, table):
            return done
    return step_page(
        model_admin,
        request,
        "columns.html",
        step=COLUMNS,
        run=run,
        layout=layout,
        columns=columns,
        rows=_rows(run, table, columns),
        read=len(table.rows),
        skipped=len(table.skipped),
        earlier=_applied_before(run),
        memory=_memory(run),
        levels=sureness.LEVELS,
        lines=_doubts(request, run, table),
    )


def _read_afresh(request: HttpRequest, run: Run, form: LayoutForm) -> bool:
    """Read the file as it itself tells, whatever the office chose before."""
    try:
        services.correct(actor=signed_in(request), run=Run.objects.get(pk=run.pk), layout=Layout())
    except (ImportRefused, UnreadableFile, DiskFull) as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The file was read afresh. Look at its columns."))
    return True


def _reread(request: HttpRequest, run: Run, layout: LayoutForm) -> bool:
    fresh = Run.objects.get(pk=run.pk)
    try:
        services.correct(actor=signed_in(request), run=fresh, layout=layout.wanted())
    except UnreadableFile as error:
        layout.refuse(error)
    except (ImportRefused, DiskFull) as error:
        layout.add_error(None, str(error))
    else:
        messages.success(request, _("The file was read anew. Look at its columns."))
        return True
    return False


def _check(request: HttpRequest, run: Run, columns: ColumnsForm, table: Table) -> bool:
    fresh = Run.objects.get(pk=run.pk)
    if layout_of(fresh) == layout_of(run):
        fresh.just_read = table
    try:
        if (fresh.columns, fresh.given) != (columns.columns, columns.given):
            services.correct(
                actor=signed_in(request),
                run=fresh,
                columns=columns.columns,
                given=columns.given,
            )
        background.check(actor=signed_in(request), run=fresh)
    except (ImportRefused, UnreadableFile, DiskFull) as error:
        columns.add_error(None, str(error))
        return False
    return True


def _rows(run: Run, table: Table, form: ColumnsForm) -> list[dict[str, Any]]:
    """For each column of the file: its title, three values, the field it was given, and how sure
    that is."""
    registry = registry_of(run.kind)
    declared = registry.columns()
    understood = understand(table, registry, run.province_id)
    in_workbook = run.encoding is None
    rows = []
    for each, sure in zip(understood, sureness.of_columns(run, understood), strict=True):
        bound = form[f"column-{each.index}"]
        value = bound.value() or ""
        if value != (run.columns[each.index] or ""):  # chosen on this page, and refused
            sure = sureness.Sureness(sureness.CHOSEN if value else Level.LEFT_OUT)
        rows.append(
            {
                "title": each.title,
                "letter": each.index + 1,
                "samples": _samples(table, each.index, in_workbook=in_workbook),
                "field": bound,
                "guessed": run.columns[each.index] or "",
                "sureness": str(sure.level),
                "label": sure.label,
                "why": sure.told(declared),
                "is_remembered": sure.from_memory,
                "offers": [] if value else [(name, declared[name].label) for name in each.offers],
            }
        )
    return rows


def _samples(table: Table, index: int, *, in_workbook: bool) -> list[str]:
    """The first different values of a column."""
    found: dict[str, None] = {}
    for _number, cells in table.rows[:500] if index < len(table.header) else ():
        text = cell_text(cells[index], in_workbook=in_workbook).strip()
        if text:
            found[text] = None
        if len(found) == SAMPLES:
            break
    return list(found)


def _doubts(request: HttpRequest, run: Run, table: Table) -> list[Line]:
    """What the reader of the file has to say of it, as this person may read it."""
    registry = registry_of(run.kind)
    is_unmasked = request.user.has_perm(registry.personal_permission)
    return lines_before(table.doubts, Reader(registry.columns(), is_unmasked=is_unmasked))


def _memory(run: Run) -> dict[str, Any]:
    """What of the reading was taken from memory, in words."""
    taken = run.remembered
    parts = []
    if taken.get("layout"):
        parts.append(_("how the file is read"))
    if places := taken.get("columns"):
        titles = unique_titles(run.header)
        named = "، ".join(f"«{titles[at]}»" for at in places if at < len(titles))
        parts.append(_("the columns %(titles)s") % {"titles": named})
    if taken.get("given"):
        parts.append(_("the values for all rows"))
    at = datetime.datetime.fromisoformat(taken["at"]) if taken.get("at") else None
    return {"parts": parts, "at": at} if parts else {}


def _applied_before(run: Run) -> Run | None:
    """An import of the very same file that has been applied already."""
    return Run.objects.filter(
        sha256=run.sha256, kind=run.kind, province=run.province_id, state=State.APPLIED
    ).first()
