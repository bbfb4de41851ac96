"""A text in which a quotation mark is never closed: read line by line, as far as that is certain.

Under such a mark the rest of a file would be one cell. So a cell may here go on over a few lines
only, and only where its record then has as many cells as most lines; any other line that opens a
quotation and closes none is a row of its own, whose cells cannot be told apart for certain.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from .errors import UnreadableFile
from .table import Row

MOST_LINES = 30  # of a record
_MOST_BROKEN = 2  # of so many rows one, or this is no text with quotation marks
_SAMPLE = 300


class LineByLine:
    """Iterates over the records that are not blank, with their numbers; `broken` are the numbers
    of those whose cells cannot be told apart, so far."""

    def __init__(self, lines: Iterator[str], delimiter: str, escape: str | None) -> None:
        self._coming, self._lines = [], lines  # type: list[str], Iterator[str]
        self._delimiter, self._escape = delimiter, escape
        self.broken: list[int] = []
        self._look_ahead(_SAMPLE)
        alone = filter(None, map(self._alone, self._coming))
        common = Counter(map(len, alone)).most_common(1)
        self._width = common[0][0] if common else 0

    def __iter__(self) -> Iterator[Row]:
        number = 0
        while self._look_ahead(MOST_LINES):
            number += 1
            record = self._next(number)
            if any(map(str.strip, record)):
                yield number, [cell or None for cell in record]
        if len(self.broken) * _MOST_BROKEN > number:
            raise UnreadableFile("unclosed_quote", row=self.broken[0])

    def _look_ahead(self, count: int) -> bool:
        self._coming += islice(self._lines, max(count - len(self._coming), 0))
        return bool(self._coming)

    def _next(self, number: int) -> list[str]:
        first = self._coming[0]
        if (record := self._alone(first)) is not None:
            del self._coming[0]
            return record
        for end, line in enumerate(self._coming[1:MOST_LINES], 2):
            if '"' in line:
                record = self._parsed(self._coming[:end])
                if record is not None and len(record) == self._width:
                    del self._coming[:end]
                    return record
        del self._coming[0]
        self.broken.append(number)
        return [cell.strip().strip('"') for cell in first.rstrip("\r\n").split(self._delimiter)]

    def _alone(self, line: str) -> list[str] | None:
        return self._parsed([line])

    def _parsed(self, lines: list[str]) -> list[str] | None:
        """The cells of lines that are one record and end where their last quotation is closed."""
        reader = csv.reader(
            lines, delimiter=self._delimiter, escapechar=self._escape, strict=True
        )  # fmt: skip
        try:
            records = list(reader)
        except csv.Error:
            return None
        return (records[0] if records else []) if len(records) < 2 else None
