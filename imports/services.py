"""What the office does with a file: send it, correct how it is read, check it, apply it.

Each step is one transaction. Until a run is applied nothing of it is in the register; a process
that dies leaves the run at the step before.
"""

import hashlib
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import Any, BinaryIO

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import told
from accounts.models import Province, User
from files.disk import room_on_disk
from files.harmless import harmless_name
from imports import asked_words, besides, comparing, completing, parents, remembering, undoing
from imports import given as given_for_all
from imports.applying import hold, write, write_parents
from imports.checking import attnames, check
from imports.column_problems import column_problems
from imports.models import Run, State
from imports.progress import Progress, quiet
from imports.refusal import ImportRefused as ImportRefused
from imports.registry import Registry, may_import, registry_of
from imports.tables import layout_of, read, read_again, table_of
from imports.understanding import understand
from reading import Layout, Table

# A number of our own, so that this lock meets no other use of advisory locks in the database.
_LOCK = 1_402_03_05

_RIVALRIES = ("40001", "40P01")  # serialisation failure, deadlock


class _Changed(Exception):
    """The register is not what the check saw."""


@room_on_disk()
def upload(
    *,
    actor: User | None,
    kind: str,
    province: Province,
    file: BinaryIO,
    file_name: str,
    completes: Run | None = None,
) -> Run:
    """Keep a file, find out how it is written and what its columns hold.

    What the office chose for files with this header before is proposed where it fits this file.
    `completes` is the run whose refused rows the file corrects. `actor` is None for the system
    itself. Raises UnreadableFile, and keeps nothing then.
    """
    may(actor, "imports.add_run", province.pk, kind)
    registry = registry_of(kind)()
    file_name = harmless_name(file_name)
    run = Run(
        kind=kind,
        province=province,
        created_by=actor,
        author_name=actor.get_full_name() if actor else "",
        file_name=file_name,
    )
    table = read(registry, file, file_name, Layout())
    run.found, run.header_key = asdict(table.layout), remembering.key_of(table.header)
    run.completes = completes
    reading = remembering.reading_of(run) if completes is None else None
    if reading is not None:
        again = remembering.layout_again(
            run, reading, lambda layout: read_again(registry, file, file_name, layout)
        )
        if again is not None:
            table, run.remembered = again, {"layout": True}
    _take_layout(run, registry, table)
    if reading is not None:
        remembering.propose(run, reading, table)
    if completes is not None:
        run.columns = completing.columns_of(completes, run.header)
        run.meanings = completes.meanings
        filled = given_for_all.filled_by(type(registry), run.columns)
        run.given = {name: is_ for name, is_ in completes.given.items() if name not in filled}
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


@room_on_disk()
def correct(
    *,
    actor: User | None,
    run: Run,
    layout: Layout | None = None,
    columns: list[str | None] | None = None,
    meanings: asked_words.Answers | None = None,
    given: Mapping[str, str] | None = None,
) -> Run:
    """Read the file in another way (`layout`), give its columns other meanings (`columns`), say
    what its words mean (`meanings`, see `asked_words.Answers`), or give one value to all rows of
    what it lacks (`given`, as written). `Layout()` reads it afresh: as the file itself tells,
    whatever the office chose before.

    Raises ImportRefused when two columns are given to one field, a word is given a meaning that its
    field does not know, a value cannot be given, or the run is past that step.
    """
    may(actor, "imports.change_run", run.province_id, run.kind)
    registry = registry_of(run.kind)()
    _still_open(run)
    if layout is not None:
        run.just_read = table_of(run, layout)
        _take_layout(run, registry, run.just_read)
        run.given, run.remembered = {}, {}
    if given is not None:
        given_for_all.check(
            type(registry), run.columns if columns is None else columns, given, run.province_id
        )
        run.given = dict(given)
    if columns is not None:
        filled = given_for_all.filled_by(type(registry), columns)
        run.given = {name: value for name, value in run.given.items() if name not in filled}
        _check_columns(run, registry, columns)
        run.columns = columns
    if meanings is not None:
        asked_words.take_answers(run, meanings)
    run.state = State.UPLOADED
    with transaction.atomic():
        _still_open(_locked(run))
        run.rows.all().delete()
        run.save()
    return run


@room_on_disk()
def check_run(*, actor: User | None, run: Run, progress: Progress = quiet) -> Run:
    """Clean and compare all rows; nothing of the register is touched.

    Raises ImportRefused when a required column has no counterpart in the file.
    """
    may(actor, "imports.change_run", run.province_id, run.kind)
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
        if (layout_of(stored), stored.columns, stored.given) != (
            layout_of(run), run.columns, run.given,
        ):  # fmt: skip
            raise ImportRefused(
                "corrected_meanwhile",
                _("Somebody else has changed the columns of this import. Look at them again."),
            )
        check(run, table, registry, progress)
        run.state, run.checked_at, run.asked = State.CHECKED, timezone.now(), ""
        run.save()
        if run.completes_id is not None:
            completing.match(run)
    return run


