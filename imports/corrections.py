"""The rows of a run that a person should correct, as a file to be corrected and sent again.

It holds what was sent, personal data and all: only those who may see that get it.
"""

import csv
import io
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.worksheet import Worksheet

from files.exporting import disarm
from files.exporting.csv import FOR_EXCEL, FOR_PROGRAMS, Variety
from files.exporting.workbook import LONGEST_CELL
from imports.cell_texts import CellTexts
from imports.cleaning import Severity
from imports.drop_downs import DropDowns
from imports.headers import unique_titles
from imports.models import Run, Verdict
from imports.registry import registry_of

# The titles of the first and the last column, by which a file that comes back is known.
ROW_TITLE = _("Row in the file")
REASON_TITLE = pgettext_lazy("why a row has to be corrected", "Reason")

BATCH = 2000  # rows fetched at a time
MOST_COMMENTS = 5_000  # in a workbook; cells after them are coloured, with their reason at the end
COMMENT_FONT = {"font_name": "Tahoma", "font_size": 11}
COMMENT_WIDTH = 300  # pixels
LETTERS_IN_LINE, LINE_HEIGHT = 38, 22  # of a comment of this width and font; pixels
COLOURS = {Severity.REFUSES.value: "#F9D2CE", Severity.WARNS.value: "#FCEBC5"}


@dataclass(frozen=True, slots=True)
class _Line:
    name: str  # by which the row is known when it comes back (`imports.completing`)
    texts: list[str]
    reasons: str
    # By place of the cell, from 0: the severity of what is wrong with it, and the messages.
    marks: dict[int, tuple[str, str]]


def corrections_workbook(run: Run) -> IO[bytes]:
    """A workbook with the refused and then the warned rows of `run`, as they were sent.

    What is wrong with a cell is told at the cell; columns that accept a few words offer them. The
    caller closes the file.
    """
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=1 << 22)  # noqa: SIM115
    book = _Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    text = {"num_format": "@", "valign": "top"}
    head = book.add_format({"bold": True, "bg_color": "#CFE8E6", "align": "right", "border": 1})
    plain = book.add_format(text)
    wrapped = book.add_format({**text, "text_wrap": True, "align": "right"})
    marked = {
        severity: book.add_format({**text, "bg_color": colour, "border": 1})
        for severity, colour in COLOURS.items()
    }
    sheet = book.add_worksheet(str(_("Rows to correct"))[:31])
    sheet.right_to_left()
    sheet.freeze_panes(1, 1)
    last = len(run.header) + 1
    sheet.set_column(0, 0, 12, plain)
    sheet.set_column(1, last - 1, 20, plain)
    sheet.set_column(last, last, 70, wrapped)
    for index, title in enumerate(_titles(run)):
        sheet.write_string(0, index, title, head)
    filled, comments = 0, 0
    for filled, line in enumerate(_lines(run), 1):
        sheet.write_string(filled, 0, line.name, plain)
        for index, cell in enumerate(line.texts):
            _write(sheet, filled, index + 1, cell, line.marks.get(index), marked, plain)
        sheet.write_string(filled, last, line.reasons[:LONGEST_CELL], wrapped)
        for index, (_severity, message) in line.marks.items():
            if comments < MOST_COMMENTS:
                comments += 1
                sheet.write_comment(filled, index + 1, message, _comment(message))
    if filled:
        _offer_words(book, sheet, run, filled)
    book.close()
    file.seek(0)
    return file


def corrections_csv(run: Run, variety: Variety = FOR_PROGRAMS) -> IO[bytes]:
    """The same rows as text, with their reasons. The caller closes the file."""
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=1 << 22)  # noqa: SIM115
    text = io.TextIOWrapper(file, encoding=variety.encoding, newline="", write_through=True)
    text.write(variety.before)
    rows = csv.writer(text, quoting=csv.QUOTE_ALL, delimiter=variety.delimiter)
    rows.writerow(_titles(run))
    rows.writerows([line.name, *line.texts, line.reasons] for line in _lines(run))
    text.detach()
    file.seek(0)
    return file


