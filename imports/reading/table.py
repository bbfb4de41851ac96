"""What reading a file gives: a table, and the layout in which it was found."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from imports.doubts import Doubt

Cell = str | int | float | bool | datetime.date | datetime.datetime | None
Row = tuple[int, list[Cell]]
HeaderScorer = Callable[[list[str]], float]

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is written. As a wish, a field left None is found by looking at the file.

    `encoding` is utf-8, utf-16-le, utf-16-be, cp1256, or utf-8+cp1256 for a file that has lines of
    both; None for a workbook, as is `delimiter`. `sheet` is None for text. `header_row` is 1-based,
    as a spreadsheet numbers rows; a header of two lines is known by its first.
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


@dataclass(slots=True)
class Table:
    """A header and the rows under it, cells as they stand in the file.

    `header` has one canonical text per column, "" for a nameless one. `rows` are (row number,
    cells), as many cells as columns; blank rows are left out. `skipped` are (row number, why):
    "title", "repeated_header" or "totals". `notes` counts what was mended: "nul_characters",
    "second_encoding_lines". `doubts` are what a person should know of it. `is_1904` tells that
    the workbook counts its days from 1904.
    """

    layout: Layout
    sheets: list[str]
    header: list[str]
    rows: list[Row]
    skipped: list[tuple[int, str]] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    is_1904: bool = False
