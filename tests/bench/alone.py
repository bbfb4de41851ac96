"""A job in a process of its own, to see how much memory it takes: Django, the rows and all."""

import os
import subprocess
import sys
import time
from pathlib import Path


def alone(job: str, *arguments: str) -> tuple[float, float]:
    """The most memory (MiB) that a process held for the job, and its seconds."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", __name__, job, *arguments],
        check=True,
        stdout=subprocess.PIPE,
        env={**os.environ},
    )
    held, taken = done.stdout.split()
    return float(held), float(taken)


def _most_memory() -> float:
    """The most memory (MiB) that this process has held.

    Linux counts what the parent held before it started this program into `ru_maxrss`, not here.
    """
    status = Path("/proc/self/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def main(job: str, *arguments: str) -> None:
    import django

    django.setup()
    from tests.bench import exporting, importing

    started = time.perf_counter()
    if job == "export":
        exporting.export(int(arguments[0]), arguments[1])
    else:
        importing.import_file(Path(arguments[0]))
    print(_most_memory(), time.perf_counter() - started)


if __name__ == "__main__":
    main(*sys.argv[1:])
