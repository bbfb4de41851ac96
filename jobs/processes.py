"""Processes of one checkout: alone at a task, and ended when the one that started them ends."""

import ctypes
import fcntl
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PR_SET_PDEATHSIG = 1


def end_with_parent(number: int = signal.SIGTERM) -> None:
    """Have the kernel send this process the signal `number` when its parent ends. Linux only.

    So nothing is left running after a `kill -9` of the parent.
    """
    if sys.platform != "linux":
        return
    parent = os.getppid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != parent:  # it ended before the kernel was told
        os.kill(os.getpid(), number)


@contextmanager
def alone(file: Path, *, wait: bool = False) -> Iterator[bool]:
    """Hold a lock that dies with the process; yield whether it was free, or got by waiting."""
    file.parent.mkdir(exist_ok=True)
    lock = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(lock)
