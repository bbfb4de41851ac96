"""What the lists of councils, sessions and resolutions can be narrowed by."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from councils import decisions, kinds
from councils.models import AgendaItem, Council, Session
from councils.models.session import FollowUp, SessionState
from ngos.models.ngo import ActivityLevel
from persian.dates import FIRST_YEAR, LAST_YEAR, today
from screens.filters import AnyOf, FilterForm, JalaliDateFilter, WholeNumberFilter
from screens.filters_by_place import OfPlaces


class _OfKinds(OfPlaces):
    """Rows of bodies, narrowed by their kind where there are several."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(kinds.kinds()) == 1:
            self.filters.pop("kind", None)


class CouncilFilter(_OfKinds):
    kind = AnyOf(label=_("Kind"), choices=kinds.choices)
    level = AnyOf(label=_("Level"), choices=ActivityLevel.choices)
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))

    class Meta:
        model = Council
        fields: list[str] = []
        form = FilterForm


class SessionFilterForm(FilterForm):
    ranges = (("held_on_after", "held_on_before"),)


class SessionFilter(_OfKinds):
    state = AnyOf(label=_("State"), choices=SessionState.choices)
    kind = AnyOf("council__kind", label=_("Kind"), choices=kinds.choices)
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


class ResolutionFilter(_OfKinds):
    follow_up = AnyOf(label=_("Follow-up"), choices=FollowUp.choices)
    is_overdue = django_filters.ChoiceFilter(
        label=_("Due"),
        choices=[("yes", _("Overdue"))],
        empty_label=_("All"),
        method="that_is_overdue",
    )
    decision = AnyOf(label=_("Decision"), choices=decisions.choices)
    kind = AnyOf("session__council__kind", label=_("Kind"), choices=kinds.choices)
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
