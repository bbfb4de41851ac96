"""The rows under the header: without totals, headings, notes, and titles printed again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from persian.text import fold

from .between import OPENINGS, TOTALS, Judge, is_row_of_numbers
from .errors import UnreadableFile
from .groups import Groups
from .header_row import BELOW, CANDIDATES, LONGEST_TITLE, HeaderRow, find_header, header_at, text_of
from .merging import Range, across, filled_across, filled_down
from .table import Cell, HeaderScorer, Limits, Row

CellOrText = TypeVar("CellOrText", bound=Cell)


class _Openings(dict[str, bool]):
    """Whether a row whose first text begins with these letters may be none of the list."""

    def __init__(self, starts: Iterable[str]) -> None:
        self._starts = {*starts, *OPENINGS}

    def __missing__(self, letters: str) -> bool:
        folded = fold(letters)
        may = any(start.startswith(folded) or folded.startswith(start) for start in self._starts)
        self[letters] = may
        return may


class Body:
    """Reads filled rows to the end; its attributes are what was found in them.

    `merged` are the sheet's merged cells. `groups` are what headings between the rows say, `lonely`
    the numbers of rows with so little in them that they may be none, `down` and `across` those of
    rows that merged cells have filled.
    """

    def __init__(
        self,
        filled: Iterator[Row],
        *,
        header_row: int | None,
        is_header: HeaderScorer | None,
        limits: Limits,
        merged: Sequence[Range] = (),
        is_delimited: bool = False,
    ) -> None:
        self._limits, self._is_header = limits, is_header
        self.rows: list[Row] = []
        self.skipped: list[tuple[int, str]] = []
        self.texts: dict[int, str] = {}  # what stands in rows that are left out
        self.lonely: list[int] = []
        self.groups = Groups(is_header)
        self.outside: list[int] = []  # rows that stand under no heading, where there are some
        self._is_delimited = is_delimited
        self._short: list[int] = []
        self._long: list[int] = []
        first = self._first_rows(filled, header_row)
        if not first:
            raise UnreadableFile("no_rows")
        found = self._find(first, header_row, is_header)
        self.header_row = first[found.position][0]
        self.header = _without_tail(found.cells)
        self._check_width(self.header_row, len(self.header))
        before = first[: found.position]
        self.skipped += [(number, "title") for number, _ in before]
        self.above = [line for _, cells in before if (line := _line_of(cells))]
        self._titles = {_only(cells) for _, cells in before} - {None}
        own = first[found.position : found.position + found.lines]
        self._header_lines = [_folded(cells) for _, cells in own] + [_folded(found.cells)]
        self._starts = TOTALS | {fold(text_of(_first(cells))) for _, cells in own} - {""}
        self._delimited = max(len(cells) for _, cells in own)
        odd = self._collect(chain(first[found.position + found.lines :], filled))
        self.down = filled_down(merged, self.rows)
        self._leave_out(odd, across(merged))
        self.across = filled_across(merged, self.rows, self.header)
        if not self.rows:
            raise UnreadableFile("no_data")
        if self.groups.titles:
            self.outside = self.groups.fill(self.header, self.rows)
            self._check_width(self.header_row, len(self.header))

    @property
    def long(self) -> list[int]:
        """The rows of a delimited text with more cells than titles, where most have no more: a
        delimiter stands inside a cell, and what follows it is in a wrong column."""
        return self._of_few(self._long, 2)

    @property
    def short(self) -> list[int]:
        """Those with fewer cells than titles, where nearly all others have as many."""
        return self._of_few(self._short, 3)

    def _of_few(self, numbers: Sequence[int], share: int) -> list[int]:
        if not numbers or len(numbers) * share > len(self.rows):
            return []
        listed = {number for number, _cells in self.rows}
        return [number for number in numbers if number in listed]

    @property
    def last_row(self) -> int:
        """The number of the last row that was looked at."""
        return max(
            [self.header_row, *(n for n, _ in self.rows[-1:]), *(n for n, _ in self.skipped)]
        )

    def renumber(self, down: int) -> None:
        """Let what is told of rows be of rows so much further down; `rows` stay as they are."""
        self.skipped = [(number + down, why) for number, why in self.skipped]
        self.texts = {number + down: text for number, text in self.texts.items()}
        self.lonely = [number + down for number in self.lonely]
        self.outside = [number + down for number in self.outside]
        self.down = {number + down for number in self.down}
        self.across = {number + down for number in self.across}

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

    def _collect(self, filled: Iterable[Row]) -> list[int]:
        """Take all rows; the places of those that may be none of the list."""
        width = widest = len(self.header)
        few = self._few()
        uneven: list[list[Cell]] = []
        odd: list[int] = []
        rows, titles, is_opening = self.rows, self._titles, _Openings(self._starts)
        append, most = rows.append, self._most_rows(widest)
        for row in filled:
            number, cells = row
            if len(cells) != width:
                cells = self._measured(number, cells)
                row = (number, cells)
                if len(cells) > widest:
                    widest = len(cells)
                    self._check_width(number, widest)
                    most = self._most_rows(widest)
                uneven.append(cells)
            first = cells[0]
            if len(cells) - cells.count(None) <= few:
                odd.append(len(rows))
            elif first is None or first.__class__ is str:
                text = first if first and not first.isspace() else _first(cells)
                if text.__class__ is str and (
                    (is_opening[text[:3]] and self._may_be_none(text)) or text in titles
                ):
                    odd.append(len(rows))
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
        return odd

    def _measured(self, number: int, cells: list[Cell]) -> list[Cell]:
        """The cells of a row without the blank ones at its end, once their number is noted."""
        written = len(cells)
        cells = _without_tail(cells)
        if self._is_delimited and len(cells) > self._delimited:
            self._long.append(number)
        elif self._is_delimited and written < self._delimited:
            self._short.append(number)
        return cells

    def _may_be_none(self, text: str) -> bool:
        """Whether a row that begins with this text may be a total, a note, titles printed again."""
        word = fold(text.split(None, 1)[0].strip(" :.،()*-–"))
        return word in OPENINGS or (len(text) <= LONGEST_TITLE and fold(text) in self._starts)

    def _few(self) -> int:
        """With so few cells, a row may be none of the list."""
        titled = sum(map(bool, self.header))
        return max((titled - 1) // 2, min(titled - 1, 1))

    def _leave_out(self, odd: Sequence[int], widths: Mapping[int, int]) -> None:
        """Take out of the rows what is none of the list, and note why."""
        rows = self.rows
        judge = Judge(
            rows,
            self.header,
            odd,
            few=self._few(),
            widths=widths,
            is_header=self._is_header,
            groups=self.groups,
        )
        titled = sum(map(bool, self.header))
        out: set[int] = set()

        def leave(place: int, why: str) -> None:
            number, cells = rows[place]
            out.add(place)
            self.skipped.append((number, why))
            self.texts[number] = " ".join(filter(None, map(text_of, cells)))

        if rows and is_row_of_numbers(rows[0][1], titled):
            leave(0, "column_numbers")
        for place in odd:
            if place in out:
                continue
            number, cells = rows[place]
            why = self._printed_again(cells) or judge.kind_of(place)
            if why == "lonely":
                self.lonely.append(number)
            elif why:
                leave(place, why)
                if why == "totals" and judge.ends_group(cells):
                    self.groups.close(number)
                if (
                    why == "repeated_header"
                    and place + 1 < len(rows)
                    and is_row_of_numbers(rows[place + 1][1], titled)
                ):
                    leave(place + 1, "column_numbers")
        if out:
            self.rows = [row for place, row in enumerate(rows) if place not in out]

    def _printed_again(self, cells: Sequence[Cell]) -> str | None:
        if _only(cells) in self._titles:
            return "title"
        return "repeated_header" if _folded(cells) in self._header_lines else None

    def _most_rows(self, width: int) -> int:
        return min(self._limits.max_rows, self._limits.max_cells // max(width, 1))

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


def _line_of(cells: Sequence[Cell]) -> str:
    """The texts of a row as one line, each of them once."""
    texts = dict.fromkeys(text_of(cell) for cell in cells if not _is_blank(cell))
    return " ".join(text for text in texts if text)


def _folded(cells: Sequence[Cell]) -> list[str]:
    return [fold(text_of(cell)) for cell in _without_tail(cells)]


def _without_tail(cells: Sequence[CellOrText]) -> list[CellOrText]:
    """A copy of the cells without the blank ones at the end."""
    end = len(cells)
    while end and _is_blank(cells[end - 1]):
        end -= 1
    return list(cells[:end])
