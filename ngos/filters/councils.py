"""What the lists of councils, sessions and resolutions can be narrowed by."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.models import County, Province
from accounts.scope import Kind
from ngos.models import AgendaItem, Council, Session
from ngos.models.ngo import ActivityLevel
from ngos.models.session import Decision, FollowUp, SessionState
from persian.dates import FIRST_YEAR, LAST_YEAR, today
from screens.filters import AnyOf, FilterForm, JalaliDateFilter, WholeNumberFilter


class _AtPlaces(django_filters.FilterSet):
    """Filters by place, offered as far as the scope in force reaches."""

    def __init__(self, data: Any = None, queryset: Any = None, **kwargs: Any) -> None:
        super().__init__(data, queryset, **kwargs)
        place = scope.current()
        self._province = place.province if place else None
        if place is not None and place.kind not in (Kind.NATIONAL, Kind.SYSTEM):
            self.filters.pop("province", None)
        if place is not None and place.kind == Kind.COUNTY:
            self.filters.pop("county", None)

    def get_form_class(self) -> type[forms.Form]:
        """The form, with the places there are: a query for each list of them."""
        if "province" in self.filters:
            provinces = Province.objects.values_list("pk", "name")
            self.filters["province"].extra["choices"] = [(str(pk), name) for pk, name in provinces]
        if "county" in self.filters:
            self.filters["county"].extra["choices"] = self._counties()
        return super().get_form_class()

    def _counties(self) -> list[tuple[str, str]]:
        """Counties that have a council: of the country's five hundred most have none to show."""
        found = County.objects.filter(council__isnull=False).select_related("province")
        if self._province is not None:
            return [(str(county.pk), county.name) for county in found]
        return [(str(county.pk), f"{county.name} ({county.province})") for county in found]


class CouncilFilter(_AtPlaces):
    level = AnyOf(label=_("Level"), choices=ActivityLevel.choices)
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))

    class Meta:
        model = Council
        fields: list[str] = []
        form = FilterForm


class SessionFilterForm(FilterForm):
    ranges = (("held_on_after", "held_on_before"),)


class SessionFilter(_AtPlaces):
    state = AnyOf(label=_("State"), choices=SessionState.choices)
    level = AnyOf("council__level", label=_("Level"), choices=ActivityLevel.choices)
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))
    year = WholeNumberFilter(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    held_on_after = JalaliDateFilter("held_on", "gte", label=_("Held from"))
    held_on_before = JalaliDateFilter("held_on", "lte", label=_("Held until"))

    class Meta:
        model = Session
        fields: list[str] = []
        form = SessionFilterForm


class ResolutionFilterForm(FilterForm):
    ranges = (("due_on_after", "due_on_before"),)


class ResolutionFilter(_AtPlaces):
    follow_up = AnyOf(label=_("Follow-up"), choices=FollowUp.choices)
    is_overdue = django_filters.ChoiceFilter(
        label=_("Due"),
        choices=[("yes", _("Overdue"))],
        empty_label=_("All"),
        method="that_is_overdue",
    )
    decision = AnyOf(label=_("Decision"), choices=Decision.choices)
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))
    year = WholeNumberFilter(
        "session__year", label=_("Year of the session"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    due_on_after = JalaliDateFilter("due_on", "gte", label=_("Due from"))
    due_on_before = JalaliDateFilter("due_on", "lte", label=_("Due until"))

    class Meta:
        model = AgendaItem
        fields: list[str] = []
        form = ResolutionFilterForm

    def that_is_overdue(
        self, queryset: QuerySet[AgendaItem], name: str, value: str
    ) -> QuerySet[AgendaItem]:
        overdue = Q(follow_up=FollowUp.OPEN, due_on__lt=today())
        return queryset.filter(overdue) if value else queryset
