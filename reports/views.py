"""The page of reports, a report, and its files."""

from collections.abc import Sequence
from itertools import islice
from urllib.parse import quote

from django.contrib import admin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.requests import signed_in
from files.harmless import harmless, harmless_name
from files.printing import PrintingError
from persian.dates import jalali_iso, today
from persian.numbers import persian_digits
from reports import report
from reports.charts import bars_of, svg
from reports.forms import ReportForm
from reports.renderings.formats import FORMATS, written
from reports.renderings.made import make
from reports.report import Report
from reports.table import Cell, Column, shown
from screens.pages import allow

MOST_ROWS = 500  # that a page shows; files hold all
_Shown = tuple[str | Promise, str, str, bool]


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The reports that this person may see."""
    user = signed_in(request)
    allow(request, "ngos.view_ngo")
    return _page(
        request, "reports/index.html", {"title": _("Reports"), "reports": report.seen_by(user)}
    )


@require_GET
def page(request: HttpRequest, name: str) -> HttpResponse:
    found = _found(request, name)
    form = ReportForm(request.GET, report=found, today=today())
    made = make(found, form.asked())
    rows = list(islice(made.table.rows, MOST_ROWS))
    columns = made.table.columns
    chart = svg(bars_of(made.table, rows), made.title)
    context = {
        "title": made.title,
        "report": found,
        "form": form,
        "made": made,
        "columns": columns,
        "rows": [_shown(columns, row) for row in rows],
        "totals": _shown(columns, made.table.totals),
        "most": MOST_ROWS if len(rows) == MOST_ROWS else 0,
        "chart": mark_safe(chart),  # noqa: S308  every text in it was escaped when it was drawn
        "formats": FORMATS,
        "query": request.GET.urlencode(),
    }
    return _page(request, "reports/report.html", context, 422 if form.errors else 200)


@require_GET
def file(request: HttpRequest, name: str, file_format: str) -> HttpResponseBase:
    found = _found(request, name)
    if file_format not in FORMATS:
        raise Http404
    form = ReportForm(request.GET, report=found, today=today())
    if not form.is_valid():
        return page(request, name)
    made = make(found, form.asked())
    try:
        content = written(made, file_format, signed_in(request))
    except PrintingError as error:
        return _page(
            request, "reports/refused.html", {"title": made.title, "message": error.message}, 422
        )
    how = FORMATS[file_format]
    day = jalali_iso(made.made_on).replace("/", "-")
    shown_name = harmless_name(f"{made.title} {persian_digits(day)}.{how.extension}")
    response = FileResponse(content, content_type=how.content_type)
    response["Content-Disposition"] = (
        f'attachment; filename="{name}-{day}.{how.extension}"; '
        f"filename*=UTF-8''{quote(shown_name, safe='')}"
    )
    return harmless(response)


def _found(request: HttpRequest, name: str) -> Report:
    """The report, for whoever may see its rows."""
    try:
        found = report.named(name)
    except KeyError:
        raise Http404 from None
    allow(request, found.permission)
    return found


def _shown(columns: Sequence[Column], row: Sequence[Cell]) -> list[_Shown]:
    """Each cell's label, its text, where its rows are, whether it is a figure; none without a
    row."""
    return [
        (column.label, shown(column, cell.value), cell.link, column.is_figure)
        for column, cell in zip(columns, row, strict=False)
    ]


def _page(
    request: HttpRequest, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    head = {"content_title": context["title"], "opts": None}
    frame = {**admin.site.each_context(request), **head, **context}
    return TemplateResponse(request, template, frame, status=status)
