"""Long steps of an import, done beside the web server: by `manage.py work`, however many there are.

The run itself says what is asked of it, and the transaction that does it takes the question back:
so it is done once, or is still asked. Whoever works on a run holds a lock that the database lets go
when the worker dies; then the next one begins anew.
"""

import logging
import time

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import scope
from accounts.models import User
from files.disk import DiskFull
from imports import services
from imports.column_problems import column_problems
from imports.duplicates.finding import find_duplicates
from imports.models import Progress, Run, Step
from imports.registry import registry_of
from imports.services import ImportRefused
from jobs.waking import beside, call, held
from reading import UnreadableFile

ROWS_AT_ONCE = 2_000  # more rows than these are a background worker's
MOST_ATTEMPTS = 3  # of a step at which workers die
SECONDS_BETWEEN_REPORTS = 0.3
_LOCK = 1_402_03_06

logger = logging.getLogger(__name__)
_DOING = {
    Step.CHECK: services.check_run,
    Step.APPLY: services.apply_run,
    Step.UNDO: services.undo_run,
    Step.UNDO_REST: services.undo_rest,
}


def is_long(run: Run) -> bool:
    """Whether a person should not wait for a step of this run with the page open."""
    return run.read > ROWS_AT_ONCE


def check(*, actor: User, run: Run) -> None:
    """Check a run: at once, or beside the web server where it is long. Raises as `check_run`."""
    for _places, problem in column_problems(registry_of(run.kind), run.columns):
        raise problem  # told at once, however long the file is
    if is_long(run):
        ask(actor=actor, run=run, step=Step.CHECK)
    else:
        services.check_run(actor=actor, run=run)


def ask(*, actor: User, run: Run, step: Step) -> Run:
    """Leave a step to a worker. Raises ImportRefused when the run waits for a worker already."""
    services.may(actor, "imports.change_run", run.province_id, run.kind)
    with transaction.atomic():
        run = Run.objects.select_for_update().get(pk=run.pk)
        if run.asked:
            raise ImportRefused("busy", _("This import is being worked on already."))
        run.asked, run.asked_by, run.asked_at = step, actor, timezone.now()
        run.attempts, run.failure = 0, ""
        run.save()
        call()
    return run


def work_once() -> bool:
    """Do what has been asked for longest and nobody else works on. False when there is nothing."""
    with scope.system():
        waiting = list(
            Run.objects.exclude(asked="").order_by("asked_at").values_list("pk", flat=True)[:50]
        )
    for key in waiting:
        with held(_LOCK, key) as is_mine:
            if not is_mine:
                continue
            with scope.system():
                run = Run.objects.filter(pk=key).exclude(asked="").first()
            if run is not None:
                _do(run)
                return True
    return False


def look_for_duplicates(run: Run) -> None:
    """Fill the queue of likely duplicates after an import, which is done whatever comes of this."""
    try:
        find_duplicates(run)
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # a command finds them later
        logger.exception("Likely duplicates of the import %s were not looked for.", run.pk)


def _do(run: Run) -> None:
    step = Step(run.asked)
    with scope.system():
        Run.objects.filter(pk=run.pk).update(attempts=F("attempts") + 1)
        actor = run.asked_by
    if run.attempts >= MOST_ATTEMPTS or actor is None:
        _answered(run, failure=_unfinished())
        return
    try:
        with scope.enter(scope.of(actor)), Tracker(run) as tracker:
            found = Run.objects.get(pk=run.pk)
            found = _DOING[step](actor=actor, run=found, progress=tracker.report)
            if step == Step.APPLY:
                look_for_duplicates(found)
    except (ImportRefused, UnreadableFile, DiskFull, PermissionDenied) as error:
        _answered(run, failure=str(error))
    except (OperationalError, InterfaceError):
        raise  # the connection is gone; the question is still there
    except Exception:  # whatever it is, the next run waits
        logger.exception("The step %s of the import %s failed.", step.value, run.pk)
        _answered(run, failure=_unfinished())
    else:
        _answered(run)


def _unfinished() -> str:
    return _("This step could not be finished. Try it again, or tell whoever looks after the site.")


def _answered(run: Run, *, failure: str = "") -> None:
    with scope.system(), transaction.atomic():
        if failure:
            Run.objects.filter(pk=run.pk, asked_at=run.asked_at).update(asked="", failure=failure)
        Progress.objects.filter(run=run).delete()


class Tracker:
    """Writes how far the work has come, on a connection of its own: what the work itself writes is
    seen by nobody before its end."""

    def __init__(self, run: Run) -> None:
        self._run, self._last, self._step = run, 0.0, ""

    def __enter__(self) -> "Tracker":
        self._server = beside()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.close()

    def report(self, step: str, done: int = 0, total: int = 0) -> None:
        """Rows done of all; written a few times a second at most."""
        now = time.monotonic()
        if step == self._step and now - self._last < SECONDS_BETWEEN_REPORTS:
            return
        begun = step != self._step
        self._step, self._last = step, now
        self._server.execute(
            "INSERT INTO imports_progress AS p (run_id, province_id, step, done, total, begun_at) "
            "VALUES (%s, %s, %s, %s, %s, now()) ON CONFLICT (run_id) DO UPDATE SET "
            "step = excluded.step, done = excluded.done, total = excluded.total, "
            "begun_at = CASE WHEN %s THEN excluded.begun_at ELSE p.begun_at END",
            [self._run.pk, self._run.province_id, step, done, total, begun],
        )
