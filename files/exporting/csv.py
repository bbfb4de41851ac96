"""An export as CSV: for programs, and for Excel, which asks for something else.

Programs get UTF-8 with commas and without a mark. Excel parts cells at the list separator of
Windows, which in Persian is neither comma nor semicolon, unless a first line `sep=;` names it; with
such a line it passes over the mark of UTF-8 and shows other letters. Of UTF-16 it keeps the mark.
"""

import csv
import io
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

from files.exporting.source import Source

LINES = 2000  # written at a time
# In UTF-8 such a byte is never a part of another character.
_CONTROL = bytes(range(0x20)).translate(None, b"\t\n\r")


@dataclass(frozen=True)
class Variety:
    """How the text is written: its encoding, what parts cells, what stands above the header."""

    encoding: str
    delimiter: str
    before: str
    content_type: str


FOR_PROGRAMS = Variety("utf-8", ",", "", "text/csv; charset=utf-8")
FOR_EXCEL = Variety("utf-16-le", ";", "\ufeffsep=;\r\n", "text/csv; charset=utf-16")


def write_csv(file: IO[bytes], source: Source, variety: Variety = FOR_PROGRAMS) -> None:
    """Lines that end with CR LF; whatever stands in a cell is quoted."""
    head = io.StringIO()
    csv.writer(head, quoting=csv.QUOTE_ALL, delimiter=variety.delimiter).writerow(source.labels)
    file.write((variety.before + head.getvalue()).encode(variety.encoding))
    is_as_sent = variety.encoding == "utf-8"
    with source.csv_lines(variety.delimiter) as lines:
        while batch := list(islice(lines, LINES)):
            text = _with_cr_lf(batch).translate(None, _CONTROL)
            file.write(text if is_as_sent else text.decode().encode(variety.encoding))


def _with_cr_lf(lines: list[Any]) -> bytes:
    """The lines in one piece. A line feed within a cell stays what it is."""
    text = b"".join(lines)
    if text.count(b"\n") == len(lines):
        return text.replace(b"\n", b"\r\n")
    return b"".join([b"%b\r\n" % line[:-1] for line in lines])
