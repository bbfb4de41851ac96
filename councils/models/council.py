"""Bodies that sit: councils (شورا) and other kinds (`councils.kinds`), and their members."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import ByPlace, value
from accounts.scope import Kind
from councils import kinds
from councils.kinds import COUNCIL, BodyKind, Seat
from ngos.models.ngo import ActivityLevel
from ngos.models.person import Person
from persian.model_fields import JalaliDateField, PersianCharField

# Offices below and NGOs read of the councils above them which one they are.
_ABOVE = f"(county_id IS NULL AND (province_id IS NULL OR province_id = {value('province')}))"


@tracked()
class Council(models.Model):
    """A body that sits at one place. Of councils there is one for each county, each province, and
    the nation; bodies of other kinds have a name of their own there."""

    row_scope = ByPlace(also=_ABOVE, also_for=(Kind.PROVINCE, Kind.COUNTY, Kind.NGO))

    kind = models.CharField(
        _("Kind"), max_length=30, choices=kinds.choices, default=COUNCIL.key, editable=False
    )
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
                condition=Q(kind=COUNCIL.key),
                name="council_once_at_a_place",
                violation_error_message=_("This place has its council already."),
            ),
            models.UniqueConstraint(
                fields=["kind", "province", "county", "name"],
                nulls_distinct=False,
                name="body_named_once_at_a_place",
                violation_error_message=_("This place has a body of this kind and name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def body_kind(self) -> BodyKind:
        return kinds.kind_of(self.kind)


class _Days(Func):
    function = "DATERANGE"
    output_field = DateRangeField()

    def __init__(self) -> None:
        super().__init__(F("start_on"), F("end_on"), RangeBoundary(inclusive_upper=True))


@tracked()
class CouncilMember(models.Model):
    """One seat of a body, for a time. `person` is known where the seat is an NGO person's, `user`
    where its holder acts by the seat (`councils.services.members.reading`)."""

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
    seat = models.CharField(_("Seat"), max_length=20, choices=kinds.seat_choices)
    person = models.ForeignKey(
        Person, verbose_name=_("Person"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="seats",
    )  # fmt: skip
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Account"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="seats",
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
                # Which seats its kind has, a trigger says for councils and a service for all.
                name="seat_is_named",
                condition=~Q(seat=""),
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
