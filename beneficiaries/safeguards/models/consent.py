"""What a woman has agreed to: for which purpose, with whom her data are shared, and until when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.scopes import of_the_woman
from ngos.models import NGO
from persian.model_fields import JalaliDateField, PersianCharField


class Purpose(models.TextChoices):
    RECORD = "record", _("Keeping her record")
    NOTES = "notes", _("Writing down sensitive matters")
    REFERRAL = "referral", _("Referring her")
    SERVICE = "service", _("Being served by the recipient")
    INQUIRY = "inquiry", _("Asking other agencies about her")
    STATISTICS = "statistics", _("Research without names")


class Recipient(models.TextChoices):
    OFFICE = "office", _("This office")
    OTHER_OFFICE = "other_office", _("Another office")
    NGO = "ngo", _("An NGO (recipient)")
    AGENCY = "agency", _("An agency")


class Way(models.TextChoices):
    PAPER = "paper", _("On paper")
    SCREEN = "screen", _("On the screen")


@tracked()
class Consent(models.Model):
    """One agreement: purpose × recipient × period. She takes it back at will, from that day on."""

    row_scope = of_the_woman()

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("Purpose"), max_length=20, choices=Purpose.choices)
    recipient = models.CharField(
        _("Recipient"), max_length=20, choices=Recipient.choices, default=Recipient.OFFICE
    )
    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    recipient_name = PersianCharField(
        _("Name of the recipient"), max_length=120, blank=True, default=""
    )
    way = models.CharField(_("How it was given"), max_length=10, choices=Way.choices)
    given_on = JalaliDateField(_("Given on"))
    until = JalaliDateField(_("Holds until"), null=True, blank=True)
    withdrawn_on = JalaliDateField(_("Taken back on"), null=True, blank=True)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Consent")
        verbose_name_plural = _("Consents")
        default_permissions = ()
        ordering = ("-given_on", "-id")
        constraints = [
            models.UniqueConstraint(fields=["id", "beneficiary"], name="consent_of_woman"),
            models.CheckConstraint(
                name="consent_words_are_known",
                condition=Q(
                    purpose__in=Purpose.values, recipient__in=Recipient.values,
                    way__in=Way.values,
                ),
                violation_error_message=_("Choose from the list."),
            ),
            models.CheckConstraint(
                name="consent_names_its_recipient",
                condition=Q(recipient=Recipient.OFFICE, ngo=None)
                | Q(recipient=Recipient.NGO, ngo__isnull=False)
                | (Q(recipient__in=[Recipient.OTHER_OFFICE, Recipient.AGENCY], ngo=None)
                   & ~Q(recipient_name="")),
                violation_error_message=_("Say who the recipient is."),
            ),
            models.CheckConstraint(
                name="consent_ends_after_it_begins",
                condition=(Q(until=None) | Q(until__gte=F("given_on")))
                & (Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on"))),
                violation_error_message=_("This day is before the consent was given."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.get_purpose_display())