FORMATS: dict[str, Callable[[Run], IO[bytes]]] = {
    "xlsx": corrections_workbook,
    "csv-excel": lambda run: corrections_csv(run, FOR_EXCEL),
    "csv": corrections_csv,
}


def _titles(run: Run) -> list[str]:
    return [str(ROW_TITLE), *map(disarm, run.header), str(REASON_TITLE)]


def _lines(run: Run) -> Iterator[_Line]:
    """The refused rows, then the warned ones, each by their number. Where a line of the file is
    several rows, each of them is a line here, with its own cell of the repeated columns."""
    places = {title: index for index, title in enumerate(unique_titles(run.header))}
    text_of = CellTexts(run).of
    rows = (
        run.rows.filter(Q(verdict=Verdict.REJECTED) | Q(is_warned=True))
        .order_by(
            Case(When(verdict=Verdict.REJECTED, then=Value(0)), default=Value(1)), "number", "part"
        )
        .values_list("number", "part", "cells", "problems", "values")
    )
    for number, part, cells, problems, values in rows.iterator(chunk_size=BATCH):
        texts = [disarm(text_of(index, cell, values)) for index, cell in enumerate(cells)]
        reasons = " | ".join(
            ": ".join(filter(None, (problem["column"], problem["message"]))) for problem in problems
        )
        name = f"{number} ({part})" if part else str(number)
        yield _Line(name, texts, disarm(reasons), _marks(problems, places))


def _marks(
    problems: Sequence[dict[str, Any]], places: dict[str, int]
) -> dict[int, tuple[str, str]]:
    told: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for problem in problems:
        if (place := places.get(problem["column"])) is not None:
            told[place].append(problem)
    return {place: (_worst(found), _messages(found)) for place, found in told.items()}


def _worst(problems: Sequence[dict[str, Any]]) -> str:
    severities = {problem["severity"] for problem in problems}
    return next(severity.value for severity in Severity if severity in severities)


def _messages(problems: Sequence[dict[str, Any]]) -> str:
    return "\n".join(dict.fromkeys(disarm(problem["message"]) for problem in problems))


def _write(
    sheet: Worksheet,
    row: int,
    column: int,
    cell: str,
    mark: tuple[str, str] | None,
    marked: dict[str, Format],
    plain: Format,
) -> None:
    look = marked[mark[0]] if mark else plain
    if cell:
        sheet.write_string(row, column, cell[:LONGEST_CELL], look)
    elif mark:
        sheet.write_blank(row, column, None, look)


def _comment(message: str) -> dict[str, Any]:
    lines = sum(1 + len(line) // LETTERS_IN_LINE for line in message.splitlines())
    return {**COMMENT_FONT, "width": COMMENT_WIDTH, "height": LINE_HEIGHT * (lines + 1)}


def _offer_words(book: xlsxwriter.Workbook, sheet: Worksheet, run: Run, filled: int) -> None:
    words = DropDowns(book)
    stored = registry_of(run.kind).stored()
    for index, name in enumerate(run.columns, 1):
        if name in stored:
            words.offer(sheet, index, (1, filled), stored[name].words(run.province_id))
    words.write()


class _RightAligned(Packager):
    """Comments in Persian, which the library has no option for."""

    def _write_vml_files(self) -> None:
        super()._write_vml_files()
        for path, name, _is_binary in self.filenames:
            if name.endswith(".vml"):
                drawing = Path(path)
                written = drawing.read_text("utf-8")
                drawing.write_text(
                    written.replace("text-align:left", "text-align:right;direction:rtl"), "utf-8"
                )


class _Workbook(xlsxwriter.Workbook):
    def _get_packager(self) -> Packager:
        return _RightAligned()
