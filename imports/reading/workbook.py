"""XLSX, XLS and ODS, opened in a process that may fail without harm (see `workbook_process.py`)."""

import datetime
import marshal
import os
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .errors import UnreadableFile
from .table import Limits, Row

PROCESS = Path(__file__).with_name("workbook_process.py")


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
        spec = find_spec("python_calamine")
        if spec is None or spec.origin is None:
            raise ImportError("python_calamine is not installed")
        library = str(Path(spec.origin).parent.parent)
        command = [sys.executable, "-I", "-S", str(PROCESS), library]
        self._complaints = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            [*command, str(self._limits.max_memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            env={**os.environ, "RUST_BACKTRACE": "0"},
        )
        self._late = threading.Event()
        self._timer = threading.Timer(self._limits.max_seconds, self._stop)
        self._timer.daemon = True
        self._timer.start()
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
        self._timer.cancel()
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                pipe.close()  # type: ignore[union-attr]
            except OSError:
                continue  # unsent bytes for a process that has ended
        self._process.wait()
        self._complaints.close()

    def rows(self, index: int) -> Iterator[Row]:
        """Every filled row of a sheet, with its number."""
        self._send(marshal.dumps(index))
        while True:
            kind, *content = self._receive()
            if kind == "end":
                return
            yield from _unpacked(*content)

    def _open(self) -> None:
        self._send(self._raw)
        self._send(marshal.dumps(self._wanted))
        _, names, heads = self._receive()
        self.names = [name for name, _ in names]
        if self._wanted is not None and self._wanted not in self.names:
            raise UnreadableFile("no_such_sheet", sheet=self._wanted)
        self.heads = [
            SheetHead(index, names[index][0], names[index][1], _unpacked(rows, dates), height)
            for index, (rows, dates, height) in heads.items()
        ]

    def _stop(self) -> None:
        self._late.set()
        self._process.kill()

    def _send(self, data: bytes) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        try:
            pipe.write(struct.pack("<Q", len(data)))
            pipe.write(data)
            pipe.flush()
        except OSError:
            return  # it has ended; what it left to say is read next

    def _receive(self) -> tuple[Any, ...]:
        pipe = self._process.stdout
        assert pipe is not None
        prefix = pipe.read(8)
        size = struct.unpack("<Q", prefix)[0] if len(prefix) == 8 else 0
        data = pipe.read(size)
        if not size or len(data) < size:
            raise UnreadableFile(self._why_it_ended())
        message = marshal.loads(data)  # noqa: S302 - from our own program
        if message[0] == "error":
            raise UnreadableFile(message[1])
        return message

    def _why_it_ended(self) -> str:
        self._process.wait()
        if self._late.is_set():
            return "too_slow"
        self._complaints.seek(0)
        complaints = self._complaints.read(1 << 16)
        too_many = b"memory allocation" in complaints or b"MemoryError" in complaints
        return "too_many_cells" if too_many else "broken_file"


def _unpacked(rows: list[Row], dates: list[tuple[int, int, tuple[int, ...]]]) -> list[Row]:
    for position, column, parts in dates:
        date = datetime.date(*parts) if len(parts) == 3 else datetime.datetime(*parts)  # type: ignore[arg-type]
        rows[position][1][column] = date
    return rows
