"""`manage.py work`: long steps of imports and long exports, beside the web server, until stopped.

As many of these as wanted may run, on as many machines; `make run` starts one.
"""

import math
import os
import signal
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection

from config.processes import end_with_parent
from imports import background as imports
from screens.background import wait
from screens.exporting import background as exports

SECONDS_BETWEEN_LOOKS = 5.0
SECONDS_WITHOUT_SERVER = 1.0
SECONDS_BETWEEN_TIDYING = 24 * 60 * 60.0


class Command(BaseCommand):
    help = "Do the long steps of imports and make long exports in the background."

    def handle(self, *args: Any, **options: Any) -> None:
        if os.environ.get("END_WITH_PARENT"):  # a worker of `manage.py serve`
            end_with_parent()
        signal.signal(signal.SIGTERM, _leave)
        tidied = -math.inf
        while True:
            try:
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


def _leave(number: int, frame: object) -> None:
    raise SystemExit(0)
