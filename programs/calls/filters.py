"""What the lists of calls and proposals can be narrowed by."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from programs.calls.models import Call, Proposal
from programs.calls.workflow import CallState, ProposalState
from screens.filters import AnyOf, FilterForm, JalaliDateFilter
from screens.filters_by_place import OfPlaces, RecordsOfPlaces


class CallFilterForm(FilterForm):
    ranges = (("closes_after", "closes_before"),)


class CallFilter(OfPlaces):
    state = AnyOf(label=_("State"), choices=CallState.choices)
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))
    closes_after = JalaliDateFilter("closes_on", "gte", label=_("Closes from"))
    closes_before = JalaliDateFilter("closes_on", "lte", label=_("Closes until"))

    class Meta:
        model = Call
        fields: list[str] = []
        form = CallFilterForm


class ProposalFilterForm(FilterForm):
    ranges = (("received_after", "received_before"),)


class ProposalFilter(OfPlaces):
    state = AnyOf(label=_("State"), choices=ProposalState.choices)
    call = RecordsOfPlaces(label=_("Call"), records=Call.objects.all, titled="title")
    accord = django_filters.ChoiceFilter(
        label=_("Came"),
        choices=[("call", _("in answer to a call")), ("own", _("of the NGO's own accord"))],
        empty_label=_("All"),
        method="by_accord",
    )
    told = django_filters.ChoiceFilter(
        label=_("Refusal"),
        choices=[("no", _("not told yet"))],
        empty_label=_("All"),
        method="by_told",
    )
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))
    received_after = JalaliDateFilter("received_on", "gte", label=_("Received from"))
    received_before = JalaliDateFilter("received_on", "lte", label=_("Received until"))

    class Meta:
        model = Proposal
        fields: list[str] = []
        form = ProposalFilterForm

    def by_accord(self, queryset: QuerySet[Proposal], name: str, value: str) -> QuerySet[Proposal]:
        return queryset.filter(call__isnull=value == "own") if value else queryset

    def by_told(self, queryset: QuerySet[Proposal], name: str, value: str) -> QuerySet[Proposal]:
        untold = Q(state=ProposalState.DECLINED, told_on=None)
        return queryset.filter(untold) if value else queryset
