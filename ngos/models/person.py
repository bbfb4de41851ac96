"""People who found, lead and inspect NGOs, as one province's office knows them."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import ByPlace
from persian.functions import Fold, IsMobile, IsNationalID, SortKey, words
from persian.model_fields import JalaliDateField, MobileField, NationalIDField, PersianCharField
from persian.search import OPERATOR_CLASS


class Gender(models.TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")


@tracked(exclude=["search_text", "sort_key"])
class Person(models.Model):
    """A natural person. Two offices may each know the same person: neither sees the other's row.

    A county's office reaches its own people and whoever serves in an NGO that it reaches.
    """

    row_scope = ByPlace(also="EXISTS (SELECT 1 FROM ngos_term WHERE person_id = {key})")

    province = models.ForeignKey(Province, verbose_name=_("Province"), on_delete=models.PROTECT)
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT
    )
    first_name = PersianCharField(_("First name"), max_length=60)
    last_name = PersianCharField(_("Last name"), max_length=60)
    father_name = PersianCharField(_("Father's name"), max_length=60, blank=True)
    national_id = NationalIDField(_("National ID"), null=True, blank=True)
    birth_date = JalaliDateField(_("Birth date"), null=True, blank=True)
    gender = models.CharField(_("Gender"), max_length=10, choices=Gender.choices, blank=True)
    mobile = MobileField(_("Mobile"), null=True, blank=True)
    education = PersianCharField(_("Education"), max_length=100, blank=True)

    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("Updated at"), auto_now=True)

    search_text = models.GeneratedField(
        expression=Fold(words("first_name", "last_name")),
        output_field=models.TextField(),
        db_persist=True,
    )
    sort_key = models.GeneratedField(
        expression=SortKey(words("last_name", "first_name")),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("People")
        permissions = [("export_person", _("Can export people"))]
        ordering = ("sort_key", "id")
        indexes = [
            GinIndex(OpClass(F("search_text"), OPERATOR_CLASS), name="person_search"),
            models.Index(fields=["sort_key", "id"], name="person_by_name_in_nation"),
            models.Index(fields=["province", "sort_key", "id"], name="person_by_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "national_id"],
                name="person_once_in_province",
                violation_error_message=_("A person with this national ID is registered already."),
            ),
            models.CheckConstraint(
                name="person_national_id_is_right",
                condition=Q(national_id=None) | Q(IsNationalID("national_id")),
                violation_error_message=_(
                    "The check digit of the national ID does not match. "
                    "Compare the number with the card."
                ),
            ),
            models.CheckConstraint(
                name="person_mobile_is_right",
                condition=Q(mobile=None) | Q(IsMobile("mobile")),
                violation_error_message=_("A mobile number has eleven digits and begins with 09."),
            ),
            models.CheckConstraint(
                name="person_has_a_name",
                condition=~Q(first_name="") & ~Q(last_name=""),
                violation_error_message=_("A person needs a first and a last name."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"
