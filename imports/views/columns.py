"""The second step: how the file is read, and what its columns hold."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from imports import background, remembering, services
from imports.forms import ColumnsForm, LayoutForm
from imports.headers import SURE, match_headers
from imports.models import Run, State
from imports.reading import Table, UnreadableFile
from imports.registry import registry_of
from imports.services import ImportRefused
from imports.shown import cell_text
from imports.strip import Line, Reader, lines_before
from imports.views.page import COLUMNS, step_page
from screens.disk import DiskFull

if TYPE_CHECKING:
    from imports.admin.run import RunAdmin

SAMPLES = 3


def show(model_admin: "RunAdmin", request: HttpRequest, run: Run) -> HttpResponse:
    """Show what was found; read the file anew, or check its rows with these columns."""
    done = HttpResponseRedirect(reverse("admin:imports_run_change", args=(run.pk,)))
    if run.state not in (State.UPLOADED, State.CHECKED) or run.asked:
        return done
    try:
        table = services.table_of(run)
    except UnreadableFile as error:
        messages.error(request, error.message)
        return HttpResponseRedirect(reverse("admin:imports_run_changelist"))
    layout = LayoutForm(run=run, table=table)
    columns = ColumnsForm(run=run)
    if request.method == "POST" and "reread" in request.POST:
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
        is_remembered=_is_remembered(run),
        lines=_doubts(request, run, table),
    )


def _reread(request: HttpRequest, run: Run, layout: LayoutForm) -> bool:
    fresh = Run.objects.get(pk=run.pk)
    try:
        services.correct(actor=request.user, run=fresh, layout=layout.wanted())  # type: ignore[arg-type]
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
    if services.layout_of(fresh) == services.layout_of(run):
        fresh.just_read = table
    try:
        if fresh.columns != columns.columns:
            services.correct(actor=request.user, run=fresh, columns=columns.columns)  # type: ignore[arg-type]
        background.check(actor=request.user, run=fresh)  # type: ignore[arg-type]
    except (ImportRefused, UnreadableFile, DiskFull) as error:
        columns.add_error(None, str(error))
        return False
    return True


def _rows(run: Run, table: Table, form: ColumnsForm) -> list[dict[str, Any]]:
    """For each column of the file: its title, three values, and the field it was given."""
    guesses = match_headers(run.header, list(registry_of(run.kind).columns().values()))
    in_workbook = run.encoding is None
    return [
        {
            "title": title,
            "letter": index + 1,
            "samples": _samples(table, index, in_workbook=in_workbook),
            "field": (bound := form[f"column-{index}"]),
            "guessed": guess.column_name or "",
            "is_certain": guess.is_sure,
            "sureness": _sureness(bound.value() or "", guess.column_name or "", guess.confidence),
        }
        for index, (title, guess) in enumerate(zip(run.header, guesses, strict=True))
    ]


def _sureness(given: str, guessed: str, confidence: float) -> str:
    if not given:
        return "left-out"
    if given != guessed:
        return "chosen"
    return "certain" if confidence >= SURE else "alike"


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


def _is_remembered(run: Run) -> bool:
    """Whether the columns are those that the office chose for files with this header before."""
    before = remembering.reading_of(run)
    return before is not None and (before.header, before.columns) == (run.header, run.columns)


def _applied_before(run: Run) -> Run | None:
    """An import of the very same file that has been applied already."""
    return Run.objects.filter(
        sha256=run.sha256, kind=run.kind, province=run.province_id, state=State.APPLIED
    ).first()
