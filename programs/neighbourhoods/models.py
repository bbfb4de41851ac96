"""Neighbourhoods (محله) with their profile (شناسنامه), and the facilities that serve them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import OFFICE, ByPlace, Follows
from councils.models.council import Council
from ngos.models.ngo import NGO
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField
from persian.personal_numbers import Takes


@tracked()
class Neighbourhood(models.Model):
    """One neighbourhood and its profile, from the day it was opened to its completion."""

    row_scope = ByPlace()

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), editable=False, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    county = models.ForeignKey(
        County, verbose_name=_("County"), on_delete=models.PROTECT, related_name="neighbourhoods"
    )
    name = PersianCharField(_("Name"), max_length=120)
    boundaries = PersianTextField(_("Boundaries"), blank=True, default="", takes=Takes.ADDRESS)
    population = models.PositiveIntegerField(_("Population"), null=True, blank=True)
    is_at_risk = models.BooleanField(_("Prone to harms"), default=False)
    facilitator = PersianCharField(_("Facilitator"), max_length=130, blank=True, default="")
    facilitator_ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO that facilitates"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="neighbourhoods",
    )  # fmt: skip
    body = models.ForeignKey(
        Council, verbose_name=_("Community council"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="neighbourhoods",
    )  # fmt: skip
    opened_on = JalaliDateField(_("Profile opened on"))
    due_on = JalaliDateField(
        _("Profile due on"), blank=True,
        help_text=_("Empty: after the months that the policy says."),
    )  # fmt: skip
    completed_on = JalaliDateField(_("Profile completed on"), null=True, blank=True)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Neighbourhood")
        verbose_name_plural = _("Neighbourhoods")
        ordering = ("county", "name")
        constraints = [
            models.CheckConstraint(
                name="neighbourhood_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("Write the name of the neighbourhood."),
            ),
            models.CheckConstraint(
                name="profile_ends_after_it_is_opened",
                condition=Q(due_on__gte=F("opened_on"))
                & (Q(completed_on=None) | Q(completed_on__gte=F("opened_on"))),
                violation_error_message=_("The profile is due, or completed, before it is opened."),
            ),
            models.UniqueConstraint(
                fields=["county", "name"],
                name="neighbourhood_once_in_a_county",
                violation_error_message=_("This county has a neighbourhood of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ItemKind(models.TextChoices):
    CAPACITY = "capacity", _("Capacity")
    ASSET = "asset", _("Asset")
    NEED = "need", _("Need")


@tracked()
class ProfileItem(models.Model):
    """What a neighbourhood can, has, or needs; needs have a priority, 1 before 5."""

    row_scope = Follows(("neighbourhood",), kinds=OFFICE)

    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(_("Kind"), max_length=10, choices=ItemKind.choices)
    title = PersianCharField(_("What it is"), max_length=200)
    quantity = models.PositiveIntegerField(_("How many"), null=True, blank=True)
    priority = models.PositiveSmallIntegerField(
        _("Priority (1–5)"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("Of needs: 1 comes first."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("Item of a profile")
        verbose_name_plural = _("Items of a profile")
        default_permissions = ()
        ordering = ("kind", "priority", "id")
        constraints = [
            models.CheckConstraint(
                name="profile_item_is_known",
                condition=~Q(title="") & Q(kind__in=ItemKind.values),
                violation_error_message=_("Choose the kind, and write what it is."),
            ),
            models.CheckConstraint(
                name="need_has_a_priority",
                condition=Q(kind=ItemKind.NEED, priority__isnull=False, priority__range=(1, 5))
                | (~Q(kind=ItemKind.NEED) & Q(priority=None)),
                violation_error_message=_(
                    "A need has a priority from 1 to 5, and nothing else has."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FacilityKind(models.TextChoices):
    POSITIVE_LIFE = "positive_life", _("Positive life centre")
    BASE = "base", _("Social services base")
    OTHER = "other", _("Other facility")


@tracked()
class Facility(models.Model):
    """A facility that serves people: its licensee and its technical officer."""

    row_scope = ByPlace()

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), editable=False, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    county = models.ForeignKey(
        County, verbose_name=_("County"), on_delete=models.PROTECT, related_name="facilities"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, verbose_name=_("Neighbourhood"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="facilities",
    )  # fmt: skip
    kind = models.CharField(_("Kind"), max_length=20, choices=FacilityKind.choices)
    name = PersianCharField(_("Name"), max_length=160)
    licensee = PersianCharField(_("Licensee"), max_length=130)
    technical_officer = PersianCharField(_("Technical officer"), max_length=130)
    licence_no = PersianCharField(
        _("Licence number"), max_length=60, blank=True, default="", takes=Takes.PAPER_NUMBER
    )
    opened_on = JalaliDateField(_("Opened on"), null=True, blank=True)
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Service facility")
        verbose_name_plural = _("Service facilities")
        ordering = ("county", "name")
        constraints = [
            models.CheckConstraint(
                name="facility_names_who_answers_for_it",
                condition=~Q(name="")
                & ~Q(licensee="")
                & ~Q(technical_officer="")
                & Q(kind__in=FacilityKind.values),
                violation_error_message=_(
                    "Write the name, the licensee and the technical officer."
                ),
            ),
            models.UniqueConstraint(
                fields=["county", "name"],
                name="facility_once_in_a_county",
                violation_error_message=_("This county has a facility of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
