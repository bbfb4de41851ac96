"""Runs one step of the set-up while no other `make` works in this checkout: `alone.py COMMAND…`.

Needs nothing but Python itself, since it also makes the virtual environment.
"""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    (ROOT / "var").mkdir(exist_ok=True)
    lock = os.open(ROOT / "var" / "set-up.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.stderr.write("Another make is setting this checkout up; waiting for it.\n")
        fcntl.flock(lock, fcntl.LOCK_EX)
    return subprocess.run(sys.argv[1:], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
