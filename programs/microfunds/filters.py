"""What the lists of funds, members, loans, entries and groups can be narrowed by."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from persian.dates import today
from programs.microfunds.models import (
    FundKind,
    FundMember,
    FundState,
    LedgerEntry,
    Loan,
    MicroFund,
    Movement,
    SelfHelpGroup,
)
from programs.microfunds.services.reading import arrears
from programs.microfunds.workflow import LoanState
from screens.filters import AnyOf, FilterForm, JalaliDateFilter
from screens.filters_by_place import OfPlaces, RecordsOfPlaces

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class FundFilter(OfPlaces):
    state = AnyOf(label=_("State"), choices=FundState.choices)
    kind = AnyOf(label=_("Kind of the fund"), choices=FundKind.choices)
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))

    class Meta:
        model = MicroFund
        fields: list[str] = []
        form = FilterForm


class MemberFilter(OfPlaces):
    fund = RecordsOfPlaces(label=_("Micro-fund"), records=MicroFund.objects.all, titled="name")
    is_member = django_filters.ChoiceFilter(
        label=_("Member today"), choices=YES_NO, empty_label=_("All"), method="that_are"
    )
    province = AnyOf("fund__province", label=_("Province"))
    county = AnyOf("fund__county", label=_("County"))

    class Meta:
        model = FundMember
        fields: list[str] = []
        form = FilterForm

    def that_are(self, queryset: QuerySet[FundMember], name: str, value: str) -> Any:
        return queryset.filter(left_on__isnull=value == "yes") if value else queryset


class LoanFilterForm(FilterForm):
    ranges = (("asked_after", "asked_before"),)


class LoanFilter(OfPlaces):
    state = AnyOf(label=_("State"), choices=LoanState.choices)
    in_arrears = django_filters.ChoiceFilter(
        label=_("Instalments overdue"), choices=YES_NO, empty_label=_("All"), method="that_are_late"
    )
    fund = RecordsOfPlaces(label=_("Micro-fund"), records=MicroFund.objects.all, titled="name")
    province = AnyOf("fund__province", label=_("Province"))
    county = AnyOf("fund__county", label=_("County"))
    asked_after = JalaliDateFilter("requested_on", "gte", label=_("Asked for from"))
    asked_before = JalaliDateFilter("requested_on", "lte", label=_("Asked for until"))

    class Meta:
        model = Loan
        fields: list[str] = []
        form = LoanFilterForm

    def that_are_late(self, queryset: QuerySet[Loan], name: str, value: str) -> Any:
        """By their figures on this day, whatever the clock has noted."""
        if not value:
            return queryset
        late = (
            Loan.objects.annotate(in_arrears=arrears(today())).filter(in_arrears__gt=0).values("pk")
        )
        return queryset.filter(pk__in=late) if value == "yes" else queryset.exclude(pk__in=late)


class EntryFilterForm(FilterForm):
    ranges = (("made_after", "made_before"),)


class EntryFilter(OfPlaces):
    fund = RecordsOfPlaces(label=_("Micro-fund"), records=MicroFund.objects.all, titled="name")
    movement = AnyOf(label=_("Movement"), choices=Movement.choices)
    made_after = JalaliDateFilter("made_on", "gte", label=_("Date from"))
    made_before = JalaliDateFilter("made_on", "lte", label=_("Date until"))
    province = AnyOf("fund__province", label=_("Province"))
    county = AnyOf("fund__county", label=_("County"))

    class Meta:
        model = LedgerEntry
        fields: list[str] = []
        form = EntryFilterForm


class GroupFilter(OfPlaces):
    is_active = django_filters.ChoiceFilter(
        label=_("At work"), choices=YES_NO, empty_label=_("All"), method="that_work"
    )
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))

    class Meta:
        model = SelfHelpGroup
        fields: list[str] = []
        form = FilterForm

    def that_work(self, queryset: QuerySet[SelfHelpGroup], name: str, value: str) -> Any:
        return queryset.filter(is_active=value == "yes") if value else queryset
