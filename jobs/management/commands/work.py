"""`manage.py work`: what the rooms leave to a worker, and once a day what is due by then.

It works beside the web server until it is stopped.

As many of these as wanted may run, on as many machines; `make run` starts one.
"""

import datetime
import logging
import os
import signal
import time

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection

from jobs.daily import run_daily
from jobs.processes import end_with_parent
from jobs.waking import wait
from jobs.workers import work_once
from persian.dates import today

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 5.0
SECONDS_WITHOUT_SERVER = 1.0


class Command(BaseCommand):
    help = "Do the long steps that people have asked for, and what is due each day."

    def handle(self, *args: object, **options: object) -> None:
        if os.environ.get("END_WITH_PARENT"):  # a worker of `manage.py serve`
            end_with_parent()
        self._is_asked_to_leave = False
        signal.signal(signal.SIGTERM, self._leave)
        done: datetime.date | None = None  # the day that the clock has run for
        while not self._is_asked_to_leave:
            try:
                done = _run_clock(done)
                while work_once():
                    pass
                wait(SECONDS_BETWEEN_LOOKS)
            except (OperationalError, InterfaceError):
                # The server has gone away, with all that was half done. It may come back.
                connection.close()
                time.sleep(SECONDS_WITHOUT_SERVER)

    def _leave(self, number: int, frame: object) -> None:
        """End at once. Where the signal comes while something is thrown away, Python swallows what
        is raised; then the worker leaves before it looks for more."""
        self._is_asked_to_leave = True
        raise SystemExit(0)


def _run_clock(done: datetime.date | None) -> datetime.date:
    """What is due, when a day has begun; the day it was done for."""
    day = today()
    if day != done:
        try:
            run_daily(day)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # imports go on; tomorrow, or the next worker, tries again
            logger.exception("What is due on %s could not be done.", day)
    return day
