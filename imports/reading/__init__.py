"""Reads a registry file of whatever kind into a table of cells, or says why it cannot be read.

`read_table` is all that is needed from here. It knows formats, encodings, delimiters and headers;
what a column means is decided by `imports.headers` and later steps.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from .body import Body
from .collector import collector_paused
from .container import TEXT, kind_of
from .delimited import find_delimiter, of_bearable_length, records, sample_of
from .encoding import (
    MIXED,
    UTF16BE,
    UTF16LE,
    check_encoding,
    count_second,
    find_encoding,
    text_lines,
)
from .errors import MESSAGES, UnreadableFile
from .header_row import HeaderRow, find_header
from .table import MEBIBYTE, Cell, HeaderScorer, Layout, Limits, Row, Table
from .workbook import SheetHead, Workbook

__all__ = [
    "MESSAGES",
    "Cell",
    "HeaderScorer",
    "Layout",
    "Limits",
    "Row",
    "Table",
    "UnreadableFile",
    "read_table",
]

USUAL_LIMITS = Limits()
_CONTENT = re.compile(rb"[^\s\0\x1a\xef\xbb\xbf\xff\xfe]")


def read_table(
    file: BinaryIO,
    *,
    filename: str,
    layout: Layout | None = None,
    is_header: HeaderScorer | None = None,
    limits: Limits = USUAL_LIMITS,
) -> Table:
    """The table in a CSV, TSV, text, XLSX, XLS or ODS file, told apart by content, not by name.

    Fields of `layout` that are not None are obeyed, the others found. `is_header` gives the number
    of cells of a candidate row that are known column titles. Raises UnreadableFile, and nothing
    else whatever the bytes.
    """
    raw = file.read(limits.max_bytes + 1)
    if len(raw) > limits.max_bytes:
        raise UnreadableFile("too_big", megabytes=limits.max_bytes // MEBIBYTE)
    if not _CONTENT.search(raw):
        raise UnreadableFile("empty_file")
    wanted = layout or Layout()
    kind = kind_of(raw, limits)
    with collector_paused():
        if kind == TEXT:
            return _read_text(raw, filename, wanted, is_header, limits)
        return _read_workbook(raw, wanted, is_header, limits)


def _read_text(
    raw: bytes, filename: str, wanted: Layout, is_header: HeaderScorer | None, limits: Limits
) -> Table:
    notes: dict[str, int] = {}
    raw = raw.removesuffix(b"\x1a")  # the end mark of DOS
    encoding = check_encoding(raw, wanted.encoding) if wanted.encoding else find_encoding(raw)
    if encoding not in (UTF16LE, UTF16BE) and (nuls := raw.count(0)):
        notes["nul_characters"] = nuls
        raw = raw.replace(b"\0", b"")
    if encoding == MIXED:
        notes["second_encoding_lines"] = count_second(raw)
    lines = of_bearable_length(text_lines(raw, encoding), limits)
    sample = sample_of(lines)
    delimiter = wanted.delimiter or find_delimiter(sample, filename=filename, is_header=is_header)
    if (
        len(delimiter) != 1
        or delimiter == '"'
        or not (delimiter.isprintable() or delimiter == "\t")
    ):
        raise UnreadableFile("wrong_delimiter")
    filled = records(chain(sample, lines), delimiter, limits)
    body = Body(filled, header_row=wanted.header_row, is_header=is_header, limits=limits)
    found = Layout(encoding=encoding, delimiter=delimiter, header_row=body.header_row)
    return Table(found, [], body.header, body.rows, body.skipped, notes)


def _read_workbook(
    raw: bytes, wanted: Layout, is_header: HeaderScorer | None, limits: Limits
) -> Table:
    with Workbook(raw, sheet=wanted.sheet, limits=limits) as book:
        sheet = _best_sheet(book.heads, is_header)
        filled: Iterator[Row] = book.rows(sheet.index)
        body = Body(filled, header_row=wanted.header_row, is_header=is_header, limits=limits)
        found = Layout(sheet=sheet.name, header_row=body.header_row)
        return Table(found, book.names, body.header, body.rows, body.skipped)


def _best_sheet(heads: list[SheetHead], is_header: HeaderScorer | None) -> SheetHead:
    """The sheet with the best header, and of those the longest; a hidden one if all are."""

    def worth(head: SheetHead) -> tuple[bool, bool, float, int]:
        header: HeaderRow | None = find_header(head.rows, is_header)
        has_list = header is not None and len(head.rows) > header.position + header.lines
        width = len(list(filter(None, header.cells))) if header else 0
        known = round(is_header(header.cells)) if header and is_header else 0
        return (has_list, head.visible, known, min(width, 3) * head.height)

    filled = [head for head in heads if head.rows]
    if not filled:
        raise UnreadableFile("no_rows")
    return max(filled, key=worth)
