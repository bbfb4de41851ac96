"""The most sensitive notes: sealed by keys that stand outside the database.

Each office has a key of its own, which lies here wrapped by the master key of the installation. A
note is bound to its row, and what tells two texts apart is an HMAC, so the history shows a change
only where there was one and holds no text.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.functions import callable_by
from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import ADD, WRITE, Access
from accounts.scope import Kind
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.scopes import OF_THE_OFFICE, OfCarers
from beneficiaries.safeguards.models.consent import Consent
from persian.dates import today
from persian.model_fields import JalaliDateField

callable_by("safeguards_is_open(bigint)", *OF_THE_OFFICE, Kind.SYSTEM)


class OfficeKey(models.Model):
    """One version of an office's key, wrapped. The newest seals; older ones open what they sealed
    until it has been sealed anew."""

    # Of a woman who came from another office the notes came sealed with that office's key.
    row_scope = OfCarers(
        grant=ADD,
        or_reads="EXISTS (SELECT 1 FROM safeguards_note n WHERE n.key_id = "
        "safeguards_officekey.id)",
    )

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    county = models.ForeignKey(County, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Key of an office")
        verbose_name_plural = _("Keys of offices")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["province", "county", "version"], nulls_distinct=False,
                name="office_key_version_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.province_id}/{self.county_id or 0}/{self.version}"


class Subject(models.TextChoices):
    VIOLENCE = "violence", _("Violence")
    ADDICTION = "addiction", _("Addiction")
    PRISON = "prison", _("Prison")
    HEALTH = "health", _("Health (note)")
    OTHER = "other", _("Another sensitive matter")


class LegalGround(models.TextChoices):
    """Why a note may be written without her consent."""

    COURT_ORDER = "court_order", _("By order of a court")
    DANGER = "danger", _("A life is in danger")
    CHILD_PROTECTION = "child_protection", _("A child must be protected")


class OfWhoeverMayOpen:
    """Sealed notes: reached by who has the woman in their caseload, or has broken the glass."""

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        table = model._meta.db_table
        reached = (
            f"EXISTS (SELECT 1 FROM records_beneficiary w WHERE w.id = {table}.beneficiary_id) "
            f"AND safeguards_is_open({table}.beneficiary_id)"
        )
        found = {kind: Access(WRITE, reached, reached) for kind in OF_THE_OFFICE}
        nothing = Access(WRITE, "false", "false")
        return {**found, Kind.SYSTEM: Access(WRITE), Kind.NATIONAL: nothing}


@tracked(exclude=["sealed", "key"])
class Note(models.Model):
    """One sealed note about a woman."""

    row_scope = OfWhoeverMayOpen()

    # Goes into the seal: the text opens in this row of this woman alone.
    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="notes")
    subject = models.CharField(_("Subject"), max_length=20, choices=Subject.choices)
    written_on = JalaliDateField(_("Written on"), default=today)
    author_name = models.CharField(_("Written by"), max_length=130)
    consent = models.ForeignKey(
        Consent, verbose_name=_("Consent"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="notes",
    )  # fmt: skip
    legal_ground = models.CharField(
        _("Legal ground"), max_length=20, choices=LegalGround.choices, blank=True, default=""
    )
    sealed = models.BinaryField()
    key = models.ForeignKey(OfficeKey, on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField()  # HMAC of the text
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Sealed note")
        verbose_name_plural = _("Sealed notes")
        ordering = ("-written_on", "-id")
        constraints = [
            models.CheckConstraint(
                name="note_has_consent_or_ground",
                condition=Q(consent__isnull=False) | Q(legal_ground__in=LegalGround.values),
                violation_error_message=_(
                    "A sensitive note needs her consent to writing it down, or a legal ground."
                ),
            ),
            models.CheckConstraint(
                name="note_words_are_known",
                condition=Q(
                    subject__in=Subject.values, legal_ground__in=["", *LegalGround.values]
                ),
                violation_error_message=_("Choose from the list."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.get_subject_display())
