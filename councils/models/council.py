"""Councils (شورا) that decide on applications, and their members."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import ByPlace, value
from accounts.scope import Kind
from ngos.models.ngo import ActivityLevel
from ngos.models.person import Person
from persian.model_fields import JalaliDateField, PersianCharField

# Offices below and NGOs read of the councils above them which one they are.
_ABOVE = f"(county_id IS NULL AND (province_id IS NULL OR province_id = {value('province')}))"


class Seat(models.TextChoices):
    """What a member sits for (source: by-law 1384; the guide to electing representatives)."""

    CHAIR = "chair", _("Chair")
    SECRETARY = "secretary", _("Secretary")
    ISLAMIC_COUNCIL = "islamic_council", _("Islamic council's representative")
    NGO_REPRESENTATIVE = "ngo_representative", _("NGOs' representative")
    MEMBER = "member", _("Member")


@tracked()
class Council(models.Model):
    """The council of one level at one place; one for each county, each province, and the nation."""

    row_scope = ByPlace(also=_ABOVE, also_for=(Kind.PROVINCE, Kind.COUNTY, Kind.NGO))

    level = models.CharField(_("Level"), max_length=20, choices=ActivityLevel.choices)
    province = models.ForeignKey(
        Province, verbose_name=_("Province"), null=True, blank=True, on_delete=models.PROTECT
    )
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT
    )
    name = PersianCharField(_("Name"), max_length=160)
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Council")
        verbose_name_plural = _("Councils")
        ordering = ("province", "county", "id")
        constraints = [
            models.CheckConstraint(
                name="council_level_fits_place",
                condition=(
                    Q(level=ActivityLevel.NATIONAL, province=None, county=None)
                    | Q(level=ActivityLevel.PROVINCIAL, province__isnull=False, county=None)
                    | Q(
                        level=ActivityLevel.COUNTY,
                        province__isnull=False,
                        county__isnull=False,
                    )
                ),
                violation_error_message=_(
                    "The level does not fit the place: a county's council needs its county, "
                    "a province's its province, the national one neither."
                ),
            ),
            models.UniqueConstraint(
                fields=["province", "county"],
                nulls_distinct=False,
                name="council_once_at_a_place",
                violation_error_message=_("This place has its council already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class _Days(Func):
    function = "DATERANGE"
    output_field = DateRangeField()

    def __init__(self) -> None:
        super().__init__(F("start_on"), F("end_on"), RangeBoundary(inclusive_upper=True))


@tracked()
class CouncilMember(models.Model):
    """One seat of a council, for a time. `person` is known where the seat is an NGO person's."""

    row_scope = ByPlace()

    council = models.ForeignKey(
        Council, verbose_name=_("Council"), on_delete=models.PROTECT, related_name="members"
    )
    # The council's place, kept by a trigger.
    province = models.ForeignKey(
        Province, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    county = models.ForeignKey(
        County, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    full_name = PersianCharField(_("Name"), max_length=120)
    office_title = PersianCharField(_("Office held"), max_length=160, blank=True)
    seat = models.CharField(_("Seat"), max_length=20, choices=Seat.choices)
    person = models.ForeignKey(
        Person, verbose_name=_("Person"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="seats",
    )  # fmt: skip
    is_voting = models.BooleanField(_("Has a vote"), default=True)
    start_on = JalaliDateField(_("From"))
    end_on = JalaliDateField(_("Until"), null=True, blank=True)

    class Meta:
        verbose_name = _("Member of a council")
        verbose_name_plural = _("Members of councils")
        ordering = ("council", "id")
        constraints = [
            models.CheckConstraint(
                name="seat_is_known",
                condition=Q(seat__in=Seat.values),
                violation_error_message=_("Choose the seat from the list."),
            ),
            models.CheckConstraint(
                name="seat_ends_after_it_begins",
                condition=Q(end_on=None) | Q(end_on__gte=F("start_on")),
                violation_error_message=_("The term ends before it begins."),
            ),
            models.CheckConstraint(
                name="seat_of_ngos_names_a_person",
                condition=~Q(seat=Seat.NGO_REPRESENTATIVE) | Q(person__isnull=False),
                violation_error_message=_(
                    "Choose the person of the register who represents the NGOs."
                ),
            ),
            ExclusionConstraint(
                name="seat_of_chair_or_secretary_once",
                expressions=[
                    ("council", RangeOperators.EQUAL),
                    ("seat", RangeOperators.EQUAL),
                    (_Days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(seat__in=[Seat.CHAIR, Seat.SECRETARY]),
                violation_error_message=_(
                    "Somebody else has this seat in part of that time. End that term first."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name
