"""What the register of NGOs can be narrowed by: on the screen, in exports, reports and commands."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ngos import completeness
from ngos.filters.places import OfPlacesAndFields
from ngos.models import NGO
from ngos.models.ngo import ActivityLevel, Issuer, Status, Type
from ngos.standing import OF_NGOS, Standing, ngo_licence_is
from persian.dates import FIRST_YEAR, LAST_YEAR, jalali_year_range
from screens.filters import AnyOf, FilterForm, JalaliDateFilter, WholeNumberFilter

MOST_MEMBERS = 100_000_000


class NGOFilterForm(FilterForm):
    ranges = (
        ("founded_on_after", "founded_on_before"),
        ("licence_expires_on_after", "licence_expires_on_before"),
        ("members_min", "members_max"),
    )


class NGOFilter(OfPlacesAndFields):
    """Filters of the register. Places are offered as far as the scope in force reaches."""

    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))
    field = AnyOf(label=_("Field"), method="of_field")
    status = AnyOf(label=_("Status"), choices=Status.choices)
    licence = AnyOf(
        label=_("Licence state"),
        choices=[(each.value, each.label) for each in OF_NGOS],
        method="in_state",
    )
    lacking = AnyOf(
        label=_("Lacking"),
        choices=[("any", _("Anything")), *((part.code, part.label) for part in completeness.PARTS)],
        method="that_lack",
    )
    activity_level = AnyOf(label=_("Activity level"), choices=ActivityLevel.choices)
    ngo_type = AnyOf(label=_("Type"), choices=Type.choices)
    issuer = AnyOf(label=_("Issuer"), choices=Issuer.choices)
    is_charity = django_filters.ChoiceFilter(
        label=_("Is a charity"),
        choices=[("yes", _("Charity")), ("no", _("Not a charity"))],
        empty_label=_("All"),
        method="that_is_charity",
    )
    licence_expires_on_after = JalaliDateFilter(
        "licence_expires_on", "gte", label=_("Licence expires from")
    )
    licence_expires_on_before = JalaliDateFilter(
        "licence_expires_on", "lte", label=_("Licence expires until")
    )
    founded_on_after = JalaliDateFilter("founded_on", "gte", label=_("Founded from"))
    founded_on_before = JalaliDateFilter("founded_on", "lte", label=_("Founded until"))
    founded_year = WholeNumberFilter(
        label=_("Year of foundation"),
        method="founded_in",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR - 1,
    )
    members_min = WholeNumberFilter(
        "member_count", "gte", label=_("Members from"), min_value=0, max_value=MOST_MEMBERS
    )
    members_max = WholeNumberFilter(
        "member_count", "lte", label=_("Members until"), min_value=0, max_value=MOST_MEMBERS
    )

    class Meta:
        model = NGO
        fields: list[str] = []
        form = NGOFilterForm

    # -- filters of more than one column -------------------------------------------------------

    def of_field(self, queryset: QuerySet[NGO], name: str, value: list[Any]) -> QuerySet[NGO]:
        if not value:
            return queryset
        links = NGO.other_fields.through.objects
        also = links.filter(ngo=OuterRef("pk"), field__in=value)
        return queryset.filter(Q(field__in=value) | Exists(also))

    def in_state(self, queryset: QuerySet[NGO], name: str, value: list[str]) -> QuerySet[NGO]:
        condition = Q()
        for state in value:
            condition |= ngo_licence_is(Standing(state))
        return queryset.filter(condition)

    def that_lack(self, queryset: QuerySet[NGO], name: str, value: list[str]) -> QuerySet[NGO]:
        condition = completeness.lacks_any() if "any" in value else Q()
        for part in completeness.PARTS:
            if part.code in value:
                condition |= part.lacking
        return queryset.filter(condition)

    def that_is_charity(self, queryset: QuerySet[NGO], name: str, value: str) -> QuerySet[NGO]:
        return queryset.filter(is_charity=value == "yes") if value else queryset

    def founded_in(self, queryset: QuerySet[NGO], name: str, value: int) -> QuerySet[NGO]:
        if value is None:
            return queryset
        first, next_first = jalali_year_range(value)
        return queryset.filter(founded_on__gte=first, founded_on__lt=next_first)
