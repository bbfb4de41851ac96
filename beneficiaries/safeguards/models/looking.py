"""Who opened which record, and the breaking of the glass.

Both are written by functions of the database, which take the person from the signed scope: nobody
writes in another's name, and nobody changes or removes a line.
"""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.functions import callable_by
from accounts.roles import Role
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.scopes import OF_THE_OFFICE, of_the_woman
from persian.model_fields import PersianCharField

callable_by("safeguards_look(bigint,text,text,text)", *OF_THE_OFFICE)
callable_by("safeguards_open(bigint,text)", *OF_THE_OFFICE)
callable_by("safeguards_review(bigint,boolean,text)", *OF_THE_OFFICE)


class Deed(models.TextChoices):
    """What was done with a record. The database knows the same list."""

    OPENED = "opened", _("Opened the record")
    REVEALED = "revealed", _("Saw a masked number")
    EXPORTED = "exported", _("Exported the record")
    PRINTED = "printed", _("Printed the record")
    NOTE_READ = "note_read", _("Read a sealed note")
    STATEMENT = "statement", _("Printed who had looked")


class Look(models.Model):
    """One look at one woman's record. Names stand as text: the log outlives accounts."""

    row_scope = of_the_woman(grant="SELECT")

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="looks")
    at = models.DateTimeField(_("When"), db_default=Now())
    deed = models.CharField(_("What"), max_length=20, choices=Deed.choices)
    page = models.CharField(_("Page"), max_length=40, blank=True)  # written by the program
    reason = PersianCharField(_("Reason"), max_length=300, blank=True)
    user_id = models.BigIntegerField()
    name = models.CharField(_("Person"), max_length=130)
    role = models.CharField(_("Role"), max_length=30, choices=Role.choices)
    is_own = models.BooleanField(_("In the own caseload"))

    class Meta:
        verbose_name = _("Look at a record")
        verbose_name_plural = _("Looks at records")
        default_permissions = ("view",)
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["beneficiary", "-id"], name="look_at_woman"),
            models.Index(fields=["user_id", "-id"], name="look_of_person"),
            BrinIndex(fields=["at"], name="look_by_time", autosummarize=True),
        ]
        constraints = [
            models.CheckConstraint(name="look_deed_is_known", condition=Q(deed__in=Deed.values))
        ]

    def __str__(self) -> str:
        return f"{self.get_deed_display()} — {self.name}"


class Opening(models.Model):
    """The glass that somebody broke: a record outside their caseload is open to them for hours.

    The director of the province is told, and judges it within days.
    """

    row_scope = of_the_woman(grant="SELECT")

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="openings")
    user_id = models.BigIntegerField()
    name = models.CharField(_("Person"), max_length=130)
    role = models.CharField(_("Role"), max_length=30, choices=Role.choices)
    reason = PersianCharField(_("Reason"), max_length=300)
    opened_at = models.DateTimeField(_("Opened at"), db_default=Now())
    closes_at = models.DateTimeField(_("Closes at"))
    is_justified = models.BooleanField(_("Justified"), null=True)
    reviewed_at = models.DateTimeField(_("Judged at"), null=True)
    reviewer_id = models.BigIntegerField(null=True)
    reviewer_name = models.CharField(_("Judged by"), max_length=130, blank=True, default="")
    remarks = PersianCharField(_("Remarks"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("Opening of a record")
        verbose_name_plural = _("Openings of records")
        permissions = [("review_opening", _("Can judge openings of records"))]
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["beneficiary", "user_id", "closes_at"], name="opening_in_force"),
            models.Index(
                fields=["opened_at"], condition=Q(reviewed_at=None), name="opening_to_judge"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="opening_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Write why you need this record."),
            ),
            models.CheckConstraint(
                name="opening_is_judged_whole",
                condition=Q(is_justified=None, reviewed_at=None, reviewer_id=None)
                | Q(is_justified__isnull=False, reviewed_at__isnull=False,
                    reviewer_id__isnull=False),
                violation_error_message=_("Say whether it was justified."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"
