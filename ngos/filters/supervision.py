"""What the lists of supervision, annual reports and letters can be narrowed by."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.models import County, Province
from accounts.scope import Kind
from ngos.models import AnnualReport, Counterpart, Letter, SupervisionCase
from ngos.models.letter import Direction, LetterKind
from ngos.models.supervision import MeasureKind, Source
from ngos.services.annual_reports.receiving import overdue
from ngos.services.letters.reading import replied, reply_overdue
from ngos.services.supervision import reading
from ngos.workflow import CaseState, ReportState
from persian.dates import FIRST_YEAR, LAST_YEAR
from screens.filters import AnyOf, FilterForm, JalaliDateFilter, WholeNumberFilter


def _provinces() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Province.objects.values_list("pk", "name")]


def _counties() -> list[tuple[str, str]]:
    place = scope.current()
    found = County.objects.filter(province=place.province if place else None)
    return [(str(pk), name) for pk, name in found.values_list("pk", "name")]


def _counterparts() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Counterpart.objects.values_list("pk", "name")]


class PlacedFilter(django_filters.FilterSet):
    """Rows of offices: by province for the nation, by county for a province's office."""

    province = AnyOf(label=_("Province"), choices=_provinces)
    county = AnyOf(label=_("County"), choices=_counties)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = scope.current()
        if place is not None and place.province is not None:
            del self.filters["province"]
        if place is None or place.kind != Kind.PROVINCE:
            del self.filters["county"]


class OfNGOFilter(PlacedFilter):
    """Rows that hang on NGOs."""

    province = AnyOf(label=_("Province"), field_name="ngo__province", choices=_provinces)
    county = AnyOf(label=_("County"), field_name="ngo__county", choices=_counties)


class CaseFilterForm(FilterForm):
    ranges = (("opened_after", "opened_before"),)


class CaseFilter(OfNGOFilter):
    state = AnyOf(label=_("State"), choices=CaseState.choices)
    waiting = AnyOf(
        label=_("To be done"),
        choices=[
            ("deadline", _("The deadline has passed")),
            ("suspended", _("Suspended now")),
            ("over", _("The suspension has run out")),
        ],
        method="that_wait",
    )
    measure = AnyOf(label=_("Last measure"), choices=MeasureKind.choices, method="with_measure")
    source = AnyOf(label=_("Source"), choices=Source.choices)
    opened_after = JalaliDateFilter("opened_on", "gte", label=_("Opened from"))
    opened_before = JalaliDateFilter("opened_on", "lte", label=_("Opened until"))

    class Meta:
        model = SupervisionCase
        fields: list[str] = []
        form = CaseFilterForm

    def that_wait(
        self, queryset: QuerySet[SupervisionCase], name: str, value: list[str]
    ) -> QuerySet[SupervisionCase]:
        conditions = {
            "deadline": reading.deadline_past,
            "suspended": reading.suspending,
            "over": reading.suspension_over,
        }
        wanted = Q()
        for each in value:
            wanted |= conditions[each]()
        return queryset.filter(wanted)

    def with_measure(
        self, queryset: QuerySet[SupervisionCase], name: str, value: list[str]
    ) -> QuerySet[SupervisionCase]:
        return queryset.filter(reading.with_last_measure(value)) if value else queryset


class ReportFilter(OfNGOFilter):
    state = AnyOf(
        label=_("State"),
        choices=[("overdue", _("Overdue")), *ReportState.choices],
        method="in_state",
    )
    fiscal_year = WholeNumberFilter(
        label=_("Fiscal year"), min_value=FIRST_YEAR, max_value=LAST_YEAR - 1
    )
    case = django_filters.ChoiceFilter(
        label=_("Supervision case"),
        choices=[("yes", _("Opened")), ("no", _("Not opened"))],
        empty_label=_("All"),
        method="with_case",
    )

    class Meta:
        model = AnnualReport
        fields: list[str] = []
        form = FilterForm

    def in_state(
        self, queryset: QuerySet[AnnualReport], name: str, value: list[str]
    ) -> QuerySet[AnnualReport]:
        if not value:
            return queryset
        wanted = Q(state__in=[each for each in value if each != "overdue"])
        return queryset.filter(wanted | overdue() if "overdue" in value else wanted)

    def with_case(
        self, queryset: QuerySet[AnnualReport], name: str, value: str
    ) -> QuerySet[AnnualReport]:
        return queryset.filter(case__isnull=value == "no") if value else queryset


class LetterFilterForm(FilterForm):
    ranges = (("written_after", "written_before"),)


class LetterFilter(PlacedFilter):
    direction = AnyOf(label=_("Direction"), choices=Direction.choices)
    kind = AnyOf(label=_("Kind"), choices=LetterKind.choices)
    counterpart = AnyOf(label=_("Counterpart"), choices=_counterparts)
    year = WholeNumberFilter(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR - 1)
    reply = AnyOf(
        label=_("Reply"),
        choices=[
            ("overdue", _("Overdue")),
            ("awaited", _("Awaited")),
            ("replied", _("Replied")),
            ("none", _("Not replied")),
        ],
        method="by_reply",
    )
    written_after = JalaliDateFilter("written_on", "gte", label=_("Written from"))
    written_before = JalaliDateFilter("written_on", "lte", label=_("Written until"))

    class Meta:
        model = Letter
        fields: list[str] = []
        form = LetterFilterForm

    def by_reply(self, queryset: QuerySet[Letter], name: str, value: list[str]) -> QuerySet[Letter]:
        conditions = {
            "overdue": reply_overdue(),
            "awaited": Q(reply_due_on__isnull=False) & ~replied(),
            "replied": replied(),
            "none": ~replied(),
        }
        wanted = Q()
        for each in value:
            wanted |= conditions[each]
        return queryset.filter(wanted)
