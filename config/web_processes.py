"""How many processes answer requests, how many requests each takes at once, and keeping them alive.

Python computes in one thread at a time, so a second core is used by a second process. All of them
take connections from one socket, which whoever keeps them has opened: none is refused while one of
them begins anew, and a busy one leaves its share to the others.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import partial

from django.conf import settings

from jobs.processes import end_with_parent

MOST_BY_ITSELF = 8  # processes, where nobody has said how many: each takes some 150 MiB
MOST_AT_ONCE = 8  # requests that a process answers at once: pages are computed, not waited for
BACKLOG = 1024
SECONDS_TO_BEGIN = 5  # one that ends sooner has failed
GRACE_SECONDS = 10  # for requests that are being answered


def processes() -> int:
    """As many as the environment says (`WEB_CONCURRENCY`), or as this machine has cores for us."""
    if settings.WEB_CONCURRENCY:
        return int(settings.WEB_CONCURRENCY)
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return min(cores, MOST_BY_ITSELF)


def threads() -> int:
    """Requests that one process answers at once, each with a connection to the database.

    All processes together take no more of those than `DATABASE_MAX_CONNECTIONS`."""
    return max(1, min(MOST_AT_ONCE, settings.DATABASE_MAX_CONNECTIONS // processes()))


def opened(host: str, port: int) -> socket.socket:
    """A socket that holds the address and takes no connection yet.

    Raises OSError or OverflowError where nobody can listen there."""
    found = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if ":" in host:
            found.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        found.bind((host, port))
    except BaseException:
        found.close()
        raise
    return found


class Kept:
    """A process that is started again whenever it ends."""

    def __init__(
        self, command: list[str], environment: Mapping[str, str], *, files: tuple[int, ...] = ()
    ) -> None:
        self.command = command
        self.environment = {**environment, "END_WITH_PARENT": "1"}
        self.files = files
        self.failures = 0  # in a row
        self._start()

    def _start(self) -> None:
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            pass_fds=self.files,
            start_new_session=True,  # Ctrl-C comes to the one who keeps it, and there alone
            preexec_fn=partial(end_with_parent, signal.SIGTERM),
        )

    def look(self) -> None:
        """Start it again if it has ended: killed, or out of memory."""
        if self.process.poll() is None:
            return
        has_failed = time.monotonic() - self.begun < SECONDS_TO_BEGIN
        self.failures = self.failures + 1 if has_failed else 0
        self._start()


def stop(kept: list[Kept]) -> None:
    """End them all: by asking, and after a while by force."""
    for each in kept:
        if each.process.poll() is None:
            each.process.terminate()
    last = time.monotonic() + GRACE_SECONDS
    for each in kept:
        try:
            each.process.wait(max(0, last - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(each.process.pid, signal.SIGKILL)
            each.process.wait()
