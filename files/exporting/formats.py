"""A list written to a file, and the file as what a browser downloads."""

import datetime
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import quote

from django.db import models
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.access import log
from accounts.models import Act, User
from files.disk import room_on_disk
from files.exporting import csv, ods, paper, workbook
from files.exporting.columns import ExportColumn, needed_for, shown_to
from files.exporting.source import Source
from files.harmless import harmless, harmless_name
from persian.dates import jalali_iso, today
from persian.numbers import persian_digits


@dataclass(frozen=True)
class Format:
    title: Any
    content_type: str
    write: Callable[[IO[bytes], Source, "ListToExport"], None]
    extension: str


@dataclass(frozen=True)
class ListToExport:
    """What is exported: its title, its name in Latin letters, its columns and its rows.

    On paper stand those of `paper_columns`, what the list was narrowed by, and who printed it. The
    access log keeps `filtered`, which leaves out what was searched for.
    """

    title: str
    name: str
    columns: Sequence[ExportColumn]
    rows: models.QuerySet[Any]
    paper_columns: Sequence[ExportColumn] = ()
    narrowed: str = ""
    made: str = ""
    filtered: str = ""

    def columns_in(self, file_format: str) -> Sequence[ExportColumn]:
        return self.paper_columns if file_format == "pdf" else self.columns


FORMATS = {
    "xlsx": Format(
        _("Excel file"),
        workbook.CONTENT_TYPE,
        lambda file, source, listed: workbook.write_workbook(file, source, listed.title),
        "xlsx",
    ),
    "ods": Format(
        _("OpenDocument file (LibreOffice)"),
        ods.CONTENT_TYPE,
        lambda file, source, listed: ods.write_ods(file, source, listed.title),
        "ods",
    ),
    "csv-excel": Format(
        _("Text file for Excel"),
        csv.FOR_EXCEL.content_type,
        lambda file, source, listed: csv.write_csv(file, source, csv.FOR_EXCEL),
        "csv",
    ),
    "csv": Format(
        _("Text file for programs"),
        csv.FOR_PROGRAMS.content_type,
        lambda file, source, listed: csv.write_csv(file, source),
        "csv",
    ),
    "pdf": Format(
        _("List for printing"),
        paper.CONTENT_TYPE,
        lambda file, source, listed: paper.write_paper(
            file, source, title=listed.title, narrowed=listed.narrowed, made=listed.made
        ),
        "pdf",
    ),
}


class _Sent(FileResponse):
    block_size = 1 << 16  # bytes


def written(
    listed: ListToExport,
    *,
    file_format: str,
    user: User,
    progress: Callable[[int], None] | None = None,
) -> IO[bytes]:
    """The list in an unnamed temporary file, as this person may have it; the caller closes it.

    The access log says who took how many rows of it.

    `file_format` is a key of FORMATS. Raises ValueError for another one, and PrintingError for a
    list that cannot be printed.
    """
    if file_format not in FORMATS:
        raise ValueError(file_format)
    file = tempfile.TemporaryFile()  # noqa: SIM115  the caller closes it
    try:
        with scope.enter(scope.of(user)):
            columns = shown_to(user, listed.columns_in(file_format))
            source = Source(columns, listed.rows, progress)
            FORMATS[file_format].write(file, source, listed)
            log(
                Act.PRINTED if file_format == "pdf" else Act.EXPORTED,
                user=user,
                list=listed.title,
                format=file_format,
                rows=source.sent,
                filter=listed.filtered,
                personal=bool(needed_for(user, listed.columns_in(file_format))),
            )
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


@room_on_disk()
def export_response(
    listed: ListToExport, *, file_format: str, user: User, password: str = ""
) -> FileResponse:
    """The list as a file to download; `file_format` is a key of FORMATS.

    The file is complete before its first byte is sent, so that neither scope nor statement outlasts
    this call. With a password, a workbook is locked. Raises ValueError for another format and for
    a password on anything but a workbook, PrintingError, and DiskFull.
    """
    if password and file_format != "xlsx":
        raise ValueError(file_format)
    file = written(listed, file_format=file_format, user=user)
    return sent(
        file, title=listed.title, name=listed.name, file_format=file_format, password=password
    )


@room_on_disk()
def sent(
    file: IO[bytes],
    *,
    title: str,
    name: str,
    file_format: str,
    on: datetime.date | None = None,
    password: str = "",
) -> FileResponse:
    """A finished file, named after the list and the day: «سمن‌ها ۱۴۰۵-۰۸-۳۰.xlsx».

    What knows no Persian name gets `name` and the day. With a password, a workbook is locked.
    Raises DiskFull where there is no room to lock it.
    """
    if password:
        file = workbook.locked(file, password)
        file.seek(0)
    day = jalali_iso(on or today()).replace("/", "-")
    extension = FORMATS[file_format].extension
    shown = quote(harmless_name(f"{title} {persian_digits(day)}.{extension}"), safe="")
    response = _Sent(file, content_type=FORMATS[file_format].content_type)
    response["Content-Disposition"] = (
        f"attachment; filename=\"{name}-{day}.{extension}\"; filename*=UTF-8''{shown}"
    )
    return harmless(response)
