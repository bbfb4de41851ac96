"""What the list of action points can be narrowed by."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from programs.actions.models import ActionPoint
from programs.actions.services import overdue
from programs.actions.workflow import ActionState
from screens.filters import AnyOf, FilterForm, JalaliDateFilter
from screens.filters_by_place import OfPlaces


class ActionFilterForm(FilterForm):
    ranges = (("due_after", "due_before"),)


class ActionFilter(OfPlaces):
    state = AnyOf(
        label=_("State"), choices=[("overdue", _("Overdue")), *ActionState.choices],
        method="in_state",
    )  # fmt: skip
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))
    due_after = JalaliDateFilter("due_on", "gte", label=_("Due from"))
    due_before = JalaliDateFilter("due_on", "lte", label=_("Due until"))

    class Meta:
        model = ActionPoint
        fields: list[str] = []
        form = ActionFilterForm

    def in_state(
        self, queryset: QuerySet[ActionPoint], name: str, value: list[str]
    ) -> QuerySet[Any]:
        if not value:
            return queryset
        wanted = Q(state__in=[each for each in value if each != "overdue"])
        return queryset.filter(wanted | overdue() if "overdue" in value else wanted)
