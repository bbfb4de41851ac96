"""A file of whatever kind becomes a table of cells, or a refusal in words that says why not.

`read_table` is all that is needed from here. It knows formats, encodings, delimiters and headers,
and tells what it did to the file beyond reading it (`doubts`). It knows no registry: which titles
are known is handed to it (`HeaderScorer`), what a column means others decide.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from .body import Body
from .collector import collector_paused
from .container import TEXT, kind_of
from .delimited import (
    StrayQuotes,
    find_delimiter,
    of_bearable_length,
    quoting_of,
    records,
    sample_of,
)
from .encoding import (
    MIXED,
    UTF8,
    UTF16BE,
    UTF16LE,
    check_encoding,
    count_second,
    find_encoding,
    text_lines,
)
from .errors import MESSAGES, UnreadableFile
from .looking_over import look_over
from .mending import may_need_mending
from .sheets import read_sheets
from .table import (
    ALL_SHEETS,
    MEBIBYTE,
    Cell,
    CellProblem,
    HeaderScorer,
    Layout,
    Limits,
    Row,
    Table,
)
from .telling import of_text, of_unclosed, of_uneven_rows, refused_rows, refused_unclosed
from .unclosed import LineByLine
from .workbook import Facts

__all__ = [
    "ALL_SHEETS",
    "MESSAGES",
    "Cell",
    "CellProblem",
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
    """The table in a CSV, TSV, text, XLSX, XLS or ODS file, in a page or an XML of Excel 2003, told
    apart by content, not by name.

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
        return read_sheets(raw, kind, wanted, is_header, limits)


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
    sample = sample_of(of_bearable_length(text_lines(raw, encoding), limits))
    quoting = quoting_of(raw, text_lines(raw, encoding))
    delimiter = wanted.delimiter or find_delimiter(
        sample, filename=filename, is_header=is_header, quoting=quoting
    )
    if (
        len(delimiter) != 1
        or delimiter == '"'
        or not (delimiter.isprintable() or delimiter == "\t")
    ):
        raise UnreadableFile("wrong_delimiter")

    def lines() -> Iterator[str]:
        return of_bearable_length(text_lines(raw, encoding), limits)

    def body_of(filled: Iterator[Row]) -> Body:
        return Body(
            filled,
            header_row=wanted.header_row,
            is_header=is_header,
            limits=limits,
            is_delimited=True,
        )

    has_stray_quotes = False
    broken: list[int] = []
    try:
        try:
            body = body_of(records(lines(), delimiter, limits, quoting, strict=True))
        except StrayQuotes:
            has_stray_quotes = True
            body = body_of(records(lines(), delimiter, limits, quoting))
    except UnreadableFile as error:
        if error.code != "unclosed_quote" or error.params.get("is_endless"):
            raise
        by_line = LineByLine(lines(), delimiter, quoting.escape)
        body, broken, has_stray_quotes = body_of(iter(by_line)), by_line.broken, True
    found = Layout(encoding=encoding, delimiter=delimiter, header_row=body.header_row)
    table = Table(found, [], body.header, body.rows, body.skipped, notes)
    table.above = body.above
    table.doubts += of_text(notes, quoting)
    table.doubts += of_uneven_rows(body)
    table.doubts += of_unclosed(broken)
    table.refused = {**refused_rows(body), **refused_unclosed(broken)}
    is_plain = encoding == UTF8 and not has_stray_quotes and not may_need_mending(raw)
    look_over(table, [body], [Facts()], is_plain=is_plain, has_stray_quotes=has_stray_quotes)
    return table
