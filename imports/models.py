"""What is kept of an import: the run, its file, and what became of each row."""

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Province
from imports.confidential import OfKinds
from imports.duplicates.models import DuplicatePair as DuplicatePair

if TYPE_CHECKING:
    from reading import Table


class State(models.TextChoices):
    UPLOADED = "uploaded", _("Waiting for its columns")
    CHECKED = "checked", _("Checked, not applied")
    APPLIED = "applied", _("Applied")
    DISCARDED = "discarded", _("Discarded")
    UNDONE = "undone", _("Undone")


class Step(models.TextChoices):
    """What a background worker can be asked to do with a run."""

    CHECK = "check", _("Checking the rows")
    APPLY = "apply", _("Writing to the register")
    UNDO = "undo", _("Undoing the import")
    UNDO_REST = "undo_rest", _("Undoing what was not changed since")


class Verdict(models.TextChoices):
    """What an import does, or did, with a row of the file."""

    CREATED = "created", _("New")
    UPDATED = "updated", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    REPEATED = "repeated", _("Repeated")
    REJECTED = "rejected", _("Refused")


def storage_name(run: "Run", filename: str) -> str:
    """Where an uploaded file is kept: a name that tells nothing and cannot be guessed."""
    return f"imports/{secrets.token_urlsafe(24)}"


class Run(models.Model):
    """One import of one file into one registry of one province."""

    row_scope = OfKinds()

    kind = models.CharField(_("Registry"), max_length=40)
    province = models.ForeignKey(Province, verbose_name=_("Province"), on_delete=models.PROTECT)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("By"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
    )
    author_name = models.CharField(_("By"), max_length=130, blank=True)
    file = models.FileField(_("File"), upload_to=storage_name, max_length=200)
    file_name = models.CharField(_("File"), max_length=255)
    size = models.PositiveBigIntegerField(_("Size"), default=0)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(
        _("State"), max_length=20, choices=State.choices, default=State.UPLOADED
    )

    # How the file was read, as found or as a person corrected it (`reading.Layout`).
    encoding = models.CharField(max_length=40, null=True)
    delimiter = models.CharField(max_length=4, null=True)
    sheet = models.CharField(max_length=500, null=True)
    header_row = models.PositiveIntegerField(null=True)  # as a spreadsheet numbers rows
    header = models.JSONField(default=list)  # texts of the header's cells
    header_key = models.CharField(max_length=64, blank=True)  # of the header as it was found
    columns = models.JSONField(default=list)  # for each of them: name of the column here, or null
    found = models.JSONField(default=dict)  # the layout that the reader finds by itself
    # What was taken from the office's memory: `layout`, `columns` (their places), `given`, `at`.
    remembered = models.JSONField(default=dict)

    # One value for all rows of what the file does not tell: field of the registry → as written.
    given = models.JSONField(default=dict)
    # What the file's own words mean: field of the registry → folded word → word in use, or "".
    meanings = models.JSONField(default=dict)
    # Words of the file that are not known, or that the office has said the meaning of: by field of
    # the registry, with the number of their rows (`imports.asked_words`).
    words = models.JSONField(default=dict)
    # What a person should look at before the file is registered (`reading.doubts`).
    doubts = models.JSONField(default=list)

    read = models.PositiveIntegerField(_("Rows read"), default=0)
    created = models.PositiveIntegerField(_("New"), default=0)
    updated = models.PositiveIntegerField(_("Changed"), default=0)
    unchanged = models.PositiveIntegerField(_("Unchanged"), default=0)
    repeated = models.PositiveIntegerField(_("Repeated"), default=0)
    rejected = models.PositiveIntegerField(_("Refused"), default=0)
    warned = models.PositiveIntegerField(_("Warned"), default=0)
    # Rows of another registry that these rows belong to, and that the register lacked.
    brought = models.PositiveIntegerField(_("Brought in"), default=0)

    created_at = models.DateTimeField(_("Uploaded at"), auto_now_add=True)
    checked_at = models.DateTimeField(_("Checked at"), null=True)
    applied_at = models.DateTimeField(_("Applied at"), null=True)
    applied_by_name = models.CharField(_("Applied by"), max_length=130, blank=True)
    undone_at = models.DateTimeField(_("Undone at"), null=True)
    undone_by_name = models.CharField(_("Undone by"), max_length=130, blank=True)
    # Rows that were not undone, since somebody has changed them after the import.
    kept = models.PositiveIntegerField(_("Not undone"), default=0)
    brought_kept = models.PositiveIntegerField(_("Brought in, not undone"), default=0)

    # A file of corrections belongs to the run whose refused rows it completes.
    completes = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="corrections"
    )
    completed = models.PositiveIntegerField(_("Completed by corrections"), default=0)

    # What a background worker is asked to do (`imports.background`), and why it could not.
    asked = models.CharField(max_length=10, choices=Step.choices, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
    )
    asked_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.TextField(blank=True)

    # The file's table while the run travels from one step to the next in memory; never stored.
    just_read: "Table | None" = None

    class Meta:
        verbose_name = _("Import")
        verbose_name_plural = _("Imports")
        ordering = ("-created_at",)
        indexes = [
            models.Index(fields=["province", "-created_at"], name="run_by_time"),
            models.Index(fields=["asked_at"], name="run_asked", condition=~Q(asked="")),
        ]
        constraints = [
            models.CheckConstraint(
                name="run_state_is_known",
                condition=Q(state__in=State.values),
                violation_error_message=_("This state of an import is not known."),
            ),
            # What the key of the rows points to.
            models.UniqueConstraint(fields=["id", "province"], name="run_in_province"),
        ]

    def __str__(self) -> str:
        return self.file_name


