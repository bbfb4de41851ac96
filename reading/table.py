"""What reading a file gives: a table, and the layout in which it was found."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from .doubts import Doubt

Cell = str | int | float | bool | datetime.date | datetime.datetime | None
Row = tuple[int, list[Cell]]
HeaderScorer = Callable[[list[str]], float]

MEBIBYTE = 1 << 20
ALL_SHEETS = "*"  # no sheet can have this name


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is written. As a wish, a field left None is found by looking at the file.

    `encoding` is utf-8, utf-16-le, utf-16-be, cp1256, or utf-8+cp1256 for a file that has lines of
    both; None for a workbook or a page, as is `delimiter`. `sheet` is None for text, ALL_SHEETS for
    all that have the titles of the best. `header_row` is 1-based, as a spreadsheet numbers rows; a
    header of two lines is known by its first.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused rather than read."""

    max_bytes: int = 100 * MEBIBYTE
    max_rows: int = 1_000_000  # filled rows; blank ones do not count
    max_columns: int = 500
    max_cells: int = 24_000_000  # of all rows, each as wide as the widest
    max_line: int = 4 * MEBIBYTE  # characters of a record of text
    max_unpacked_bytes: int = 1024 * MEBIBYTE
    max_packing_ratio: int = 200
    max_entries: int = 10_000  # files inside a workbook's zip
    max_memory_bytes: int = 2048 * MEBIBYTE  # of the process that opens a workbook
    max_seconds: float = 120  # to open and read a workbook


class CellProblem(NamedTuple):
    """A cell that says nothing that could be stored. Its row is refused where `refuses` and the
    column is one that refuses what it cannot read; otherwise the cell is left out with a warning.
    """

    column: int
    code: str
    message: str
    refuses: bool


@dataclass(slots=True)
class Table:
    """A header and the rows under it, cells as they stand in the file.

    `header` has one canonical text per column, "" for a nameless one. `rows` are (row number,
    cells), as many cells as columns; blank rows are left out. `skipped` are (row number, why):
    "title", "repeated_header", "column_numbers", "totals", "heading" or "note". `notes` counts what
    was mended: "nul_characters", "second_encoding_lines". `doubts` are what a person should know of
    it, `problems` what is wrong with cells, by row number, `refused` the rows (code, message) whose
    cells cannot be told apart. `is_1904` tells that the workbook counts
    its days from 1904. `alike` are the sheets that have these titles, this one with them. `above`
    are the lines above the titles.
    """

    layout: Layout
    sheets: list[str]
    header: list[str]
    rows: list[Row]
    skipped: list[tuple[int, str]] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    problems: dict[int, list[CellProblem]] = field(default_factory=dict)
    refused: dict[int, tuple[str, str]] = field(default_factory=dict)
    is_1904: bool = False
    alike: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
