"""The files that a report can be had as."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import log
from accounts.models import Act, User
from files.exporting.csv import FOR_EXCEL
from reports.renderings.as_csv import write_csv
from reports.renderings.as_json import write_json
from reports.renderings.made import Made
from reports.renderings.paper import write_paper
from reports.renderings.workbook import write_workbook


@dataclass(frozen=True, slots=True)
class Format:
    title: str | Promise
    content_type: str
    extension: str
    write: Callable[[IO[bytes], Made], None]


FORMATS = {
    "pdf": Format(_("PDF to sign"), "application/pdf", "pdf", write_paper),
    "xlsx": Format(
        _("Excel file"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        write_workbook,
    ),
    "csv-excel": Format(
        _("Text file for Excel"), FOR_EXCEL.content_type, "csv",
        lambda file, made: write_csv(file, made, FOR_EXCEL),
    ),
    "csv": Format(_("Text file for programs"), "text/csv; charset=utf-8", "csv", write_csv),
    "json": Format(_("JSON for programs"), "application/json", "json", write_json),
}  # fmt: skip


def written(made: Made, file_format: str, user: User) -> IO[bytes]:
    """The file, unnamed and open at its beginning; the caller closes it. The access log says who
    took it. Raises KeyError for another format, PrintingError for what cannot be printed."""
    how = FORMATS[file_format]
    file = tempfile.TemporaryFile()  # noqa: SIM115  the caller closes it
    try:
        how.write(file, made)
        act = Act.PRINTED if file_format == "pdf" else Act.EXPORTED
        log(act, user=user, list=made.title, format=file_format)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file
