"""Those who live in the household that she heads."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Province
from beneficiaries.records.models.beneficiary import Beneficiary
from beneficiaries.records.models.scopes import of_the_woman
from beneficiaries.records.models.words import Disability, Education, Relation
from ngos.models.person import Gender
from persian.functions import Fold, IsNationalID
from persian.model_fields import JalaliDateField, NationalIDField, PersianCharField


@tracked(exclude=["name_key"])
class HouseholdMember(models.Model):
    """One person of the household, other than herself."""

    row_scope = of_the_woman()

    beneficiary = models.ForeignKey(
        Beneficiary, verbose_name=_("Woman who heads a household"), on_delete=models.CASCADE,
        related_name="members",
    )  # fmt: skip
    # The woman's, kept by a key of two columns; imports are by province.
    province = models.ForeignKey(
        Province, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    relation = models.CharField(_("Relation"), max_length=20, choices=Relation.choices)
    full_name = PersianCharField(_("Name"), max_length=120)
    national_id = NationalIDField(_("National ID"), null=True, blank=True)
    birth_date = JalaliDateField(_("Birth date"), null=True, blank=True)
    gender = models.CharField(
        _("Gender"), max_length=10, choices=Gender.choices, blank=True, default=""
    )
    education = models.CharField(
        _("Education"), max_length=20, choices=Education.choices, blank=True, default=""
    )
    disability = models.CharField(
        _("Disability"), max_length=20, choices=Disability.choices, blank=True, default=""
    )
    is_dependent = models.BooleanField(_("She provides for them"), default=True)
    left_on = JalaliDateField(_("Left the household on"), null=True, blank=True)
    name_key = models.GeneratedField(
        expression=Fold("full_name"), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        verbose_name = _("Member of the household")
        verbose_name_plural = _("Members of households")
        ordering = ("birth_date", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["beneficiary", "name_key", "relation"],
                name="household_member_once",
                violation_error_message=_("This household has a member of this name already."),
            ),
            models.CheckConstraint(
                name="household_member_has_a_name",
                condition=~Q(full_name="")
                & Q(
                    relation__in=Relation.values,
                    gender__in=["", *Gender.values],
                    education__in=["", *Education.values],
                    disability__in=["", *Disability.values],
                ),
                violation_error_message=_("Write the name, and choose from the lists."),
            ),
            models.CheckConstraint(
                name="household_member_national_id_is_right",
                condition=Q(national_id=None) | Q(IsNationalID("national_id")),
                violation_error_message=_(
                    "The check digit of the national ID does not match. "
                    "Compare the number with the card."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name
