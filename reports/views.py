"""The page of reports, a report, and its files."""

import tempfile
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import IO
from urllib.parse import quote

from django.contrib import admin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import log
from accounts.models import Act
from accounts.requests import signed_in
from files.harmless import harmless, harmless_name
from files.printing import PrintingError
from persian.dates import jalali_iso, today
from persian.numbers import persian_digits
from reports import report
from reports.charts import bars_of, svg
from reports.forms import AllReports, ReportForm
from reports.renderings.formats import FORMATS, written
from reports.renderings.made import make
from reports.renderings.performance import write_performance
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
    form = ReportForm(request.GET or {}, report=AllReports(), today=today())
    context = {"title": _("Reports"), "reports": report.seen_by(user), "form": form}
    return _page(request, "reports/index.html", context)


@require_GET
def performance(request: HttpRequest) -> HttpResponseBase:
    """The performance report of a period as one document."""
    user = signed_in(request)
    allow(request, "ngos.view_ngo")
    form = ReportForm(request.GET, report=AllReports(), today=today())
    if not form.is_valid():
        context = {"title": _("Reports"), "reports": report.seen_by(user), "form": form}
        return _page(request, "reports/index.html", context, 422)
    title, content = _("Performance report"), tempfile.TemporaryFile()  # noqa: SIM115  sent
    try:
        write_performance(content, form.asked(), user)
    except PrintingError as error:
        return _page(
            request, "reports/refused.html", {"title": title, "message": error.message}, 422
        )
    log(Act.PRINTED, user=user, list=title, format="pdf")
    content.seek(0)
    return _sent(content, title, "performance", "application/pdf", "pdf")


@require_GET
def page(request: HttpRequest, report_name: str) -> HttpResponse:
    found = _found(request, report_name)
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
        "chart": chart,
        "formats": FORMATS,
        "query": request.GET.urlencode(),
    }
    return _page(request, "reports/report.html", context, 422 if form.errors else 200)


@require_GET
def file(request: HttpRequest, report_name: str, file_format: str) -> HttpResponseBase:
    found = _found(request, report_name)
    if file_format not in FORMATS:
        raise Http404
    form = ReportForm(request.GET, report=found, today=today())
    if not form.is_valid():
        return page(request, report_name)
    made = make(found, form.asked())
    try:
        content = written(made, file_format, signed_in(request))
    except PrintingError as error:
        return _page(
            request, "reports/refused.html", {"title": made.title, "message": error.message}, 422
        )
    how = FORMATS[file_format]
    return _sent(content, made.title, report_name, how.content_type, how.extension)


def _sent(
    content: IO[bytes], title: str, name: str, content_type: str, extension: str
) -> HttpResponseBase:
    """A file named for people: «رشد مجوزها ۱۴۰۵-۰۹-۰۷.pdf»."""
    day = jalali_iso(today()).replace("/", "-")
    for_people = harmless_name(f"{title} {persian_digits(day)}.{extension}")
    response = FileResponse(content, content_type=content_type)
    response["Content-Disposition"] = (
        f'attachment; filename="{name}-{day}.{extension}"; '
        f"filename*=UTF-8''{quote(for_people, safe='')}"
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
    request: HttpRequest, template: str, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    head = {"content_title": context["title"], "opts": None}
    frame = {**admin.site.each_context(request), **head, **context}
    return TemplateResponse(request, template, frame, status=status)
