"""CSV, TSV and whatever else calls itself a text table: the delimiter, and the records."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import PurePath

from persian.text import canonical

from .errors import UnreadableFile
from .table import HeaderScorer, Limits, Row

DELIMITERS = ",;\t|"
PERSIAN_DELIMITERS = "؛،"  # of Persian text too, so only the titles tell
MANY_KNOWN = 2  # titles of a header
SAMPLE_LINES = 300
SAMPLE_CHARS = 1 << 18
_FIRST_RECORDS = 30
_SEP_LINE = re.compile(r"sep=([,;|\t])\r?\n?", re.IGNORECASE)
_ESCAPED = re.compile(r'\\"[^,;\t|\r\n"؛]')  # a quotation mark that ends no cell
_END = "\0end of text\0"


@dataclass(frozen=True, slots=True)
class Quoting:
    """How quotation marks inside cells are written: twice, or behind a backslash."""

    escape: str | None = None


DOUBLED, BACKSLASH = Quoting(), Quoting("\\")


def quoting_of(raw: bytes, lines: Iterable[str]) -> Quoting:
    """How a file as a whole writes quotation marks inside cells."""
    if b"\\" not in raw:
        return DOUBLED
    if b'\\"' not in raw and b'\\\0"' not in raw and b'\0\\\0"' not in raw:
        return DOUBLED
    return BACKSLASH if any(map(_ESCAPED.search, lines)) else DOUBLED


def find_delimiter(
    lines: list[str],
    *,
    filename: str,
    is_header: HeaderScorer | None,
    quoting: Quoting = DOUBLED,
) -> str:
    """The delimiter under which most records have one number of cells, header and all.

    `lines` are the first of the file. A table of one column has no delimiter to find; then the
    usual one of the file's extension is given, or one that does not occur.
    """
    if match := _SEP_LINE.fullmatch(lines[0]) if lines else None:
        return match[1]
    best_score, best = 0.0, ""
    for delimiter in DELIMITERS:
        score, _known = _score(lines, delimiter, is_header, quoting)
        if score > best_score:
            best_score, best = score, delimiter
    for delimiter in PERSIAN_DELIMITERS:
        score, known = _score(lines, delimiter, is_header, quoting)
        if score > best_score and (known >= MANY_KNOWN or (is_header is None and not best)):
            best_score, best = score, delimiter
    if best:
        return best
    usual = "\t" if PurePath(filename).suffix.lower() in {".tsv", ".tab"} else ","
    text = "".join(lines)
    if not text.strip(DELIMITERS + '" \r\n'):
        return usual
    return next((d for d in (usual, *DELIMITERS) if d not in text), usual)


def _score(
    lines: list[str], delimiter: str, is_header: HeaderScorer | None, quoting: Quoting
) -> tuple[float, float]:
    """How well a delimiter fits, and how many known titles it makes."""
    try:
        reader = csv.reader(lines, delimiter=delimiter, escapechar=quoting.escape)
        records = [record for record in reader if any(record)]
    except csv.Error:
        return 0.0, 0.0
    if len(lines) == SAMPLE_LINES and len(records) > 1:
        records.pop()  # the sample may have cut it
    counts = Counter(map(len, records))
    del counts[1]
    if not counts:
        return 0.0, 0.0
    width, agreeing = max(counts.items(), key=lambda item: (item[1], item[0]))
    # Records before the header are titles, and there are few of them under the right delimiter.
    before = next(i for i, record in enumerate(records) if len(record) == width)
    # Under a wrong delimiter, quotes of the right one are left standing in the cells.
    quoted = sum(cell.count('"') % 2 for record in records for cell in record)
    known = 0.0
    if is_header is not None:
        known = max(is_header([canonical(c) for c in r]) for r in records[:_FIRST_RECORDS])
    score = agreeing / len(records) - quoted / len(records) - 0.05 * min(before, 5)
    score = max(score, 0.01) + 0.2 * (1 - 1 / width) + 2 * min(known, width) / width
    return score, known


def sample_of(lines: Iterator[str]) -> list[str]:
    """The first lines, as many as tell the delimiter."""
    sample: list[str] = []
    size = 0
    for line in islice(lines, SAMPLE_LINES):
        sample.append(line)
        size += len(line)
        if size > SAMPLE_CHARS:
            break
    return sample


def of_bearable_length(lines: Iterable[str], limits: Limits) -> Iterator[str]:
    """The lines. A line that a table cannot have refuses the file: millions of cells would be made
    of it before anybody counts them."""
    for number, line in enumerate(lines, 1):
        if len(line) > limits.max_line:
            raise UnreadableFile("too_many_columns", row=number, limit=limits.max_columns)
        yield line


class StrayQuotes(Exception):
    """Quotation marks stand where a file of this kind has none."""


def records(
    lines: Iterable[str],
    delimiter: str,
    limits: Limits,
    quoting: Quoting = DOUBLED,
    *,
    strict: bool = False,
) -> Iterator[Row]:
    """Every record that is not blank, with its number; empty cells are None.

    A record is one row however many lines its quoted cells have; blank lines are counted.
    """
    recent: list[str] = []  # the lines of the record being read
    reader = csv.reader(
        _kept(chain(lines, [_END]), recent, limits),
        delimiter=delimiter,
        escapechar=quoting.escape,
        strict=strict,
    )
    number = 0
    breaks = 0  # line breaks inside cells so far
    first_break = 0
    shared = _Shared()
    try:
        for number, record in enumerate(reader, 1):
            if reader.line_num != number + breaks:
                breaks = reader.line_num - number
                first_break = first_break or number
                if not _is_well_quoted(recent, delimiter, quoting) and recent[-1] != _END:
                    raise UnreadableFile("unclosed_quote", row=number)
            recent.clear()
            if not any(record):
                continue
            if record[-1].endswith(_END):
                if record == [_END]:
                    return
                raise UnreadableFile("unclosed_quote", row=first_break)
            if (not record[0] or record[0].isspace()) and not any(map(str.strip, record)):
                continue
            shared.take(record)
            yield number, [cell or None for cell in record] if "" in record else record  # type: ignore[misc]
    except csv.Error as error:
        if strict:
            raise StrayQuotes from error
        # a cell of more than 131,072 characters: a quotation left open
        raise UnreadableFile("unclosed_quote", row=first_break or number + 1) from error


def _kept(lines: Iterable[str], recent: list[str], limits: Limits) -> Iterator[str]:
    """The lines, kept in `recent` until the record that they are of has been read."""
    size = 0
    for number, line in enumerate(lines, 1):
        recent.append(line)
        size = len(line) if len(recent) == 1 else size + len(line)
        if size > limits.max_line:
            raise UnreadableFile("unclosed_quote", row=number, is_endless=True)
        yield line


def _is_well_quoted(lines: list[str], delimiter: str, quoting: Quoting) -> bool:
    """Whether the lines of one record end where their last quotation is closed."""
    try:
        reader = csv.reader(lines, delimiter=delimiter, escapechar=quoting.escape, strict=True)
        return len(list(reader)) == 1
    except csv.Error:
        return False


class _Shared:
    """One object for equal cells, in the columns that repeat themselves: half the memory."""

    LEARNING_ROWS = 500
    MOST_DISTINCT = 200  # of those rows
    MOST_KEPT = 10_000

    def __init__(self) -> None:
        self._rows = 0
        self._distinct: list[set[str]] = []
        self._columns: list[int] = []
        self._kept: dict[str, str] = {}

    def take(self, record: list[str]) -> None:
        """Put the shared object in place of each cell that has one."""
        if self._rows < self.LEARNING_ROWS:
            self._learn(record)
            return
        kept = self._kept
        try:
            for column in self._columns:
                cell = record[column]
                record[column] = kept.setdefault(cell, cell)
        except IndexError:
            return  # a short record
        if len(kept) > self.MOST_KEPT:
            kept.clear()

    def _learn(self, record: list[str]) -> None:
        self._rows += 1
        self._distinct += (set() for _ in range(len(record) - len(self._distinct)))
        for values, cell in zip(self._distinct, record, strict=False):
            values.add(cell)
        if self._rows == self.LEARNING_ROWS:
            self._columns = [
                column
                for column, values in enumerate(self._distinct)
                if len(values) < self.MOST_DISTINCT
            ]
            self._distinct.clear()
