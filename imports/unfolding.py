"""Unfolding: one line of a file whose columns repeat becomes several rows (`columns.Repeated`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from imports.cleaning import Cell, as_line
from imports.columns import Repeated
from imports.models import Run
from imports.registry import Registry
from imports.rows import CheckedRow
from reading import Row as Line

_ZEROS = ("0", 0)


@dataclass(frozen=True, slots=True)
class _Place:
    """One of the repeated columns of a file."""

    index: int
    part: int  # from 1, as the rows that come of it are numbered
    said: Mapping[str, str]
    by: str
    of_last: frozenset[int]  # the columns of the file that speak of the last row alone


class Unfolding:
    """Makes rows of the lines of one run's file: one for each line or, where columns of the file
    are repeated, one for each of their cells that holds something.

    Such a row has the line's cells without those of the other repeated columns. A line with nothing
    in any of them says nothing to this registry, and no row comes of it.
    """

    def __init__(self, run: Run, registry: Registry) -> None:
        declared = registry.columns()
        given = {name: declared[name] for name in run.columns if name}
        at = [
            (index, column)
            for index, name in enumerate(run.columns)
            if name and isinstance(column := given[name], Repeated)
        ]
        self._places = [
            _Place(
                index,
                part,
                MappingProxyType(column.said(str(run.header[index])) or {}),
                column.by,
                frozenset(i for i, name in enumerate(run.columns) if name in column.of_last),
            )
            for part, (index, column) in enumerate(at, 1)
        ]
        self._indexes = [index for index, _column in at]

    def rows(self, lines: Sequence[Line]) -> list[CheckedRow]:
        """The rows of these lines, in the order of the file."""
        if not self._places:
            return [CheckedRow(number, cells) for number, cells in lines]
        return [row for number, cells in lines for row in self._unfolded(number, cells)]

    def _unfolded(self, number: int, cells: list[Cell]) -> list[CheckedRow]:
        filled = [place for place in self._places if _holds_something(cells[place.index])]
        if not filled:
            return []
        last = max(filled, key=lambda place: place.said.get(place.by, ""))
        rows = []
        for place in filled:
            own: list[Any] = list(cells)
            others = place.of_last if place is not last else frozenset()
            for index in (*self._indexes, *others):
                if index != place.index:
                    own[index] = None
            rows.append(CheckedRow(number, own, part=place.part, said=place.said))
        return rows


def _holds_something(cell: Cell) -> bool:
    if isinstance(cell, str):
        cell = as_line([cell])[0]
    return cell is not None and (cell not in _ZEROS or cell is False)
