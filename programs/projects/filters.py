"""What the lists of programs and agreements can be narrowed by."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from persian.dates import today
from programs.projects.models import Agreement, Harm, Program, ProgramType, UpperDocument
from programs.projects.services.agreements import STATES, expiring, in_force
from programs.projects.workflow import ProgramState
from screens.filters import AnyOf, FilterForm, JalaliDateFilter
from screens.filters_by_place import OfPlaces


def _harms() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Harm.objects.values_list("pk", "name")]


def _documents() -> list[tuple[str, str]]:
    return [(str(pk), title) for pk, title in UpperDocument.objects.values_list("pk", "title")]


class ProgramFilterForm(FilterForm):
    ranges = (("starts_after", "starts_before"),)


class ProgramFilter(OfPlaces):
    state = AnyOf(label=_("State"), choices=ProgramState.choices)
    type = AnyOf(label=_("Type"), choices=ProgramType.choices)
    harm = AnyOf(label=_("Social harm"), choices=_harms)
    upper_document = AnyOf(label=_("Upper document"), choices=_documents)
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"), method="of_county")
    starts_after = JalaliDateFilter("starts_on", "gte", label=_("Begins from"))
    starts_before = JalaliDateFilter("starts_on", "lte", label=_("Begins until"))

    class Meta:
        model = Program
        fields: list[str] = []
        form = ProgramFilterForm

    def of_county(
        self, queryset: QuerySet[Program], name: str, value: list[str]
    ) -> QuerySet[Program]:
        """Also those of the province that are carried out there."""
        if not value:
            return queryset
        chosen = [int(each) for each in value]
        reached = Program.counties.through._default_manager.filter(county__in=chosen)
        return queryset.filter(Q(county__in=chosen) | Q(pk__in=reached.values("program")))


class AgreementFilterForm(FilterForm):
    ranges = (("ends_after", "ends_before"),)


class AgreementFilter(OfPlaces):
    state = AnyOf(
        label=_("State"), choices=[("expiring", _("Ends soon")), *STATES.items()],
        method="in_state",
    )  # fmt: skip
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))
    ends_after = JalaliDateFilter("ends_on", "gte", label=_("Ends from"))
    ends_before = JalaliDateFilter("ends_on", "lte", label=_("Ends until"))

    class Meta:
        model = Agreement
        fields: list[str] = []
        form = AgreementFilterForm

    def in_state(self, queryset: QuerySet[Agreement], name: str, value: list[str]) -> QuerySet[Any]:
        if not value:
            return queryset
        place = self._place
        conditions = {
            "expiring": expiring(place.province if place else None),
            "in_force": in_force(),
            "coming": Q(starts_on__gt=today(), ended_on=None),
            "over": Q(ends_on__lt=today(), ended_on=None),
            "ended": Q(ended_on__isnull=False),
        }
        wanted = Q()
        for each in value:
            wanted |= conditions[each]
        return queryset.filter(wanted)
