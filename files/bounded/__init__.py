"""What people send is opened by programs of our own, in processes that may fail without harm.

A library that is given a hostile file may take all memory or never end. Such a program runs with
bounded memory and time (`child.py`), and whatever becomes of it is an answer in words here.
"""

import marshal
import os
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Self

MEBIBYTE = 1 << 20  # bytes
_CHILD = Path(__file__).with_name("child.py")
TOO_SLOW, TOO_LARGE, BROKEN = "too_slow", "too_large", "broken"
_SIGNS_OF_MEMORY = (b"memory allocation", b"MemoryError", b"Resource temporarily unavailable")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a program may take: bytes of memory, all that it maps counted, and seconds."""

    memory: int
    seconds: float


class Ended(Exception):
    """The program ended before it answered: TOO_SLOW, TOO_LARGE or BROKEN."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Bounded:
    """A running program, of which things can be asked.

    `program` is a file with a function `serve(receive_bytes, receive, send)`, that imports
    `libraries`, the files of `folder` and the standard library alone. It lives as long as the
    `with` and is killed at its end.
    """

    def __init__(
        self,
        program: Path,
        *,
        libraries: Sequence[str],
        bounds: Bounds,
        folder: Path | None = None,
    ) -> None:
        self._bounds = bounds
        own = [] if folder is None else [str(folder)]
        folders = ":".join(dict.fromkeys([*own, *map(_folder_of, libraries)]))
        self._command = [sys.executable, "-I", "-S", str(_CHILD), str(program), folders]

    def __enter__(self) -> Self:
        self._complaints = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            [*self._command, str(self._bounds.memory), str(int(self._bounds.seconds) + 1)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            # Each arena of memory maps 64 MiB beforehand, and there is one for each thread.
            env={"RUST_BACKTRACE": "0", "MALLOC_ARENA_MAX": "2", "PATH": os.defpath},
        )
        self._late = threading.Event()
        self._timer = threading.Timer(self._bounds.seconds, self._stop)
        self._timer.daemon = True
        self._timer.start()
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

    def send(self, content: Any) -> None:
        """Send bytes as they are, or anything else that `marshal` can write."""
        data = content if isinstance(content, bytes) else marshal.dumps(content)
        pipe = self._process.stdin
        assert pipe is not None
        try:
            pipe.write(struct.pack("<Q", len(data)))
            pipe.write(data)
            pipe.flush()
        except OSError:
            return  # it has ended; what it left to say is read next

    def receive(self) -> tuple[Any, ...]:
        """The next answer. Raises Ended where none comes."""
        pipe = self._process.stdout
        assert pipe is not None
        prefix = pipe.read(8)
        size = struct.unpack("<Q", prefix)[0] if len(prefix) == 8 else 0
        data = pipe.read(size)
        if not size or len(data) < size:
            raise Ended(self._why_it_ended())
        message: tuple[Any, ...] = marshal.loads(data)  # noqa: S302 - from our own program
        if message[0] == "ended":
            raise Ended(message[1])
        return message

    def _stop(self) -> None:
        self._late.set()
        self._process.kill()

    def _why_it_ended(self) -> str:
        self._process.wait()
        if self._late.is_set():
            return TOO_SLOW
        self._complaints.seek(0)
        complaints = self._complaints.read(1 << 16)
        return TOO_LARGE if any(sign in complaints for sign in _SIGNS_OF_MEMORY) else BROKEN


def ask(program: Path, *questions: object, libraries: Sequence[str], bounds: Bounds) -> Any:
    """The one answer of a program to the questions. Raises Ended."""
    with Bounded(program, libraries=libraries, bounds=bounds) as running:
        for question in questions:
            running.send(question)
        return running.receive()


def _folder_of(library: str) -> str:
    spec = find_spec(library)
    if spec is None or spec.origin is None:
        raise ImportError(f"{library} is not installed")
    return str(Path(spec.origin).parent.parent)
