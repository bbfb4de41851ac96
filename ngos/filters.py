"""What the register of NGOs can be narrowed by: on the screen, in exports, reports and commands."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.models import County, Province
from accounts.scope import Kind
from ngos import completeness
from ngos.models import NGO, Field
from ngos.models.ngo import ActivityLevel, Issuer, Status, Type
from ngos.states import LicenceState, licence_is
from persian.dates import FIRST_YEAR, LAST_YEAR, jalali_year_range
from screens.filters import AnyOf, FilterForm, JalaliDateFilter, WholeNumberFilter

MOST_MEMBERS = 100_000_000


class NGOFilterForm(FilterForm):
    ranges = (
        ("founded_on_after", "founded_on_before"),
        ("licence_expires_on_after", "licence_expires_on_before"),
        ("members_min", "members_max"),
    )


class NGOFilter(django_filters.FilterSet):
    """Filters of the register. Places are offered as far as the scope in force reaches."""

    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))
    field = AnyOf(label=_("Field"), method="of_field")
    status = AnyOf(label=_("Status"), choices=Status.choices)
    licence = AnyOf(label=_("Licence state"), choices=LicenceState.choices, method="in_state")
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

    def __init__(self, data: Any = None, queryset: Any = None, **kwargs: Any) -> None:
        super().__init__(data, queryset, **kwargs)
        place = scope.current()
        is_national = place is None or place.kind in (Kind.NATIONAL, Kind.SYSTEM)
        if not is_national:
            del self.filters["province"]
        if place is not None and place.kind in (Kind.COUNTY, Kind.NGO):
            del self.filters["county"]
        self._place = place
        self._is_national = is_national

    def get_form_class(self) -> type[forms.Form]:
        """The form, with the places and fields there are. Read once: a query for each list."""
        self.filters["field"].extra["choices"] = [
            (str(pk), name) for pk, name in Field.objects.values_list("pk", "name")
        ]
        if self._is_national:
            self.filters["province"].extra["choices"] = [
                (str(pk), name) for pk, name in Province.objects.values_list("pk", "name")
            ]
        if "county" in self.filters:
            self.filters["county"].extra["choices"] = self._counties()
        return super().get_form_class()

    def _counties(self) -> list[tuple[str, str]]:
        counties = County.objects.values_list("pk", "name")
        if not self._is_national:
            counties = counties.filter(province=self._place.province)
            return [(str(pk), name) for pk, name in counties]
        found = counties.order_by("province__sort_key", "sort_key").values_list(
            "pk", "name", "province__name"
        )
        return [(str(pk), f"{name} ({province})") for pk, name, province in found]

    @property
    def form(self) -> forms.Form:
        form = super().form
        if self._is_national and "county" in form.fields:
            self._offer_counties_of_chosen_provinces(form)
        return form

    def _offer_counties_of_chosen_provinces(self, form: forms.Form) -> None:
        """The country has almost five hundred counties: offer those of the chosen provinces."""
        data = self.data if isinstance(self.data, QueryDict) else QueryDict()
        names = {
            f"({label})"
            for value, label in form.fields["province"].choices
            if str(value) in data.getlist("province")
        }
        chosen = data.getlist("county")
        widget = form.fields["county"].widget
        widget.choices = [
            (value, label)
            for value, label in form.fields["county"].choices
            if value in chosen or any(label.endswith(name) for name in names)
        ]
        form.fields["county"].help_text = "" if names else _("Choose a province first.")

    # -- filters of more than one column -------------------------------------------------------

    def of_field(self, queryset: QuerySet[NGO], name: str, value: list[str]) -> QuerySet[NGO]:
        if not value:
            return queryset
        links = NGO.other_fields.through.objects
        also = links.filter(ngo=OuterRef("pk"), field__in=value)
        return queryset.filter(Q(field__in=value) | Exists(also))

    def in_state(self, queryset: QuerySet[NGO], name: str, value: list[str]) -> QuerySet[NGO]:
        condition = Q()
        for state in value:
            condition |= licence_is(LicenceState(state))
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
