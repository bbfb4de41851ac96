"""What the office does with a file: send it, correct how it is read, check it, apply it.

Each step is one transaction. Until a run is applied nothing of it is in the register; a process
that dies leaves the run at the step before.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import pghistory
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Province, User
from imports import comparing
from imports.applying import hold, write
from imports.checking import bind, check
from imports.headers import count_known, match_headers
from imports.models import Run, State
from imports.reading import Layout, Limits, Table, read_table
from imports.registry import Registry, registry_of
from persian.errors import PersianValueError

# A number of our own, so that this lock meets no other use of advisory locks in the database.
_LOCK = 1_402_03_05

_RIVALRIES = ("40001", "40P01")  # serialisation failure, deadlock

Progress = Callable[[str], None]


class ImportRefused(PersianValueError):
    """A step that cannot be taken now, and why."""


class _Changed(Exception):
    """The register is not what the check saw."""


def _quiet(step: str) -> None:
    return None


def upload(
    *, actor: User | None, kind: str, province: Province, file: BinaryIO, file_name: str
) -> Run:
    """Keep a file, find out how it is written and what its columns hold.

    `actor` is None for the system itself. Raises UnreadableFile, and keeps nothing then.
    """
    _may(actor, "imports.add_run", province.pk)
    registry = registry_of(kind)()
    file_name = _storable(file_name)
    run = Run(
        kind=kind,
        province=province,
        created_by=actor,
        author_name=actor.get_full_name() if actor else "",
        file_name=file_name,
    )
    table = _read(registry, file, file_name, Layout())
    _take_layout(run, registry, table)
    file.seek(0)
    digest = hashlib.sha256()
    while part := file.read(1 << 20):
        digest.update(part)
    run.sha256 = digest.hexdigest()
    run.size = file.tell()
    file.seek(0)
    with transaction.atomic():
        run.file.save(file_name, File(file), save=False)
        try:
            run.save()
        except Exception:
            run.file.delete(save=False)
            raise
    run.just_read = table
    return run


def correct(
    *,
    actor: User | None,
    run: Run,
    layout: Layout | None = None,
    columns: list[str | None] | None = None,
) -> Run:
    """Read the file in another way (`layout`), or give its columns other meanings (`columns`).

    Raises ImportRefused when two columns are given to one field or the run is past that step.
    """
    _may(actor, "imports.change_run", run.province_id)
    registry = registry_of(run.kind)()
    _still_open(run)
    if layout is not None:
        run.just_read = table_of(run, layout)
        _take_layout(run, registry, run.just_read)
    if columns is not None:
        _check_columns(run, registry, columns)
        run.columns = columns
    run.state = State.UPLOADED
    with transaction.atomic():
        _still_open(_locked(run))
        run.rows.all().delete()
        run.save()
    return run


def check_run(*, actor: User | None, run: Run, progress: Progress = _quiet) -> Run:
    """Clean and compare all rows; nothing of the register is touched.

    Raises ImportRefused when a required column has no counterpart in the file.
    """
    _may(actor, "imports.change_run", run.province_id)
    registry = registry_of(run.kind)()
    _still_open(run)
    _check_columns(run, registry, run.columns)
    progress("read")
    table = run.just_read or table_of(run)
    run.just_read = None
    progress("check")
    with transaction.atomic():
        stored = _locked(run)
        _still_open(stored)
        if (layout_of(stored), stored.columns) != (layout_of(run), run.columns):
            raise ImportRefused(
                "corrected_meanwhile",
                _("Somebody else has changed the columns of this import. Look at them again."),
            )
        check(run, table, registry)
        run.state, run.checked_at = State.CHECKED, timezone.now()
        run.save()
    return run


def apply_run(*, actor: User | None, run: Run, progress: Progress = _quiet) -> Run:
    """Write all taken rows of a checked run to the register, or none.

    Imports into one registry of one province follow each other. Raises ImportRefused when the run
    is not checked, is applied already, was checked again since `run` was fetched, or the register
    has changed since the check; in the last case the run is checked anew, so that a person can look
    at what has become of it.
    """
    _may(actor, "imports.change_run", run.province_id)
    registry = registry_of(run.kind)()
    progress("apply")
    context: dict[str, Any] = {"run": run.pk, "import": run.file_name}
    if actor is not None:
        context |= {"user": actor.pk, "name": actor.get_full_name()}
    try:
        with transaction.atomic(), pghistory.context(**context):
            _lock(run)
            seen, run = run.checked_at, _locked(run)
            _is_checked(run)
            if run.checked_at != seen:
                raise _changed_meanwhile()
            hold(run, registry)
            columns = [column.attname for column in bind(run, registry)]
            if comparing.compare(run, registry, columns):
                raise _Changed
            write(run, registry, columns)
            run.state, run.applied_at = State.APPLIED, timezone.now()
            run.save()
    except (_Changed, DatabaseError) as error:
        if not _is_rivalry(error):
            raise
        check_run(actor=actor, run=Run.objects.get(pk=run.pk))
        raise _changed_meanwhile() from error
    return run


def discard(*, actor: User | None, run: Run) -> Run:
    """Put a run aside, with its rows. Raises ImportRefused when it was applied."""
    _may(actor, "imports.change_run", run.province_id)
    _still_open(run)
    with transaction.atomic():
        run = _locked(run)
        _still_open(run)
        run.rows.all().delete()
        run.state = State.DISCARDED
        run.save()
    return run


def table_of(run: Run, layout: Layout | None = None) -> Table:
    """The run's file, read as the run says or in another way. Raises UnreadableFile."""
    registry = registry_of(run.kind)()
    with run.file.open("rb") as file:
        return _read(registry, file, run.file_name, layout or layout_of(run))  # type: ignore[arg-type]


