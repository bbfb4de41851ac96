"""A report as lines of text, with the varieties that exports of lists have."""

import csv
import io
from typing import IO

from files.exporting import disarm
from files.exporting.csv import FOR_PROGRAMS, Variety
from persian.dates import jalali_iso
from reports.renderings.made import Made
from reports.table import Cell, Value

LINES = 2000  # written at a time


def write_csv(file: IO[bytes], made: Made, variety: Variety = FOR_PROGRAMS) -> None:
    lines = io.StringIO()
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL, delimiter=variety.delimiter)
    lines.write(variety.before)
    writer.writerow([str(column.label) for column in made.table.columns])
    for number, row in enumerate(made.table.rows, 1):
        writer.writerow([_text(cell) for cell in row])
        if number % LINES == 0:
            _send(file, lines, variety)
    if made.table.totals:
        writer.writerow([_text(cell) for cell in made.table.totals])
    _send(file, lines, variety)


def _send(file: IO[bytes], lines: io.StringIO, variety: Variety) -> None:
    file.write(lines.getvalue().encode(variety.encoding))
    lines.seek(0)
    lines.truncate()


def _text(cell: Cell) -> Value:
    """Days are Jalali, as in every file of the office."""
    if hasattr(cell.value, "year"):
        return jalali_iso(cell.value)
    return disarm(cell.value)
