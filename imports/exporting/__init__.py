"""Writing a registry to a file: the columns of its declaration, so that it can be read again.

The database makes the cells (`cells`) and sends them in one statement (`source`); a writer for each
format puts them in a file on the disk, whatever their number. A cell that a spreadsheet would run
as a formula is disarmed, also where spaces or control characters hide its first sign.
"""

import tempfile
from typing import IO, Any
from urllib.parse import quote

from django.db import models
from django.http import FileResponse

from accounts import scope
from accounts.models import User
from imports.exporting import csv, ods, workbook
from imports.exporting.cells import disarm
from imports.exporting.source import Source
from imports.registry import Registry, registry_of
from persian.dates import jalali_iso, today
from persian.numbers import persian_digits

__all__ = ["CONTENT_TYPES", "disarm", "export_response"]

CONTENT_TYPES = {
    "xlsx": workbook.CONTENT_TYPE,
    "csv": csv.CONTENT_TYPE,
    "ods": ods.CONTENT_TYPE,
}


class _Sent(FileResponse):
    block_size = 1 << 16  # bytes


def export_response(
    registry_kind: str,
    queryset: models.QuerySet[Any],
    *,
    file_format: str,
    user: User,
    password: str = "",
) -> FileResponse:
    """The rows of `queryset` as a file to download; `file_format` is a key of CONTENT_TYPES.

    Columns with personal data are written only for those who may see it. The file is complete
    before its first byte is sent, so that neither scope nor statement outlasts this call. With a
    password, a workbook is locked. Raises ValueError for another format, and for a password on
    anything but a workbook.
    """
    if file_format not in CONTENT_TYPES or (password and file_format != "xlsx"):
        raise ValueError(file_format)
    registry = registry_of(registry_kind)
    columns = [
        column
        for column in registry.stored().values()
        if not column.personal or user.has_perm(registry.personal_permission)
    ]
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    try:
        with scope.enter(scope.of(user)):
            _write(file, file_format, Source(columns, queryset), str(registry.title))
        if password:
            file = workbook.locked(file, password)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    response = _Sent(file, content_type=CONTENT_TYPES[file_format])
    response["Content-Disposition"] = _disposition(registry, file_format)
    return response


def _write(file: IO[bytes], file_format: str, source: Source, title: str) -> None:
    if file_format == "csv":
        csv.write_csv(file, source)
    elif file_format == "ods":
        ods.write_ods(file, source, title)
    else:
        workbook.write_workbook(file, source, title)


def _disposition(registry: type[Registry], file_format: str) -> str:
    """The name of the file: «سمن‌ها ۱۴۰۵-۰۸-۳۰.xlsx», and one in ASCII for what knows no other."""
    day = jalali_iso(today()).replace("/", "-")
    name = quote(f"{registry.title} {persian_digits(day)}.{file_format}", safe="")
    plain = f"{registry.kind}-{day}.{file_format}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{name}"
