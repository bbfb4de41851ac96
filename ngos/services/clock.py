"""The daily clock: what becomes due because a day has passed, and nobody asks for.

Every job may run any number of times a day: what it did is done.
"""

import datetime
from collections.abc import Callable

import pghistory
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts import scope
from accounts.services.ending_sessions import prune_sessions
from accounts.services.prune_access import prune_access
from ngos.services.annual_reports.raise_due import last_fiscal_year, raise_due_reports
from ngos.services.inquiries.lapsing import lapse_inquiries
from screens import posted_once

_LOCK = 1_402_12_29


def _raise_due_reports(on: datetime.date) -> int:
    """Without newcomers: an office that has just brought its register in is not told that all of it
    is overdue."""
    return raise_due_reports(fiscal_year=last_fiscal_year(on), newcomers=False)


# Each is given the day, works in the scope of the system, and tells how many rows it changed.
JOBS: dict[str, Callable[[datetime.date], int]] = {
    "lapse_inquiries": lapse_inquiries,
    "raise_due_reports": _raise_due_reports,
    "prune_access": lambda on: prune_access(),
    "prune_sessions": lambda on: prune_sessions(),
    "forget_posted_forms": posted_once.forget_old,
}


def run_daily(on: datetime.date) -> dict[str, int]:
    """Do all jobs of a day; how many rows each changed. Clocks on several machines take turns."""
    with scope.system(), pghistory.context(name=_("The deadline")):
        found = {}
        for name, job in JOBS.items():
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
                found[name] = job(on)
        return found
