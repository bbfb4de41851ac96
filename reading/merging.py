"""Merged cells: what stands in the first of them is said of all."""

from bisect import bisect_left
from collections.abc import Sequence

from .table import Cell, Row

Range = tuple[int, int, int, int]  # top, left, bottom, right; rows as they are numbered
MOST_FILLED = 5_000_000  # cells of one sheet; ranges that overlap are no program's work


def across(merged: Sequence[Range]) -> dict[int, int]:
    """How many columns the widest merged cell of a row covers, by number of the row."""
    widths: dict[int, int] = {}
    for top, left, _bottom, right in merged:
        if right > left:
            widths[top] = max(widths.get(top, 0), right - left + 1)
    return widths


def filled_down(merged: Sequence[Range], rows: Sequence[Row]) -> set[int]:
    """Write what stands in merged cells to the rows below that they reach into; their numbers.

    A cell that is merged over the title's row, or over rows that are not there, fills nothing.
    """
    numbers = [number for number, _cells in rows]
    filled: set[int] = set()
    budget = MOST_FILLED
    for top, left, bottom, _right in merged:
        if bottom == top:
            continue
        place = bisect_left(numbers, top)
        if place == len(numbers) or numbers[place] != top:
            continue
        value = _at(rows[place][1], left)
        if value is None:
            continue
        for number, cells in rows[place + 1 : bisect_left(numbers, bottom + 1)]:
            budget -= 1
            if budget < 0:
                return filled
            if left < len(cells) and cells[left] is None:
                cells[left] = value
                filled.add(number)
    return filled


def filled_across(merged: Sequence[Range], rows: Sequence[Row], header: Sequence[str]) -> set[int]:
    """Write what stands in merged cells to the columns beside, where these have titles of their
    own; the numbers of the rows."""
    numbers = [number for number, _cells in rows]
    filled: set[int] = set()
    budget = MOST_FILLED
    for top, left, bottom, right in merged:
        for number, cells in rows[bisect_left(numbers, top) : bisect_left(numbers, bottom + 1)]:
            value = _at(cells, left)
            for column in range(left + 1, min(right + 1, len(header))):
                budget -= 1
                if budget < 0:
                    return filled
                if value is not None and header[column] and cells[column] is None:
                    cells[column] = value
                    filled.add(number)
    return filled


def _at(cells: Sequence[Cell], column: int) -> Cell:
    return cells[column] if 0 <= column < len(cells) else None
