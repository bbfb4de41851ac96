"""`manage.py work`: long steps of imports, long exports, and once a day what is due by then, beside
the web server, until it is stopped.

As many of these as wanted may run, on as many machines; `make run` starts one.
"""

import datetime
import logging
import math
import os
import signal
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection

from config.processes import end_with_parent
from imports import background as imports
from ngos.services.clock import run_daily
from persian.dates import today
from screens.background import wait
from screens.exporting import background as exports

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 5.0
SECONDS_WITHOUT_SERVER = 1.0
SECONDS_BETWEEN_TIDYING = 24 * 60 * 60.0


class Command(BaseCommand):
    help = "Do the long steps of imports, make long exports, and do what is due each day."

    def handle(self, *args: Any, **options: Any) -> None:
        if os.environ.get("END_WITH_PARENT"):  # a worker of `manage.py serve`
            end_with_parent()
        signal.signal(signal.SIGTERM, _leave)
        tidied = -math.inf
        done: datetime.date | None = None  # the day that the clock has run for
        while True:
            try:
                done = _run_clock(done)
                if time.monotonic() - tidied >= SECONDS_BETWEEN_TIDYING:
                    exports.forget_old()
                    tidied = time.monotonic()
                while imports.work_once() or exports.work_once():
                    pass
                wait(SECONDS_BETWEEN_LOOKS)
            except (OperationalError, InterfaceError):
                # The server has gone away, with all that was half done. It may come back.
                connection.close()
                time.sleep(SECONDS_WITHOUT_SERVER)


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


def _leave(number: int, frame: object) -> None:
    raise SystemExit(0)
