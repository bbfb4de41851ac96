"""What people keep for themselves on the staff screens."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.row_security import OwnedBy
from persian.model_fields import PersianCharField


class SavedFilter(models.Model):
    """A list's filters under a name, shown as a tab above that list to the person who saved it."""

    row_scope = OwnedBy()

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    list_name = models.CharField(max_length=100)  # "app.model" of the list
    name = PersianCharField(_("Name"), max_length=60)
    query = models.CharField(max_length=2000)  # the list's address after the question mark

    class Meta:
        verbose_name = _("Saved filter")
        verbose_name_plural = _("Saved filters")
        ordering = ("id",)
        # The worklist has no rows of its own.
        permissions = [("view_worklist", _("Can view the worklist"))]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "list_name", "name"],
                name="saved_filter_name_once",
                violation_error_message=_("You have a saved filter of this name on this list."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class PostedForm(models.Model):
    """A form that was sent and stored, so that it is not stored again (`screens.posted_once`).

    While its work is being done nobody else sees the row, and whoever sends the same form waits.
    """

    row_scope = OwnedBy()

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)  # SHA-256 of the form's key and the address, hexadecimal
    answer = models.BinaryField()  # what was shown, locked with the form's key
    posted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Form that was sent")
        verbose_name_plural = _("Forms that were sent")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="posted_form_once")]

    def __str__(self) -> str:
        return self.key[:8]


def export_storage_name() -> str:
    """Where the file of an export is kept: a name that tells nothing and cannot be guessed."""
    return f"exports/{secrets.token_urlsafe(24)}"


class ExportState(models.TextChoices):
    WAITING = "waiting", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Not made")


class Export(models.Model):
    """A list's file that a worker makes for one person, who fetches it within some days.

    The row is the job: while it waits, it is still to be done (`screens.exports.background`).
    """

    row_scope = OwnedBy()

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    list_name = models.CharField(_("List"), max_length=100)  # "app.model" of the list
    query = models.TextField(blank=True)  # the list's address after the question mark
    file_format = models.CharField(_("Format"), max_length=10)
    asked_at = models.DateTimeField(_("Asked for at"), auto_now_add=True)
    state = models.CharField(
        _("State"), max_length=10, choices=ExportState.choices, default=ExportState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.TextField(blank=True)  # why it was not made, in words

    done = models.PositiveIntegerField(default=0)  # rows
    total = models.PositiveIntegerField(_("Rows"), default=0)  # 0 while it is not known
    begun_at = models.DateTimeField(null=True)

    # Its file, when it is ready, in the storage; the name is there from the start, so that whoever
    # begins anew writes over what a killed worker left.
    file = models.CharField(max_length=100, default=export_storage_name)
    size = models.PositiveBigIntegerField(_("Size"), default=0)  # bytes
    # Whose rows and columns the file holds: the person's scope and rights when it was made. It is
    # handed out as long as the person still has them.
    made_in = models.CharField(max_length=100, blank=True)
    needs = models.JSONField(default=list)  # permissions

    class Meta:
        verbose_name = _("File of a list")
        verbose_name_plural = _("Files of lists")
        default_permissions = ("view",)
        ordering = ("-asked_at", "-id")
        indexes = [
            models.Index(
                fields=["asked_at"], name="export_waits", condition=Q(state=ExportState.WAITING)
            ),
            models.Index(fields=["user", "-asked_at"], name="export_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                name="export_state_is_known", condition=Q(state__in=ExportState.values)
            )
        ]

    def __str__(self) -> str:
        return f"{self.list_name}.{self.file_format}"
