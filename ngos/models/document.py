"""Documents (اسناد) of NGOs: charter, gazette notice, minutes and the like."""

import secrets
from pathlib import PurePath

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import Follows
from ngos.models.ngo import NGO
from persian.model_fields import JalaliDateField, PersianCharField
from persian.personal_numbers import Takes


class DocumentType(models.TextChoices):
    CHARTER = "charter", _("Charter")
    GAZETTE = "gazette", _("Official Gazette")
    REGISTRATION = "registration", _("Registration notice")
    LICENCE = "licence", _("Licence")
    MINUTES = "minutes", _("Minutes")
    APPLICATION_FORM = "application_form", _("Application form")
    FOUNDERS_MINUTES = "founders_minutes", _("Minutes of the founders")
    ASSEMBLY_MINUTES = "assembly_minutes", _("Minutes of the general assembly")
    ID_CARDS = "id_cards", _("Identity cards of founders or board")
    CLEARANCE = "clearance", _("Certificates of no criminal record")
    EXPERTISE = "expertise", _("Evidence of expertise")
    FINANCIAL = "financial", _("Financial statement")
    LEASE = "lease", _("Deed or lease of the office")
    LETTER = "letter", _("Letter")
    OTHER = "other", _("Other document")


def storage_name(document: "Document", filename: str) -> str:
    """Where a file is kept: a name that tells nothing and cannot be guessed."""
    folder, name = secrets.token_hex(1), secrets.token_urlsafe(24)
    return f"documents/{folder}/{name}{PurePath(filename).suffix.lower()}"


@tracked()
class Document(models.Model):
    """One document of an NGO, with the file where it was scanned."""

    row_scope = Follows(("ngo",))

    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), on_delete=models.CASCADE, related_name="documents"
    )
    type = models.CharField(_("Type"), max_length=20, choices=DocumentType.choices)
    number = PersianCharField(_("Number"), max_length=60, blank=True, takes=Takes.PAPER_NUMBER)
    authority = PersianCharField(_("Authority"), max_length=120, blank=True)
    issued_on = JalaliDateField(_("Issued on"), null=True, blank=True)
    expires_on = JalaliDateField(_("Expires on"), null=True, blank=True)
    file = models.FileField(_("File"), upload_to=storage_name, blank=True, max_length=200)
    original_name = models.CharField(max_length=200, blank=True, editable=False)
    content_type = models.CharField(max_length=120, blank=True, editable=False)
    size = models.PositiveIntegerField(default=0, editable=False)  # bytes
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Document")
        verbose_name_plural = _("Documents")
        ordering = ("-issued_on", "id")
        constraints = [
            models.CheckConstraint(
                name="document_type_is_known",
                condition=Q(type__in=DocumentType.values),
                violation_error_message=_("Choose the type of the document from the list."),
            ),
            models.CheckConstraint(
                name="document_ends_after_it_begins",
                condition=Q(expires_on=None)
                | Q(issued_on=None)
                | Q(expires_on__gte=F("issued_on")),
                violation_error_message=_("The document expires before it is issued."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.number}".strip()