def layout_of(run: Run) -> Layout:
    """How the run's file is read."""
    return Layout(run.encoding, run.delimiter, run.sheet, run.header_row)


def _may(actor: User | None, permission: str, province_id: int) -> None:
    if actor is None:
        return
    if not actor.has_perm(permission):
        raise PermissionDenied(_("Your role does not allow imports."))
    if actor.province_id not in (None, province_id):
        raise PermissionDenied(_("This province belongs to another office. Import into your own."))


def _storable(file_name: str) -> str:
    """The end of a file's name, without what a database's text cannot hold."""
    kept = file_name.encode("utf-8", "replace").decode().replace("\0", "")
    return kept[-255:]


def _read(registry: Registry, file: BinaryIO, file_name: str, layout: Layout) -> Table:
    columns = list(registry.columns().values())
    return read_table(
        file,
        filename=file_name,
        layout=layout,
        is_header=lambda row: count_known(row, columns),
        limits=Limits(max_bytes=settings.IMPORT_MAX_SIZE),
    )


def _take_layout(run: Run, registry: Registry, table: Table) -> None:
    run.encoding, run.delimiter = table.layout.encoding, table.layout.delimiter
    run.sheet, run.header_row = table.layout.sheet, table.layout.header_row
    run.header = table.header
    guesses = match_headers(table.header, list(registry.columns().values()))
    run.columns = [guess.column_name for guess in guesses]
    run.confidences = [round(guess.confidence, 2) for guess in guesses]
    run.read = len(table.rows)


def column_problems(
    registry: type[Registry], columns: list[str | None]
) -> Iterator[tuple[list[int], ImportRefused]]:
    """What is wrong with giving the columns of a file these meanings, and at which of them.

    A field that is needed and has no column is wrong at none of them.
    """
    declared = registry.columns()
    for column in registry.stored().values():
        places = [
            index
            for index, given in enumerate(columns)
            if given and column in declared[given].parts
        ]
        if len(places) > 1:
            yield (
                places,
                ImportRefused(
                    "column_twice",
                    _("Two columns of the file are given to “%(field)s”. Leave one of them out."),
                    {"field": column.label},
                ),
            )
        elif column.required and not places:
            yield (
                [],
                ImportRefused(
                    "column_missing",
                    _(
                        "No column of the file is given to “%(field)s”. "
                        "Choose the one that holds it."
                    ),
                    {"field": column.label},
                ),
            )


def _check_columns(run: Run, registry: Registry, columns: list[str | None]) -> None:
    declared = registry.columns()
    if len(columns) != len(run.header) or any(name and name not in declared for name in columns):
        raise ImportRefused("columns", _("The columns do not fit this file. Read it again."))
    for _places, problem in column_problems(type(registry), columns):
        raise problem


def _still_open(run: Run) -> None:
    if run.state == State.APPLIED:
        raise ImportRefused("applied", _("This import has been applied already."))
    if run.state == State.DISCARDED:
        raise ImportRefused("discarded", _("This import was put aside. Send the file again."))


def _locked(run: Run) -> Run:
    """The run as it is stored, which nobody else changes until this transaction ends."""
    return Run.objects.select_for_update().get(pk=run.pk)


def _is_checked(run: Run) -> None:
    _still_open(run)
    if run.state != State.CHECKED:
        raise ImportRefused("not_checked", _("Check the rows before they are applied."))


def _changed_meanwhile() -> ImportRefused:
    return ImportRefused(
        "changed_meanwhile",
        _(
            "The register has changed since the check. "
            "The rows were checked anew; look at them again."
        ),
    )


def _is_rivalry(error: Exception) -> bool:
    """Whether another person's work came between, not a failure of the database."""
    state = getattr(error.__cause__, "sqlstate", None)
    return isinstance(error, _Changed | IntegrityError) or state in _RIVALRIES


def _lock(run: Run) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, hashtext(%s))",
            [_LOCK % 2_147_483_647, f"{run.kind}/{run.province_id}"],
        )
