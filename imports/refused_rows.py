"""The refused rows of a run as a file: the cells as they were sent, and why they were refused."""

import csv
import io
import tempfile
from collections.abc import Iterator
from typing import IO

import xlsxwriter
from django.utils.translation import gettext as _

from imports.exporting import disarm
from imports.models import Run, Verdict
from imports.outcome import cell_text

FORMATS = ("xlsx", "csv")


def refused_rows(run: Run, file_format: str) -> IO[bytes]:
    """A file with the refused rows of `run`; `file_format` is one of FORMATS."""
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=1 << 22)  # noqa: SIM115  the caller closes it
    if file_format == "xlsx":
        _write_workbook(file, run)
    else:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        csv.writer(text).writerows(_table(run))
        text.detach()
    file.seek(0)
    return file


def _table(run: Run) -> Iterator[list[str]]:
    yield [_("Row in the file"), *map(disarm, run.header), _("Reason")]
    in_workbook = run.encoding is None
    rows = run.rows.filter(verdict=Verdict.REJECTED).order_by("number")
    for number, cells, problems in rows.values_list("number", "cells", "problems"):
        reasons = " | ".join(
            ": ".join(filter(None, (problem["column"], problem["message"]))) for problem in problems
        )
        texts = [cell_text(cell, in_workbook=in_workbook) for cell in cells]
        yield [str(number), *map(disarm, texts), disarm(reasons)]


def _write_workbook(file: IO[bytes], run: Run) -> None:
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    head = book.add_format({"bold": True, "bg_color": "#CFE8E6", "align": "right", "border": 1})
    sheet = book.add_worksheet(_("Refused rows")[:31])
    sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    last = len(run.header) + 1
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, last - 1, 20)
    sheet.set_column(last, last, 70)
    for number, row in enumerate(_table(run)):
        for index, text in enumerate(row):
            if text != "":
                sheet.write_string(number, index, text, head if number == 0 else None)
    book.close()
