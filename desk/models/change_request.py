"""Change requests: what the law or the licence fixes of an NGO, asked for field by field."""

import secrets
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import ADD, Follows
from ngos.models import NGO
from ngos.models.term import Post
from persian.functions import IsNationalID
from persian.model_fields import (
    JalaliDateField,
    NationalIDField,
    PersianCharField,
    PersianTextField,
)
from persian.personal_numbers import Takes

BOARD = "board_"  # what begins the names of fields that are posts of the board
POSTS = (
    Post.CEO, Post.BOARD_CHAIR, Post.VICE_CHAIR, Post.BOARD_MEMBER, Post.TREASURER, Post.INSPECTOR,
)  # fmt: skip


class ChangeField(models.TextChoices):
    NAME = "name", _("Name")
    FIELD = "field", _("Field")
    LEVEL = "activity_level", _("Activity level")
    SEAT = "county", _("Seat (county)")
    CHARTER = "charter", _("Charter")
    CEO = "board_ceo", _("CEO")
    CHAIR = "board_board_chair", _("Chair of the board")
    VICE_CHAIR = "board_vice_chair", _("Vice chair of the board")
    MEMBER = "board_board_member", _("Board member")
    TREASURER = "board_treasurer", _("Treasurer")
    INSPECTOR = "board_inspector", _("Inspector")


class ChangeState(models.TextChoices):
    ASKED = "asked", _("Asked for")
    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Returned")
    WITHDRAWN = "withdrawn", _("Withdrawn")


@tracked()
class ChangeRequest(models.Model):
    """What an NGO asks the office to change, with its papers. Its fields are decided one by one."""

    row_scope = Follows(("ngo",), grant="SELECT, INSERT, UPDATE (ngo_id)", ngo_grant=ADD)

    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), on_delete=models.PROTECT, related_name="change_requests"
    )
    reason = PersianTextField(
        _("Why"), blank=True, default="",
        help_text=_("For example: by the assembly of 5 Khordad, whose minutes are attached."),
    )  # fmt: skip
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Asked by"), null=True, editable=False,
        on_delete=models.PROTECT, related_name="+", db_constraint=False,
    )  # fmt: skip
    asked_by_name = PersianCharField(_("Asked by"), max_length=130, editable=False)
    by_office = models.BooleanField(_("Entered by the office"), default=False, editable=False)
    asked_at = models.DateTimeField(_("Asked at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Change request")
        verbose_name_plural = _("Change requests")
        ordering = ("-id",)
        permissions = [
            ("ask_changes", _("Can ask for changes of an NGO")),
            ("decide_changes", _("Can decide on changes of an NGO")),
        ]

    def __str__(self) -> str:
        return str(self.ngo)


@tracked(exclude=["national_id"])
class FieldChange(models.Model):
    """One field of a change request: what stood there, what is asked for, what was decided.

    `before` is what the register showed when it was asked. `after` is the new value as the register
    stores it; of a post of the board the columns of the person say who takes it.
    """

    row_scope = Follows(("request",), ngo_grant="SELECT, INSERT, UPDATE (state, decided_at)")

    request = models.ForeignKey(
        ChangeRequest, verbose_name=_("Change request"), on_delete=models.CASCADE,
        related_name="fields",
    )  # fmt: skip
    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    field = models.CharField(_("What changes"), max_length=30, choices=ChangeField.choices)
    before = PersianTextField(_("Before"), blank=True, default="")
    after = PersianTextField(_("After"), blank=True, default="")
    first_name = PersianCharField(_("First name"), max_length=60, blank=True)
    last_name = PersianCharField(_("Last name"), max_length=60, blank=True)
    national_id = NationalIDField(_("National ID"), null=True, blank=True)
    start_on = JalaliDateField(_("From"), null=True, blank=True)
    gazette_no = PersianCharField(
        _("Official Gazette number"), max_length=60, blank=True, takes=Takes.PAPER_NUMBER
    )
    state = models.CharField(
        _("State"), max_length=10, choices=ChangeState.choices, default=ChangeState.ASKED
    )
    remarks = PersianTextField(_("Remarks"), blank=True, default="")
    decided_by_name = PersianCharField(_("Decided by"), max_length=130, blank=True)
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Changed field")
        verbose_name_plural = _("Changed fields")
        ordering = ("id",)
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["ngo", "field"],
                condition=Q(state=ChangeState.ASKED),
                name="change_of_a_field_once_open",
                violation_error_message=_(
                    "A change of this field is with the office already. Wait for its answer, or "
                    "withdraw it."
                ),
            ),
            models.CheckConstraint(
                name="change_field_is_known",
                condition=Q(field__in=ChangeField.values),
                violation_error_message=_("Choose what changes from the list."),
            ),
            models.CheckConstraint(
                name="change_says_to_what",
                condition=(~Q(field__startswith=BOARD) & ~Q(after=""))
                | (Q(field__startswith=BOARD) & ~Q(last_name="") & Q(start_on__isnull=False)),
                violation_error_message=_("Enter the new value, or the person with the first day."),
            ),
            models.CheckConstraint(
                name="change_national_id_is_right",
                condition=Q(national_id=None) | Q(IsNationalID("national_id")),
                violation_error_message=_(
                    "The check digit of the national ID does not match. "
                    "Compare the number with the card."
                ),
            ),
            models.CheckConstraint(
                name="change_returned_says_why",
                condition=~Q(state=ChangeState.RETURNED) | ~Q(remarks=""),
                violation_error_message=_("Write what is lacking."),
            ),
            models.CheckConstraint(
                name="change_decided_has_a_moment",
                condition=Q(state=ChangeState.ASKED, decided_at=None)
                | (~Q(state=ChangeState.ASKED) & Q(decided_at__isnull=False)),
                violation_error_message=_("A decision has its moment."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_field_display()

    @property
    def post(self) -> str:
        """The post of the board that is filled anew; "" for other fields."""
        return self.field.removeprefix(BOARD) if self.field.startswith(BOARD) else ""


def storage_name(_paper: models.Model, filename: str) -> str:
    """Where a file is kept: a name that tells nothing and cannot be guessed."""
    return f"changes/{secrets.token_urlsafe(24)}{PurePath(filename).suffix.lower()}"


class ChangePaper(models.Model):
    """A paper that proves what is asked for. Added with the request, never changed."""

    row_scope = Follows(("request",), grant=ADD, ngo_grant=ADD)

    request = models.ForeignKey(
        ChangeRequest, verbose_name=_("Change request"), on_delete=models.CASCADE,
        related_name="papers",
    )  # fmt: skip
    file = models.FileField(_("File"), upload_to=storage_name, max_length=200)
    original_name = models.CharField(max_length=200, editable=False)
    size = models.PositiveIntegerField(default=0, editable=False)  # bytes

    class Meta:
        verbose_name = _("Paper of a change")
        verbose_name_plural = _("Papers of changes")
        ordering = ("id",)
        default_permissions = ()

    def __str__(self) -> str:
        return self.original_name
