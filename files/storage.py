"""Where files are kept: whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import FileSystemStorage

from files.disk import room_on_disk

# Those that were written by the work under way, each with its storage.
_written: ContextVar[list[tuple[FileSystemStorage, str]] | None] = ContextVar(
    "files_written", default=None
)


class _Arrived(File):
    """A whole file beside its place, to be moved there in one step."""

    def temporary_file_path(self) -> str:
        return str(self.name)


class WholeFiles(FileSystemStorage):
    """A storage in which no part of a file is ever found: not after a full disk, nor after the
    server died while writing.

    What arrives is written beside its place and then moved there. Raises DiskFull.
    """

    def _save(self, name: str, content: Any) -> str:
        with room_on_disk():
            folder = Path(self.location)
            folder.mkdir(self.directory_permissions_mode or 0o777, parents=True, exist_ok=True)
            handle, made = tempfile.mkstemp(prefix=".arriving-", dir=folder)
            beside = Path(made)
            try:
                with os.fdopen(handle, "wb") as arriving:
                    for part in content.chunks():
                        arriving.write(part)
                with beside.open("rb") as whole:
                    kept: str = super()._save(name, _Arrived(whole, name=made))  # type: ignore[misc]
            finally:
                beside.unlink(missing_ok=True)  # there no longer, once it was moved
        written = _written.get()
        if written is not None:
            written.append((self, kept))
        return kept


@contextmanager
def files_that_stay_if_stored() -> Iterator[None]:
    """Files that the block writes are removed where it ends with an exception: the rows that speak
    of them were taken back."""
    written: list[tuple[FileSystemStorage, str]] = []
    token = _written.set(written)
    try:
        yield
    except BaseException:
        for storage, name in written:
            storage.delete(name)
        raise
    finally:
        _written.reset(token)
