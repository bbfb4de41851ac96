"""The daily clock: what becomes due because a day has passed, and nobody asks for.

A room declares its jobs in `AppConfig.ready()`. Every job may run any number of times a day: what
it did is done.
"""

import datetime
from collections.abc import Callable

import pghistory
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts import scope

# Given the day, it works in the scope of the system and tells how many rows it changed.
Job = Callable[[datetime.date], int]

_LOCK = 1_402_12_29
_jobs: dict[str, Job] = {}


def daily(name: str, job: Job) -> None:
    """Have a job done once a day. `name` is what the command prints."""
    _jobs[name] = job


def jobs() -> dict[str, Job]:
    """All that is done each day, by name, in the order in which the rooms stand."""
    return dict(_jobs)


def run_daily(on: datetime.date) -> dict[str, int]:
    """Do all jobs of a day; how many rows each changed. Clocks on several machines take turns."""
    with scope.system(), pghistory.context(name=_("The deadline")):
        found = {}
        for name, job in _jobs.items():
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
                found[name] = job(on)
        return found
