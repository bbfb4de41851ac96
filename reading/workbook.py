"""Workbooks and pages, opened in a process that may fail without harm (see `processes`)."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from files.bounded import BROKEN, TOO_LARGE, TOO_SLOW, Bounded, Bounds, Ended

from .container import MARKUP, WORKBOOK
from .encoding import CP1256, UTF8, as_1256, garbled_kind
from .errors import UnreadableFile
from .table import Limits, Row

PROCESSES = Path(__file__).with_name("processes")
_PROGRAMS: dict[str, tuple[Path, tuple[str, ...]]] = {
    WORKBOOK: (PROCESSES / "workbook.py", ("python_calamine", "olefile", "lxml")),
    MARKUP: (PROCESSES / "markup.py", ("lxml",)),
}
HEAD_ROWS = 60  # sent of each sheet before one is chosen (`processes/answering.py`)
_REASONS = {TOO_SLOW: "too_slow", TOO_LARGE: "too_many_cells", BROKEN: "broken_file"}


@dataclass(frozen=True, slots=True)
class SheetHead:
    """The first filled rows of a sheet, by which the right sheet is told from a page of notes."""

    index: int
    name: str
    visible: bool
    rows: list[Row]
    height: int  # rows between the first and the last filled one
    is_whole: bool = True  # whether `rows` are all that it has


@dataclass(slots=True)
class Facts:
    """What a sheet tells beside its cells; see `processes/answering.py`."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    unresolved: list[tuple[int, int]] = field(default_factory=list)

    def move(self, down: int, places: Sequence[int]) -> None:
        """Say the same of a table in which the rows are numbered anew, and the columns stand at
        other places."""
        self.hidden_rows = [number + down for number in self.hidden_rows]
        known = range(len(places))
        self.hidden_columns = [places[c] for c in self.hidden_columns if c in known]
        self.unresolved = [(r + down, places[c]) for r, c in self.unresolved if c in known]


class Workbook:
    """An open workbook: `heads` of its sheets, `facts` and `rows` of each of them.

    Everything that goes wrong is an UnreadableFile. With `only`, no other sheet is looked at.
    """

    def __init__(self, raw: bytes, kind: str, *, only: str | None, limits: Limits) -> None:
        self._raw = raw
        self._program, self._libraries = _PROGRAMS[kind]
        self._wanted = only
        self._limits = limits
        self.names: list[str] = []
        self.heads: list[SheetHead] = []
        self.is_1904 = False
        self._decode: Callable[[str], str] | None = None

    def __enter__(self) -> Self:
        self._running = Bounded(
            self._program,
            libraries=self._libraries,
            folder=PROCESSES,
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

    def open_sheet(self, index: int) -> tuple[Facts, Iterator[Row]]:
        """What a sheet tells, and every filled row of it, with its number. All rows of one sheet
        are taken before another is opened."""
        self._running.send(index)
        _, facts = self._receive()
        return Facts(**facts), self._rows()

    def _rows(self) -> Iterator[Row]:
        while True:
            kind, *content = self._receive()
            if kind == "end":
                return
            yield from self._decoded(_unpacked(*content))

    def _open(self) -> None:
        self._running.send(self._raw)
        self._running.send(self._wanted)
        _, names, heads, self.is_1904 = self._receive()
        self.names = [name for name, _ in names]
        self.heads = [
            SheetHead(
                index,
                names[index][0],
                names[index][1],
                _unpacked(rows, dates),
                height,
                len(rows) < HEAD_ROWS,
            )
            for index, (rows, dates, height) in heads.items()
        ]
        self._look_for_garbling()

    @property
    def is_decoded(self) -> bool:
        """Whether the text was of another encoding than the workbook names."""
        return self._decode is not None

    def _look_for_garbling(self) -> None:
        """Old workbooks name the wrong page of codes: their text is then read as what it is.

        Raises UnreadableFile where all text is garbled in another way, which loses letters.
        """
        rows = [row for head in self.heads for row in head.rows]
        texts = [cell for _number, cells in rows for cell in cells if isinstance(cell, str)]
        kind = garbled_kind(" ".join(texts))
        if kind == UTF8:
            raise UnreadableFile("garbled_text", row=rows[0][0])
        if kind == CP1256:
            self._decode = as_1256
            self.names = list(map(as_1256, self.names))
            self.heads = [
                replace(head, name=self.names[head.index], rows=self._decoded(head.rows))
                for head in self.heads
            ]

    def _decoded(self, rows: list[Row]) -> list[Row]:
        if self._decode is not None:
            for _number, cells in rows:
                cells[:] = [self._decode(c) if isinstance(c, str) else c for c in cells]
        return rows

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
