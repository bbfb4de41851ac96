"""Certificates (گواهی) of having taken part."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Province
from accounts.row_security import OFFICE, Follows
from licensing.models.licence import new_verification_code
from persian.model_fields import JalaliDateField, PersianCharField
from persian.personal_numbers import Takes
from programs.events.models.people import Participant


@tracked(exclude=["verification_code"])
class Certificate(models.Model):
    """What a participant was given, numbered within the office's Jalali year.

    `hours` are those of the sessions at which they were when it was issued.
    """

    row_scope = Follows(("participant",), kinds=OFFICE)

    participant = models.OneToOneField(
        Participant, verbose_name=_("Participant"), on_delete=models.PROTECT,
        related_name="certificate",
    )  # fmt: skip
    # The participant's, kept by a key of two columns.
    province = models.ForeignKey(
        Province, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    number = PersianCharField(_("Number"), max_length=60, takes=Takes.PAPER_NUMBER)
    issued_on = JalaliDateField(_("Issued on"))
    hours = models.DecimalField(_("Hours"), max_digits=6, decimal_places=2, null=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Issued by"), null=True, editable=False,
        on_delete=models.PROTECT, related_name="+", db_constraint=False,
    )  # fmt: skip
    issued_by_name = PersianCharField(_("Issued by"), max_length=130, editable=False)
    withdrawn_on = JalaliDateField(_("Withdrawn on"), null=True, editable=False)
    withdrawn_because = PersianCharField(
        _("Why it was withdrawn"), max_length=300, blank=True, default="", editable=False
    )
    verification_code = models.CharField(
        max_length=40, unique=True, default=new_verification_code, editable=False
    )

    class Meta:
        verbose_name = _("Certificate of an event")
        verbose_name_plural = _("Certificates of events")
        ordering = ("-id",)
        permissions = [("issue_certificate", _("Can issue certificates"))]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["province", "number"],
                name="certificate_number_once",
                violation_error_message=_("This number is taken."),
            )
        ]

    def __str__(self) -> str:
        return self.number
