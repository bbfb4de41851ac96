"""Writing a registry to a file: the columns of its declaration, so that it can be read again.

Rows are fetched and written in batches, whatever their number. A cell that a spreadsheet would run
as a formula is disarmed, also where spaces or control characters hide its first sign.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import xlsxwriter
from django.db import models
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse

from accounts import scope
from accounts.models import User
from imports.formulas import disarmed
from imports.registry import Column, Registry, registry_of
from persian.dates import jalali_iso, today

BATCH = 2000  # rows fetched at a time
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST_CELL = 32_767  # characters that a workbook's cell holds


def disarm(value: Any) -> Any:
    """The value as it may stand in a cell: no formula, and no sign that a file cannot hold."""
    return disarmed(_CONTROL.sub("", value)) if isinstance(value, str) else value


def export_response(
    registry_kind: str, queryset: models.QuerySet[Any], *, file_format: str, user: User
) -> HttpResponseBase:
    """The rows of `queryset` as a file to download; `file_format` is "csv" or "xlsx".

    Columns with personal data are written only for those who may see it. Raises ValueError for
    another format.
    """
    registry = registry_of(registry_kind)()
    columns = [
        column
        for column in registry.stored().values()
        if not column.personal or user.has_perm(registry.personal_permission)
    ]
    name = f"{registry_kind}-{jalali_iso(today()).replace('/', '-')}.{file_format}"
    if file_format == "csv":
        # The rows are fetched while they are sent, after the request's scope has been left.
        entered = scope.of(user)
        response: HttpResponseBase = StreamingHttpResponse(
            _within(entered, _csv(registry, columns, queryset)),
            content_type="text/csv; charset=utf-8",
        )
    elif file_format == "xlsx":
        with scope.enter(scope.of(user)):
            workbook = _xlsx(registry, columns, queryset)
        response = FileResponse(
            workbook,
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
    else:
        raise ValueError(file_format)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _within(entered: scope.Scope, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Each chunk is made within the scope, which is left while the chunk is sent."""
    while True:
        with scope.enter(entered):
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk


def _rows(
    registry: Registry, columns: list[Column], queryset: models.QuerySet[Any]
) -> Iterator[list[list[Any]]]:
    """Batches of rows of cells, in the order of the queryset, by keys taken at the beginning.

    No cursor stays open between batches, since the scope is left between them.
    """
    keys = list(queryset.values_list("pk", flat=True))
    related = [
        str(column.attribute).partition("__")[0]
        for column in columns
        if "__" in str(column.attribute)
    ]
    manager = registry.model._default_manager.select_related(*related)
    for start in range(0, len(keys), BATCH):
        found = manager.in_bulk(keys[start : start + BATCH])
        yield [
            [_shown(column.export(found[key])) for column in columns]
            for key in keys[start : start + BATCH]
            if key in found
        ]


def _shown(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return jalali_iso(value)
    return "" if value is None else value


def _csv(
    registry: Registry, columns: list[Column], queryset: models.QuerySet[Any]
) -> Iterator[bytes]:
    yield "\ufeff".encode() + _lines([[str(column.label) for column in columns]])  # BOM for Excel
    for batch in _rows(registry, columns, queryset):
        yield _lines([disarm(cell) for cell in row] for row in batch)


def _lines(rows: Iterable[list[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _xlsx(registry: Registry, columns: list[Column], queryset: models.QuerySet[Any]) -> io.BytesIO:
    """A right-to-left workbook with a frozen header; numbers are numbers, dates Jalali text."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_size(2400, 1600)
    head = book.add_format({"bold": True, "bg_color": "#CFE8E6", "align": "right", "border": 1})
    sheet = book.add_worksheet(str(registry.title)[:31])
    sheet.right_to_left()
    sheet.freeze_panes(1, 1)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, 32 if index == 0 else 18)
        sheet.write_string(0, index, str(column.label), head)
    number = 0
    for batch in _rows(registry, columns, queryset):
        for row in batch:
            number += 1
            for index, cell in enumerate(row):
                if isinstance(cell, int) and not isinstance(cell, bool):
                    sheet.write_number(number, index, cell)
                elif cell != "":
                    sheet.write_string(number, index, disarm(str(cell))[:LONGEST_CELL])
    if number:
        sheet.autofilter(0, 0, number, len(columns) - 1)
    book.close()
    file.seek(0)
    return file