@room_on_disk()
def apply_run(*, actor: User | None, run: Run, progress: Progress = quiet) -> Run:
    """Write all taken rows of a checked run to the register, or none.

    Imports into one registry of one province follow each other. Raises ImportRefused when the run
    is not checked, is applied already, was checked again since `run` was fetched, or the register
    has changed since the check; in the last case the run is checked anew, so that a person can look
    at what has become of it.
    """
    may(actor, "imports.change_run", run.province_id, run.kind)
    registry = registry_of(run.kind)()
    progress("apply")
    try:
        with transaction.atomic(), _history(actor, run, "import"):
            _lock(run)
            seen, run = run.checked_at, _locked(run)
            _is_checked(run)
            if run.checked_at != seen:
                raise _changed_meanwhile()
            hold(run, registry)
            columns = attnames(run, registry)
            if parents.have_moved(run, registry) or comparing.compare(run, registry, columns):
                raise _Changed
            write_parents(run, registry)
            besides.write(run, registry.besides)
            write(run, registry, columns, progress)
            registry.write_also(run)
            run.state, run.applied_at, run.asked = State.APPLIED, timezone.now(), ""
            run.applied_by_name = actor.get_full_name() if actor else ""
            run.save()
            asked_words.remember(run)
            remembering.remember(run)
            if run.completes_id is not None:
                completing.complete(run)
    except (_Changed, DatabaseError) as error:
        if not _is_rivalry(error):
            raise
        check_run(actor=actor, run=Run.objects.get(pk=run.pk))
        raise _changed_meanwhile() from error
    return run


@room_on_disk()
def undo_run(
    *, actor: User | None, run: Run, progress: Progress = quiet, partly: bool = False
) -> Run:
    """Take back all that an applied run has written, or nothing.

    Rows that somebody has changed since are marked. With `partly` they stay as they are and the
    others are taken back; without, ImportRefused is raised, as it is when the run is not applied or
    what stood there before cannot stand there any more.
    """
    may(actor, "imports.change_run", run.province_id, run.kind)
    registry = registry_of(run.kind)()
    progress("undo")
    try:
        with transaction.atomic(), _history(actor, run, "undo"):
            _lock(run)
            run = _locked(run)
            if run.state != State.APPLIED:
                raise ImportRefused("not_applied", _("Only an applied import can be undone."))
            hold(run, registry)
            run.kept = undoing.keep_what_changed(run, registry)
            if run.kept and not partly:
                run.save(update_fields=["kept"])  # and the marks of the rows, to be looked at
            else:
                registry.take_back_also(run)
                undoing.take_back(run, registry)
                run.brought_kept = undoing.take_back_parents(run, registry)
                run.state, run.undone_at, run.asked = State.UNDONE, timezone.now(), ""
                run.undone_by_name = actor.get_full_name() if actor else ""
                run.save()
                if run.completes_id is not None:
                    completing.open_again(run)
    except IntegrityError as error:
        raise ImportRefused(
            "undo_conflicts",
            _(
                "What stood in the register before this import cannot come back: "
                "other rows have taken its place. Nothing was undone."
            ),
        ) from error
    if run.state == State.APPLIED:
        raise ImportRefused(
            "changed_since",
            _(
                "%(count)s rows were changed after this import; “Changed since” lists them. "
                "Look at them, then undo the others."
            ),
            {"count": run.kept},
        )
    return run


def undo_rest(*, actor: User | None, run: Run, progress: Progress = quiet) -> Run:
    """Take back what nobody has changed since; see `undo_run`."""
    return undo_run(actor=actor, run=run, progress=progress, partly=True)


def discard(*, actor: User | None, run: Run) -> Run:
    """Put a run aside; its rows and its file go. Raises ImportRefused when it was applied."""
    may(actor, "imports.change_run", run.province_id, run.kind)
    _still_open(run)
    with transaction.atomic():
        run = _locked(run)
        _still_open(run)
        run.rows.all().delete()
        name, run.file = str(run.file.name), None
        run.state = State.DISCARDED
        run.save()
        transaction.on_commit(lambda: Run.file.field.storage.delete(name))
    return run


def may(actor: User | None, permission: str, province_id: int, kind: str) -> None:
    if actor is None:
        return
    if not actor.has_perm(permission) or not may_import(actor, registry_of(kind)):
        raise PermissionDenied(_("Your role does not allow imports."))
    if actor.province_id not in (None, province_id):
        raise PermissionDenied(_("This province belongs to another office. Import into your own."))


def _history(actor: User | None, run: Run, deed: str) -> AbstractContextManager[Any]:
    """What the history tells of the rows that are written: the run, its file, who did it."""
    who = {"user": actor.pk, "name": actor.get_full_name()} if actor else {}
    return told(run=run.pk, **{deed: run.file_name}, **who)


def _take_layout(run: Run, registry: Registry, table: Table) -> None:
    run.encoding, run.delimiter = table.layout.encoding, table.layout.delimiter
    run.sheet, run.header_row = table.layout.sheet, table.layout.header_row
    run.header = table.header
    understood = understand(table, type(registry), run.province_id)
    run.columns = [each.field for each in understood]
    run.read = len(table.rows)


def _check_columns(run: Run, registry: Registry, columns: list[str | None]) -> None:
    declared = registry.columns()
    if len(columns) != len(run.header) or any(name and name not in declared for name in columns):
        raise ImportRefused("columns", _("The columns do not fit this file. Read it again."))
    for _places, problem in column_problems(type(registry), columns, run.given):
        raise problem


def _still_open(run: Run) -> None:
    if run.state == State.APPLIED:
        raise ImportRefused("applied", _("This import has been applied already."))
    if run.state == State.UNDONE:
        raise ImportRefused("undone", _("This import was undone. Send the file again."))
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
            [_LOCK, f"{run.kind}/{run.province_id}"],
        )
