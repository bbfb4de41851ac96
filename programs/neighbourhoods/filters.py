"""What the lists of neighbourhoods and facilities can be narrowed by."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from programs.neighbourhoods.models import Facility, FacilityKind, Neighbourhood
from programs.neighbourhoods.services.profiles import overdue
from screens.filters import AnyOf, FilterForm
from screens.filters_by_place import OfPlaces


class NeighbourhoodFilter(OfPlaces):
    profile = AnyOf(
        label=_("Profile"),
        choices=[
            ("open", _("Being made")), ("overdue", _("Overdue")), ("complete", _("Completed")),
        ],
        method="by_profile",
    )  # fmt: skip
    at_risk = django_filters.ChoiceFilter(
        label=_("Prone to harms"), field_name="is_at_risk",
        choices=[("True", _("Yes")), ("False", _("No"))], empty_label=_("All"),
    )  # fmt: skip
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))

    class Meta:
        model = Neighbourhood
        fields: list[str] = []
        form = FilterForm

    def by_profile(
        self, queryset: QuerySet[Neighbourhood], name: str, value: list[str]
    ) -> QuerySet[Neighbourhood]:
        conditions = {
            "open": Q(completed_on=None),
            "overdue": overdue(),
            "complete": Q(completed_on__isnull=False),
        }
        wanted = Q()
        for each in value:
            wanted |= conditions[each]
        return queryset.filter(wanted)


class FacilityFilter(OfPlaces):
    kind = AnyOf(label=_("Kind"), choices=FacilityKind.choices)
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))

    class Meta:
        model = Facility
        fields: list[str] = []
        form = FilterForm
