"""The rows under the header: without totals, headers printed again, and titles between pages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from persian.text import fold

from .errors import UnreadableFile
from .header_row import BELOW, CANDIDATES, HeaderRow, find_header, header_at, text_of
from .table import Cell, HeaderScorer, Limits, Row

CellOrText = TypeVar("CellOrText", bound=Cell)

TOTALS = frozenset(
    fold(words)
    for words in ("جمع", "مجموع", "جمع کل", "مجموع کل", "جمع نهایی", "total", "grand total")
)
SPARE = 6  # spaces, half-spaces and a colon that folding takes out of a first cell
_LETTER = re.compile(r"[^\W\d_]")


class Body:
    """Reads filled rows to the end; its attributes are what was found in them."""

    def __init__(
        self,
        filled: Iterator[Row],
        *,
        header_row: int | None,
        is_header: HeaderScorer | None,
        limits: Limits,
    ) -> None:
        self._limits = limits
        self.rows: list[Row] = []
        self.skipped: list[tuple[int, str]] = []
        first = self._first_rows(filled, header_row)
        if not first:
            raise UnreadableFile("no_rows")
        found = self._find(first, header_row, is_header)
        self.header_row = first[found.position][0]
        self.header = _without_tail(found.cells)
        self._check_width(self.header_row, len(self.header))
        before = first[: found.position]
        self.skipped += [(number, "title") for number, _ in before]
        self._titles = {_only(cells) for _, cells in before} - {None}
        own = first[found.position : found.position + found.lines]
        self._header_lines = [_folded(cells) for _, cells in own] + [_folded(found.cells)]
        self._starts = TOTALS | {fold(text_of(_first(cells))) for _, cells in own} - {""}
        self._collect(chain(first[found.position + found.lines :], filled))
        if not self.rows:
            raise UnreadableFile("no_data")

    def _first_rows(self, filled: Iterator[Row], header_row: int | None) -> list[Row]:
        first: list[Row] = []
        for row in filled:
            first.append(row)
            if header_row is not None and row[0] > header_row:
                header_row = None  # found or passed; a few rows more are enough
            if header_row is None and len(first) >= CANDIDATES + BELOW:
                break
            if len(first) > self._limits.max_rows:
                raise UnreadableFile("too_many_rows", limit=self._limits.max_rows)
        for number, cells in first:
            self._check_width(number, len(_without_tail(cells)))
        return first

    def _find(
        self, first: list[Row], header_row: int | None, is_header: HeaderScorer | None
    ) -> HeaderRow:
        if header_row is None:
            found = find_header(first, is_header)
            if found is None:
                raise UnreadableFile("no_header")
            return found
        position = next((i for i, (number, _) in enumerate(first) if number == header_row), None)
        if position is None:
            raise UnreadableFile("no_such_row", row=header_row)
        texts = [[text_of(cell) for cell in cells] for _, cells in first]
        plain = HeaderRow(position, 1, texts[position], 0.0)
        one = header_at(texts, position, 1, is_header) or plain
        two = header_at(texts, position, 2, is_header)
        return two if two and two.score > one.score else one

    def _collect(self, filled: Iterable[Row]) -> None:
        width = widest = len(self.header)
        uneven: list[list[Cell]] = []
        rows, starts, titles = self.rows, self._starts, self._titles
        longest = max(map(len, starts)) + SPARE
        append, most = rows.append, self._most_rows(widest)
        for row in filled:
            number, cells = row
            if len(cells) != width:
                cells = _without_tail(cells)
                row = (number, cells)
                if len(cells) > widest:
                    widest = len(cells)
                    self._check_width(number, widest)
                    most = self._most_rows(widest)
                uneven.append(cells)
            first = cells[0]
            if first is None or first.__class__ is str:
                text = first if first and not first.isspace() else _first(cells)
                if (
                    text.__class__ is str
                    and ((len(text) <= longest and fold(text) in starts) or text in titles)
                    and (why := self._why_skipped(cells))
                ):
                    self.skipped.append((number, why))
                    continue
            append(row)
            if len(rows) > most:
                if most < self._limits.max_rows:
                    raise UnreadableFile("too_many_cells")
                raise UnreadableFile("too_many_rows", limit=most)
        self.header += [""] * (widest - width)
        if widest > width:
            uneven = [cells for _, cells in rows]
        for cells in uneven:
            cells += [None] * (widest - len(cells))

    def _most_rows(self, width: int) -> int:
        return min(self._limits.max_rows, self._limits.max_cells // max(width, 1))

    def _why_skipped(self, cells: list[Cell]) -> str | None:
        if _only(cells) in self._titles:
            return "title"
        folded = _folded(cells)
        if folded in self._header_lines:
            return "repeated_header"
        filled = [text for text in folded if text]
        words = sum(_LETTER.search(text) is not None for text in filled[1:])
        if filled[0] in TOTALS and words * 5 <= len(self.header):
            return "totals"
        return None

    def _check_width(self, number: int, width: int) -> None:
        if width > self._limits.max_columns:
            raise UnreadableFile("too_many_columns", row=number, limit=self._limits.max_columns)


def _is_blank(cell: Cell) -> bool:
    return cell is None or (cell.__class__ is str and (not cell or cell.isspace()))


def _first(cells: Sequence[Cell]) -> Cell:
    """The first cell that is not blank."""
    return next((cell for cell in cells if not _is_blank(cell)), None)


def _only(cells: Sequence[Cell]) -> Cell:
    """The text of a row that has one cell, or one merged over several; otherwise None."""
    filled = {cell for cell in cells if not _is_blank(cell)}
    return filled.pop() if len(filled) == 1 else None


def _folded(cells: Sequence[Cell]) -> list[str]:
    return [fold(text_of(cell)) for cell in _without_tail(cells)]


def _without_tail(cells: Sequence[CellOrText]) -> list[CellOrText]:
    """A copy of the cells without the blank ones at the end."""
    end = len(cells)
    while end and _is_blank(cells[end - 1]):
        end -= 1
    return list(cells[:end])
