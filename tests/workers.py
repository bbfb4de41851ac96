"""How many processes run the tests with `-n auto`: one for each core that is really ours."""

import os
from pathlib import Path

import pytest

MOST = 8  # each has a database, a browser and some of the server's hundred connections
QUOTA = Path("/sys/fs/cgroup/cpu.max")  # of a container, which sees all cores of its machine


def cores(quota: Path = QUOTA) -> int:
    """The cores that this process may use at once, at least one."""
    allowed = len(os.sched_getaffinity(0))
    if quota.exists():
        time, period = quota.read_text().split()
        if time != "max":
            allowed = min(allowed, int(time) // int(period))
    return max(allowed, 1)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    return min(cores(), MOST)