class Row(models.Model):
    """One row of data of the file, cleaned, and what the import does with it.

    Where columns of the file are repeated, a line is as many rows as it has something in them; they
    have its number, and a part each.
    """

    row_scope = OfKinds(of_run=True)
    refers_out_of_sight = {"run": "held to its own province by the key of two columns"}

    # Indexed by the constraint below, with the row's number and part. That the run exists, and is
    # of this province, is said by one key of two columns (migration 0002).
    run = models.ForeignKey(
        Run, on_delete=models.CASCADE, related_name="rows", db_index=False, db_constraint=False
    )
    # The run's, so that row security need not look at the run for each of its rows.
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, db_index=False, db_constraint=False
    )
    number = models.PositiveIntegerField()  # as a spreadsheet numbers rows
    # Which of the file's repeated columns it stands in, from 1; 0 where none is.
    part = models.PositiveSmallIntegerField(default=0, db_default=0)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    is_warned = models.BooleanField(default=False)
    object_id = models.BigIntegerField(null=True)  # the registered row, once there is one
    cells = models.JSONField(default=list)  # as read
    values = models.JSONField(default=dict)  # cleaned: column name → value to be stored
    before = models.JSONField(default=dict)  # of a changed row: column name → value stored so far
    problems = models.JSONField(default=list)  # [{column, field, code, message, severity}]
    # The row of the parent's table that this row brings in; the others that name it follow.
    brings = models.BigIntegerField(null=True)
    # Of a file of corrections: number and part of the row that this one corrects.
    corrects = models.PositiveIntegerField(null=True)
    corrects_part = models.PositiveSmallIntegerField(default=0, db_default=0)
    # The run that has brought in the correction of this row.
    completed_in = models.BigIntegerField(null=True)
    # Changed by somebody after the import, and so not undone with it.
    is_kept = models.BooleanField(default=False, db_default=False)

    class Meta:
        verbose_name = _("Imported row")
        verbose_name_plural = _("Imported rows")
        ordering = ("number", "part")
        constraints = [
            models.UniqueConstraint(fields=["run", "number", "part"], name="run_has_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.number}" + (f"/{self.part}" if self.part else "")


class Meaning(models.Model):
    """What an office has said a word of its files means; taken for its next files, and told."""

    row_scope = OfKinds()

    province = models.ForeignKey(Province, on_delete=models.PROTECT, db_index=False)
    kind = models.CharField(max_length=40)
    field = models.CharField(max_length=60)  # of the registry
    word = models.CharField(max_length=120)  # folded
    meaning = models.CharField(max_length=120, blank=True)  # a word in use; nothing where blank
    chosen_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Remembered meaning of a word")
        verbose_name_plural = _("Remembered meanings of words")
        constraints = [
            models.UniqueConstraint(
                fields=["province", "kind", "field", "word"], name="meaning_of_word_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.province_id}/{self.field}"


class Progress(models.Model):
    """How far a background worker has come with a run; written beside the work's transaction."""

    row_scope = OfKinds(of_run=True)

    run = models.OneToOneField(
        Run,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="progress",
        db_constraint=False,  # the run is locked by the work
    )
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, db_index=False, db_constraint=False
    )
    step = models.CharField(max_length=10)
    done = models.PositiveIntegerField(default=0)  # rows
    total = models.PositiveIntegerField(default=0)  # rows; 0 while it is not known
    begun_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Progress of an import")
        verbose_name_plural = _("Progress of imports")

    def __str__(self) -> str:
        return f"{self.run_id}: {self.done}/{self.total}"


class Reading(models.Model):
    """How an office reads files with one header: what a person chose once is proposed again."""

    row_scope = OfKinds()

    province = models.ForeignKey(Province, on_delete=models.PROTECT, db_index=False)
    kind = models.CharField(max_length=40)
    header_key = models.CharField(max_length=64)  # of the header as the reader finds it by itself
    layout = models.JSONField()  # encoding, delimiter, sheet, header_row
    found = models.JSONField(default=dict)  # the layout that the reader found by itself then
    header = models.JSONField()  # texts of the header's cells under that layout
    columns = models.JSONField()  # for each of them: name of the column here, or null
    given = models.JSONField(default=dict)  # as `Run.given`
    chosen_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Remembered reading")
        verbose_name_plural = _("Remembered readings")
        constraints = [
            models.UniqueConstraint(
                fields=["province", "kind", "header_key"], name="reading_of_header_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.province_id}"
