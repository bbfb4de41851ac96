"""The stationery (سربرگ) of a province's office: what its papers bear, and who signs them."""

import secrets
from pathlib import PurePath

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Province
from accounts.row_security import ByPlace
from persian.model_fields import PersianCharField, PersianTextField
from persian.personal_numbers import Takes


def storage_name(_row: models.Model, filename: str) -> str:
    """Where an image is kept: a name that tells nothing and cannot be guessed."""
    return f"stationery/{secrets.token_urlsafe(24)}{PurePath(filename).suffix.lower()}"


@tracked()
class Stationery(models.Model):
    """The head of the papers of one province's office; those of its counties bear it too."""

    row_scope = ByPlace(county=None, counties_read=True)

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), on_delete=models.PROTECT, related_name="+"
    )
    office_title = PersianCharField(_("Title of the office"), max_length=120)
    department = PersianCharField(_("Department"), max_length=120, blank=True)
    address = PersianCharField(
        _("Address and phone"),
        max_length=200,
        blank=True,
        help_text=_("Stands at the foot of letters and minutes."),
        takes=Takes.ADDRESS,
    )
    law_sentence = PersianTextField(
        _("Sentence of the law"),
        max_length=600,
        blank=True,
        default="",
        help_text=_(
            "Stands on licences above the name: by which law they are issued. "
            "Empty for the usual sentence, which names the by-law of 1395."
        ),
    )
    emblem = models.FileField(_("Emblem"), upload_to=storage_name, blank=True, max_length=200)

    class Meta:
        verbose_name = _("Stationery")
        verbose_name_plural = _("Stationery")
        ordering = ("province__sort_key", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["province"],
                name="stationery_once_in_province",
                violation_error_message=_(
                    "The stationery of this province is there already. Change that one."
                ),
            ),
            models.CheckConstraint(
                name="stationery_has_a_title",
                condition=~Q(office_title=""),
                violation_error_message=_("Enter the title of the office."),
            ),
        ]

    def __str__(self) -> str:
        return self.office_title


@tracked()
class Signature(models.Model):
    """Who signs the papers of a province's office, with the image of the signature."""

    row_scope = ByPlace(county=None, counties_read=True)

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), on_delete=models.PROTECT, related_name="+"
    )
    holder_name = PersianCharField(_("Name of the signatory"), max_length=120)
    post = PersianCharField(_("Post"), max_length=160)
    position = models.PositiveSmallIntegerField(
        _("Position"), default=10, help_text=_("The lowest number signs first, on the right.")
    )
    is_active = models.BooleanField(
        _("In use"), default=True, help_text=_("Signatures no longer in use are not printed.")
    )
    image = models.FileField(
        _("Image of the signature"), upload_to=storage_name, blank=True, max_length=200
    )

    class Meta:
        verbose_name = _("Signature")
        verbose_name_plural = _("Signatures")
        ordering = ("province__sort_key", "position", "id")
        permissions = [("fetch_signature", _("Can fetch the image of a signature"))]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "holder_name", "post"],
                name="signature_of_a_holder_once",
                violation_error_message=_(
                    "The signature of this person in this post is there already."
                ),
            ),
            models.CheckConstraint(
                name="signature_has_a_holder",
                condition=~Q(holder_name="") & ~Q(post=""),
                violation_error_message=_("Enter the name and the post of the signatory."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder_name}، {self.post}"
