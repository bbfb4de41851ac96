"""What the lists of supervision and of annual reports can be narrowed by."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from persian.dates import FIRST_YEAR, LAST_YEAR
from screens.filters import AnyOf, FilterForm, JalaliDateFilter, WholeNumberFilter
from screens.filters_by_place import OfPlaces
from supervision.models import AnnualReport, SupervisionCase
from supervision.models.case import MeasureKind, Source
from supervision.services.annual_reports.receiving import overdue
from supervision.services.cases import reading
from supervision.workflow import CaseState, ReportState


class _OfNGOs(OfPlaces):
    """Rows that hang on NGOs."""

    province = AnyOf(label=_("Province"), field_name="ngo__province")
    county = AnyOf(label=_("County"), field_name="ngo__county")


class CaseFilterForm(FilterForm):
    ranges = (("opened_after", "opened_before"),)


class CaseFilter(_OfNGOs):
    state = AnyOf(label=_("State"), choices=CaseState.choices)
    waiting = AnyOf(
        label=_("To be done"),
        choices=[
            ("deadline", _("The deadline has passed")),
            ("suspended", _("Suspended now")),
            ("over", _("The suspension has run out")),
            ("council", _("A measure waits for a council")),
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
            "council": reading.before_a_council,
        }
        wanted = Q()
        for each in value:
            wanted |= conditions[each]()
        return queryset.filter(wanted)

    def with_measure(
        self, queryset: QuerySet[SupervisionCase], name: str, value: list[str]
    ) -> QuerySet[SupervisionCase]:
        return queryset.filter(reading.with_last_measure(value)) if value else queryset


class ReportFilter(_OfNGOs):
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
