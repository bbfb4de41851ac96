"""XLSX, XLS and ODS, opened in a process that may fail without harm (see `workbook_process.py`)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from screens.bounded import BROKEN, TOO_LARGE, TOO_SLOW, Bounded, Bounds, Ended

from .errors import UnreadableFile
from .table import Limits, Row

PROCESS = Path(__file__).with_name("workbook_process.py")
_REASONS = {TOO_SLOW: "too_slow", TOO_LARGE: "too_many_cells", BROKEN: "broken_file"}


@dataclass(frozen=True, slots=True)
class SheetHead:
    """The first filled rows of a sheet, by which the right sheet is told from a page of notes."""

    index: int
    name: str
    visible: bool
    rows: list[Row]
    height: int  # rows between the first and the last filled one


class Workbook:
    """An open workbook: `heads` of its sheets, and the `rows` of one of them.

    Everything that goes wrong is an UnreadableFile. With `sheet`, only that one is looked at.
    """

    def __init__(self, raw: bytes, *, sheet: str | None, limits: Limits) -> None:
        self._raw = raw
        self._wanted = sheet
        self._limits = limits
        self.names: list[str] = []
        self.heads: list[SheetHead] = []

    def __enter__(self) -> Self:
        self._running = Bounded(
            PROCESS,
            libraries=["python_calamine"],
            bounds=Bounds(self._limits.max_memory_bytes, self._limits.max_seconds),
        )
        self._running.__enter__()
        try:
            self._open()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._running.__exit__(kind, error, trace)

    def rows(self, index: int) -> Iterator[Row]:
        """Every filled row of a sheet, with its number."""
        self._running.send(index)
        while True:
            kind, *content = self._receive()
            if kind == "end":
                return
            yield from _unpacked(*content)

    def _open(self) -> None:
        self._running.send(self._raw)
        self._running.send(self._wanted)
        _, names, heads = self._receive()
        self.names = [name for name, _ in names]
        if self._wanted is not None and self._wanted not in self.names:
            raise UnreadableFile("no_such_sheet", sheet=self._wanted)
        self.heads = [
            SheetHead(index, names[index][0], names[index][1], _unpacked(rows, dates), height)
            for index, (rows, dates, height) in heads.items()
        ]

    def _receive(self) -> tuple[Any, ...]:
        try:
            message = self._running.receive()
        except Ended as error:
            raise UnreadableFile(_REASONS[error.why]) from error
        if message[0] == "error":
            raise UnreadableFile(message[1])
        return message


def _unpacked(rows: list[Row], dates: list[tuple[int, int, tuple[int, ...]]]) -> list[Row]:
    for position, column, parts in dates:
        date = datetime.date(*parts) if len(parts) == 3 else datetime.datetime(*parts)  # type: ignore[arg-type]
        rows[position][1][column] = date
    return rows
