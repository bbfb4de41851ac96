"""Files of long lists, made beside the web server by `manage.py work`.

The `Export` is the job: while it waits it is still to be done, and the one statement that says that
its file is ready takes it from the queue. A worker that is killed leaves it waiting, and the next
one writes over what is there. The file is made in the scope, and with the columns, of the person
who asked, as they are when it is made. A password is never kept: of a file of the background it is
asked for when the file is fetched.
"""

import datetime
import logging
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError, models, transaction
from django.db.models import F
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import scope
from accounts.models import User
from accounts.refusals import Refusal
from files.disk import DiskFull, room_on_disk
from files.exporting.columns import needed_for
from files.exporting.formats import ListToExport, written
from files.printing import PrintingError
from jobs.waking import beside, call, held
from screens.models import Export, ExportState

# A file of more rows than these is a background worker's, by format. CSV is quick enough always.
ROWS_AT_ONCE = {"xlsx": 20_000, "ods": 20_000, "pdf": 1_000}
MOST_WAITING = 5  # files of one person that are still to be made
MOST_ATTEMPTS = 3  # of a file at which workers die
DAYS_KEPT = 3
SECONDS_BETWEEN_REPORTS = 0.3
_LOCK = 1_402_03_07

logger = logging.getLogger(__name__)


class ExportRefused(Refusal):
    """A file that is not made, and why."""


def is_long(rows: models.QuerySet[Any], file_format: str) -> bool:
    """Whether a person should not wait for the file with the page open."""
    most = ROWS_AT_ONCE.get(file_format)
    return most is not None and has_more(rows, most)


def has_more(rows: models.QuerySet[Any], most: int) -> bool:
    """Whether there are more rows than so many; beyond these none is counted."""
    return rows.order_by()[: most + 1].count() > most


def ask(*, user: User, list_name: str, query: str, file_format: str) -> Export:
    """Leave a file to a worker; one that is asked for already is not asked for again.

    `list_name` is "app.model" of the list, `query` its address. Raises ExportRefused where too
    many of the person's files wait.
    """
    asked = {"list_name": list_name, "query": query, "file_format": file_format}
    with transaction.atomic():
        waiting = Export.objects.filter(user=user, state=ExportState.WAITING)
        if same := waiting.filter(**asked).first():
            return same
        if waiting.count() >= MOST_WAITING:
            raise ExportRefused(
                "too_many",
                gettext_lazy(
                    "Several of your files are still being made. Wait for one of them, then ask "
                    "for the next."
                ),
            )
        export = Export.objects.create(user=user, **asked)
        call()
    return export


def work_once() -> bool:
    """Make what has been asked for longest and nobody else makes. False when there is nothing."""
    with scope.system():
        keys = list(_waiting().order_by("asked_at").values_list("pk", flat=True)[:50])
    for key in keys:
        with held(_LOCK, key) as is_mine:
            if not is_mine:
                continue
            with scope.system():
                export = _waiting().select_related("user").filter(pk=key).first()
            if export is not None:
                _make(export)
                return True
    return False


def forget_old(on: datetime.date) -> int:
    """Delete the files that were asked for more than DAYS_KEPT days before `on`; how many there
    were."""
    old = list(Export.objects.filter(asked_at__date__lt=on - datetime.timedelta(days=DAYS_KEPT)))
    for export in old:
        default_storage.delete(export.file)
        export.delete()
    return len(old)


def list_of(export: Export, user: User) -> ListToExport:
    """What the address of the list shows this person now, within the scope in force.

    Raises PermissionDenied where the person may not have it, and ExportRefused where the address
    is not understood.
    """
    model_admin: Any = admin.site.get_model_admin(apps.get_model(export.list_name))
    request = HttpRequest()
    request.method, request.user, request.GET = "GET", user, QueryDict(export.query)
    listed: ListToExport | None = model_admin.list_of_address(request)
    if listed is None:
        raise ExportRefused(
            "address",
            gettext_lazy("The filters of this list are no longer what they were. Ask for it anew."),
        )
    return listed


def place(user: User) -> str:
    """The scope of a person in one word; a file made in another is not handed out."""
    of_person = scope.of(user)
    return f"{of_person.kind}/{of_person.province}/{of_person.county}"


def _waiting() -> models.QuerySet[Export]:
    return Export.objects.filter(state=ExportState.WAITING)


def _make(export: Export) -> None:
    with scope.system():
        _waiting().filter(pk=export.pk).update(
            attempts=F("attempts") + 1, begun_at=timezone.now(), done=0, total=0
        )
    if export.attempts >= MOST_ATTEMPTS:
        _answer(export, failure=_unfinished())
        return
    try:
        _answer(export, **_write(export))
    except (ExportRefused, PrintingError, DiskFull, PermissionDenied) as error:
        _answer(export, failure=str(error) or _("Your role does not allow this."))
    except (OperationalError, InterfaceError):
        raise  # the connection is gone; the question is still there
    except Exception:  # whatever it is, the next file waits
        logger.exception("The file %s of %s was not made.", export.pk, export.list_name)
        _answer(export, failure=_unfinished())


def _write(export: Export) -> dict[str, Any]:
    """Put the file into the storage; what is to be said of it."""
    user = export.user
    with closing(beside()) as server, room_on_disk():
        report = _reporter(export, server)
        with scope.enter(scope.of(user)):
            listed = list_of(export, user)
            total = listed.rows.order_by().count()
            report(0, total)
            with written(
                listed,
                file_format=export.file_format,
                user=user,
                progress=lambda done: report(done, total),
            ) as file:
                default_storage.delete(export.file)
                default_storage.save(export.file, File(file))
        return {
            "done": total,
            "total": total,
            "size": default_storage.size(export.file),
            "made_in": place(user),
            "needs": needed_for(user, listed.columns),
        }


def _reporter(export: Export, server: Any) -> Callable[[int, int], None]:
    """Writes how far the file is, a few times a second at most, on a connection of its own."""
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if done and now - last < SECONDS_BETWEEN_REPORTS:
            return
        last = now
        server.execute(
            "UPDATE screens_export SET done = %s, total = %s WHERE id = %s",
            [done, total, export.pk],
        )

    return report


def _answer(export: Export, *, failure: str = "", **found: object) -> None:
    state = ExportState.FAILED if failure else ExportState.READY
    with scope.system():
        _waiting().filter(pk=export.pk).update(state=state, failure=failure, **found)


def _unfinished() -> str:
    return _("This file could not be made. Ask for it again, or tell whoever looks after the site.")
