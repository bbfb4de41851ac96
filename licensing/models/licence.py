"""Licences (مجوز) of NGOs: approvals, activity licences, credentials, branch permits."""

import secrets

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Province
from accounts.row_security import Follows
from councils.models.session import AgendaItem
from licensing.kinds import LicenceKind
from licensing.models.application import Application
from ngos.models.ngo import NGO
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField
from persian.personal_numbers import Takes


class LicenceState(models.TextChoices):
    """What was done with a licence. That its days have run out is told from its dates."""

    VALID = "valid", _("Valid")
    SUSPENDED = "suspended", _("Suspended")
    REVOKED = "revoked", _("Revoked")
    SUPERSEDED = "superseded", _("Superseded")


# States in which a licence stands in the way of another of its NGO.
IN_FORCE = (LicenceState.VALID, LicenceState.SUSPENDED)
_CODE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is read as another


def new_verification_code() -> str:
    """20 letters of 31: 99 bits, which nobody walks through by guessing."""
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(20))


class _Days(Func):
    """The days of a licence; one without an expiry lasts."""

    function = "DATERANGE"
    output_field = DateRangeField()

    def __init__(self) -> None:
        super().__init__(F("issued_on"), F("expires_on"), RangeBoundary(inclusive_upper=False))


@tracked(exclude=["verification_code"])
class Licence(models.Model):
    """One licence of one NGO. A renewal is a licence of its own, which supersedes the one before.

    It holds through the day `expires_on`, on which the next may begin; None where it has no end.
    """

    row_scope = Follows(("ngo",))

    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), on_delete=models.PROTECT, related_name="licences"
    )
    # The NGO's, kept by a trigger: an office's numbers are its own.
    province = models.ForeignKey(
        Province, verbose_name=_("Province"), on_delete=models.PROTECT, editable=False
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=LicenceKind.choices)
    number = PersianCharField(_("Number"), max_length=60, takes=Takes.PAPER_NUMBER)
    serial = models.BigIntegerField(_("Serial"), null=True, blank=True, editable=False)
    issued_on = JalaliDateField(_("Issued on"))
    expires_on = JalaliDateField(_("Expires on"), null=True, blank=True)
    application = models.ForeignKey(
        Application, verbose_name=_("Application"), null=True, blank=True, editable=False,
        on_delete=models.PROTECT, related_name="licences",
    )  # fmt: skip
    resolution = models.ForeignKey(
        AgendaItem, verbose_name=_("Resolution"), null=True, blank=True, editable=False,
        on_delete=models.PROTECT, related_name="licences",
    )  # fmt: skip
    session_no = PersianCharField(
        _("Session number"), max_length=60, blank=True, takes=Takes.PAPER_NUMBER
    )
    session_on = JalaliDateField(_("Session date"), null=True, blank=True)
    previous = models.OneToOneField(
        "self", verbose_name=_("Renews"), null=True, blank=True, editable=False,
        on_delete=models.PROTECT, related_name="next",
    )  # fmt: skip
    state = models.CharField(
        _("State"), max_length=20, choices=LicenceState.choices, default=LicenceState.VALID
    )
    state_since = JalaliDateField(_("State since"), null=True, blank=True)
    suspended_until = JalaliDateField(_("Suspended until"), null=True, blank=True)
    state_reason = PersianCharField(_("Reason"), max_length=300, blank=True)
    extended_by = PersianCharField(
        _("Extended by resolution"), max_length=120, blank=True, takes=Takes.PAPER_NUMBER
    )
    notes = PersianTextField(_("Notes"), blank=True, default="", takes=Takes.ADDRESS)
    verification_code = models.CharField(
        max_length=20, unique=True, default=new_verification_code, editable=False
    )
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Licence")
        verbose_name_plural = _("Licences")
        ordering = ("-issued_on", "-id")
        permissions = [
            ("print_licence", _("Can print licences")),
            ("suspend_licence", _("Can suspend licences")),
            ("revoke_licence", _("Can revoke licences")),
            ("extend_licences", _("Can extend many licences by a resolution")),
        ]
        indexes = [
            models.Index(fields=["province", "-issued_on", "-id"], name="licence_by_issue"),
            models.Index(
                fields=["province", "expires_on"],
                name="licence_by_expiry",
                condition=Q(state__in=IN_FORCE),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="licence_kind_is_known",
                condition=Q(kind__in=LicenceKind.values),
                violation_error_message=_("Choose the kind of the licence from the list."),
            ),
            models.CheckConstraint(
                name="licence_state_is_known",
                condition=Q(state__in=LicenceState.values),
                violation_error_message=_("Choose the state of the licence from the list."),
            ),
            models.CheckConstraint(
                name="licence_has_a_number",
                condition=~Q(number=""),
                violation_error_message=_("A licence needs its number."),
            ),
            models.CheckConstraint(
                name="licence_ends_after_it_begins",
                condition=Q(expires_on=None) | Q(expires_on__gt=F("issued_on")),
                violation_error_message=_("The licence expires before it is issued."),
            ),
            models.CheckConstraint(
                name="licence_suspension_ends_after_it_begins",
                condition=Q(suspended_until=None)
                | Q(state=LicenceState.SUSPENDED, suspended_until__gt=F("state_since")),
                violation_error_message=_("The suspension ends before it begins."),
            ),
            models.CheckConstraint(
                name="licence_state_has_its_day",
                condition=Q(state=LicenceState.VALID) | Q(state_since__isnull=False),
                violation_error_message=_("Enter the day from which this state holds."),
            ),
            models.UniqueConstraint(
                fields=["province", "kind", "number"],
                name="licence_number_once",
                violation_error_message=_(
                    "This office has issued a licence of this kind and number already."
                ),
            ),
            models.UniqueConstraint(
                fields=["province", "serial"],
                name="licence_serial_once",
                violation_error_message=_("This serial is taken."),
            ),
            # Checked when a statement ends; an import that brings a chain asks to wait longer.
            ExclusionConstraint(
                name="licence_one_in_force",
                expressions=[
                    ("ngo", RangeOperators.EQUAL),
                    (_Days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(kind=LicenceKind.ACTIVITY, state__in=IN_FORCE),
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=_(
                    "This NGO has an activity licence in force for part of that time already. "
                    "Renew that one instead."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
