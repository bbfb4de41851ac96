"""The file of a backup: written complete or not at all, and read only when it is whole.

The manifest stands last, so a file that was cut off has none.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from config.backup import BackupError

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "database.dump"
KEYS = "keys.json"
ENV = "env"
FILES = "files/"
_CHUNK = 1024 * 1024  # bytes


@dataclass
class Manifest:
    """What a backup holds: `files` by name with size in bytes and SHA-256, `tables` with rows."""

    made_at: str
    postgresql: int  # the major version that the dump was made with
    django: str
    migrations: list[str]
    tables: dict[str, int]
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def uploaded(self) -> list[str]:
        return [name for name in self.files if name.startswith(FILES)]


class _Digested(io.RawIOBase):
    """A file that is digested as it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        part = self.file.read(size)
        self.digest.update(part)
        return part


class Writer:
    """Adds files to a tar; `close_with` ends it with the manifest."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.files: dict[str, dict[str, Any]] = {}

    def add(self, name: str, path: Path) -> None:
        with path.open("rb") as file:
            self._add(name, file, path.stat().st_size, path.stat().st_mtime)

    def add_text(self, name: str, text: str) -> None:
        content = text.encode()
        self._add(name, io.BytesIO(content), len(content), 0)

    def close_with(self, manifest: Manifest) -> None:
        manifest.files = dict(self.files)
        self.add_text(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))

    def _add(self, name: str, file: IO[bytes], size: int, changed_at: float) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = size, 0o600, int(changed_at)
        digested = _Digested(file)
        self.tar.addfile(info, digested)
        self.files[name] = {"size": size, "sha256": digested.digest.hexdigest()}


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A new archive at `path`, which nobody else can read."""
    path.touch(mode=0o600, exist_ok=False)
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as tar:
        yield Writer(tar)


def read(path: Path) -> Manifest:
    """The manifest of an archive in which every file is what it was when it was saved.

    Raises BackupError for anything else.
    """
    found: dict[str, dict[str, Any]] = {}
    manifest = None
    with _opened(path) as tar:
        for member in tar:
            content = _content(tar, member)
            if member.name == MANIFEST:
                manifest = _manifest(content.read(), path)
            elif member.name in found:
                raise BackupError(f"{path} holds {member.name} twice. Take another backup.")
            else:
                digest = hashlib.sha256()
                while part := content.read(_CHUNK):
                    digest.update(part)
                found[member.name] = {"size": member.size, "sha256": digest.hexdigest()}
    if manifest is None:
        raise BackupError(f"{path} was cut off: its manifest is missing. Take another backup.")
    wrong = sorted(
        name for name in {*manifest.files, *found} if manifest.files.get(name) != found.get(name)
    )
    if wrong or {DUMP, KEYS} - {*found}:
        shown = ", ".join(wrong[:5]) or "the dump or the keys"
        raise BackupError(f"{path} is damaged ({shown}). Nothing was changed. Take another backup.")
    return manifest


def text_of(path: Path, name: str) -> str:
    """A small file of an archive that was read before; empty when it holds none of that name."""
    with _opened(path) as tar:
        for member in tar:
            if member.name == name:
                return _content(tar, member).read().decode()
    return ""


def unpack(path: Path, folder: Path) -> None:
    """Write the dump and the uploaded files below `folder`, for nobody else to read."""
    with _opened(path) as tar:
        for member in tar:
            if member.name == DUMP or member.name.startswith(FILES):
                target = folder / member.name
                for parent in reversed(PurePosixPath(member.name).parents):
                    (folder / parent).mkdir(mode=0o700, exist_ok=True)
                target.touch(mode=0o600, exist_ok=False)
                content = _content(tar, member)
                with target.open("wb") as file:
                    while part := content.read(_CHUNK):
                        file.write(part)


@contextmanager
def _opened(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path, "r:") as tar:
            yield tar
    except FileNotFoundError:
        raise BackupError(f"There is no file {path}.") from None
    except (tarfile.TarError, EOFError) as error:
        raise BackupError(f"{path} is no backup, or it is damaged ({error}).") from None


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    name = PurePosixPath(member.name)
    is_within = not name.is_absolute() and ".." not in name.parts
    is_known = member.name in (MANIFEST, DUMP, KEYS, ENV) or member.name.startswith(FILES)
    content = tar.extractfile(member) if member.isreg() and is_within and is_known else None
    if content is None:
        raise BackupError(f"{tar.name!s} is no backup: it holds {member.name}.")
    return content


def _manifest(content: bytes, path: Path) -> Manifest:
    try:
        manifest = Manifest(**json.loads(content))
    except (ValueError, TypeError) as error:
        raise BackupError(f"The manifest of {path} cannot be read ({error}).") from None
    if manifest.format != FORMAT:
        raise BackupError(f"{path} is of format {manifest.format}; this version reads {FORMAT}.")
    return manifest
