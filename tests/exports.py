"""Files of lists as the tests ask for them, and what stands in them."""

import csv
import io
from typing import Any

import openpyxl
from django.contrib import admin
from django.db import connection, models
from django.http import FileResponse
from python_calamine import CalamineWorkbook

from accounts import scope
from accounts.models import User
from files.exporting.formats import ListToExport, export_response
from imports.registry import registry_of
from ngos.models import NGO

FORMATS = ["csv", "csv-excel", "xlsx", "ods"]


def listed_ngos(rows: models.QuerySet[Any] | None = None) -> ListToExport:
    """The register as its list exports it."""
    model_admin: Any = admin.site.get_model_admin(NGO)
    listed: ListToExport = model_admin.list_to_export(NGO.objects.all() if rows is None else rows)
    return listed


def ngo_export(
    user: User,
    rows: models.QuerySet[Any] | None = None,
    *,
    file_format: str = "csv",
    **options: Any,
) -> FileResponse:
    return export_response(listed_ngos(rows), file_format=file_format, user=user, **options)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def exported(
    user: User, file_format: str = "csv", rows: models.QuerySet[Any] | None = None
) -> list[dict[str, Any]]:
    """The NGOs in the file as dictionaries by title, as the user gets them."""
    return cells(body(ngo_export(user, rows, file_format=file_format)), file_format)


def cells(content: bytes, file_format: str) -> list[dict[str, Any]]:
    """The rows of a file by title."""
    if file_format == "csv":
        return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    if file_format == "csv-excel":
        assert content.startswith("\ufeffsep=;\r\n".encode("utf-16-le"))
        _named, _end, text = content.decode("utf-16").partition("\r\n")
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    if file_format == "ods":
        titles, *rows = (
            CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        )
    else:
        titles, *rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(
            values_only=True
        )
    return [dict(zip(titles, row, strict=True)) for row in rows]


def title(field: str) -> str:
    return str(registry_of("ngos").columns()[field].label)


def store(ngo: NGO, **texts: Any) -> None:
    """Store texts as they are, which the model's fields would clean."""
    assigned = ", ".join(f"{column} = %s" for column in texts)
    with scope.system(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE ngos_ngo SET {assigned} WHERE id = %s", [*texts.values(), ngo.pk])


def formats_of_columns(sheet: Any) -> list[str]:
    """The number format of each column of a sheet, which a cell that is added there has."""
    found = ["General"] * sheet.max_column
    for column in sheet.column_dimensions.values():
        for place in range(column.min, min(column.max, sheet.max_column) + 1):
            found[place - 1] = column.number_format
    return found
