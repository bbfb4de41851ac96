"""How long an export takes beside a bare COPY of the same columns, and how much memory."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import Claim, medians, rate, seconds

MEMORY = 150  # mebibytes that a process which exports may hold, Django and all
COPIED = (
    "SELECT n.name, n.legal_id, n.registration_no, p.name, c.name, f.name, n.activity_level, "
    "n.ngo_type, n.issuer, n.status, n.founded_on, n.ceo_name, n.mobile, n.phone, n.licence_no, "
    "n.licence_issued_on, n.licence_expires_on, n.member_count, n.address, n.postal_code, n.email, "
    "n.website, n.sheba, n.external_ref, n.notes FROM ngos_ngo n "
    "JOIN accounts_province p ON p.id = n.province_id LEFT JOIN accounts_county c "
    "ON c.id = n.county_id JOIN ngos_field f ON f.id = n.field_id ORDER BY n.sort_key, n.id"
)


def claims(rows: int, *, repetitions: int) -> Iterator[Claim]:
    """`rows` NGOs of one province, exported by its office."""
    from tests.bench import database

    database.empty(existing=rows)
    database.expert()
    times = [(seconds(lambda: export(rows)), seconds(_copy)) for _ in range(repetitions)]
    ours, bare = medians(times)
    yield Claim(
        f"export of {rows:,} NGOs as CSV", rate(rows, ours), "bare COPY TO", rate(rows, bare),
        ours / bare, at_most=4,
    )  # fmt: skip
    for file_format in ("csv", "xlsx", "ods"):
        held, taken = _alone(rows, file_format)
        yield Claim(
            f"memory of that as {file_format.upper()}, in {taken:,.0f} s", f"{held:,.0f} MiB",
            "what may be held", f"{MEMORY} MiB", held / MEMORY, at_most=1,
        )  # fmt: skip


def export(rows: int, file_format: str = "csv") -> None:
    """The register as the office downloads it. Raises AssertionError where a row is missing."""
    from accounts import scope
    from imports.exporting import export_response
    from ngos.models import NGO
    from tests.bench import database

    expert = database.expert()
    with scope.enter(scope.of(expert)):
        response = export_response("ngos", NGO.objects.all(), file_format=file_format, user=expert)
    lines = sum(block.count(b"\n") for block in response)
    response.close()
    if file_format == "csv" and lines != rows + 1:
        raise AssertionError(f"The export has {lines} lines.")


def _copy() -> None:
    from tests.bench import database

    with (
        database.administrator() as server,
        server.cursor().copy(f"COPY ({COPIED}) TO STDOUT (FORMAT csv)") as copy,
    ):
        for _block in copy:
            pass


def _alone(rows: int, file_format: str) -> tuple[float, float]:
    """The most memory (MiB) that a process of its own held for an export, and its seconds."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", __name__, str(rows), file_format],
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


if __name__ == "__main__":
    import django

    django.setup()
    started = time.perf_counter()
    export(int(sys.argv[1]), sys.argv[2])
    print(_most_memory(), time.perf_counter() - started)
