"""An export as a list on paper: a PDF of the columns that fit."""

from typing import IO

from files.exporting.source import Row, Source
from files.formulas import armed
from files.printed_list import ListSheet, print_list
from persian.numbers import format_number

CONTENT_TYPE = "application/pdf"
MOST_ROWS = 5_000  # that are printed; beyond it a list is for a spreadsheet
MOST_COLUMNS = 10  # that a page has room for, where a list does not say which it prints


def write_paper(file: IO[bytes], source: Source, *, title: str, narrowed: str, made: str) -> None:
    """A table as people read it: no cell is run here, so nothing is disarmed.

    It is typeset in memory. Raises PrintingError.
    """
    with source.rows() as rows:
        printed = [_texts(row) for row in rows]
    sheet = ListSheet(
        title=title, columns=source.labels, rows=printed, narrowed=narrowed, made=made
    )
    file.write(print_list(sheet))


def _texts(row: Row) -> list[str]:
    return [
        format_number(cell) if isinstance(cell, int) else armed(cell) if cell else ""
        for cell in row
    ]
