"""An export as CSV: UTF-8 with a BOM (Excel needs it), lines that end with CR LF."""

import csv
import io
from itertools import islice
from typing import IO, Any

from screens.exporting.source import Source

CONTENT_TYPE = "text/csv; charset=utf-8"
LINES = 2000  # written at a time
# In UTF-8 such a byte is never a part of another character.
_CONTROL = bytes(range(0x20)).translate(None, b"\t\n\r")


def write_csv(file: IO[bytes], source: Source) -> None:
    head = io.StringIO()
    csv.writer(head, quoting=csv.QUOTE_ALL).writerow(source.labels)
    file.write(("\ufeff" + head.getvalue()).encode())
    with source.csv_lines() as lines:
        while batch := list(islice(lines, LINES)):
            file.write(_with_cr_lf(batch).translate(None, _CONTROL))


def _with_cr_lf(lines: list[Any]) -> bytes:
    """The lines in one piece. A line feed within a cell stays what it is."""
    text = b"".join(lines)
    if text.count(b"\n") == len(lines):
        return text.replace(b"\n", b"\r\n")
    return b"".join([b"%b\r\n" % line[:-1] for line in lines])
