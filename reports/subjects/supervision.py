"""What is reported of supervision: measures, and the annual reports that NGOs owe."""

from django.db.models import DateField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from persian.dates import today
from reports.days import DaysBetween
from reports.listing import Listing, Told
from reports.report import Asked
from reports.table import Kind
from supervision.models import AnnualReport, Measure
from supervision.models.case import ComplaintResult, MeasureKind
from supervision.workflow import ReportState


def _measures(asked: Asked) -> QuerySet[Measure]:
    return Measure.objects.filter(asked.periods.now.holds("decided_on")).order_by(
        "decided_on", "pk"
    )


SUPERVISION = Listing(
    name="supervision",
    title=_("Measures of supervision"),
    explained=_("Notices, warnings, suspensions and revocations that were decided."),
    model=Measure,
    rows=_measures,
    told=(
        Told("ngo", _("NGO"), "case__ngo__name"),
        Told("county", _("County"), "case__ngo__county__name"),
        Told("measure", _("Measure"), "kind", choices=lambda: MeasureKind.choices),
        Told("decided_on", _("Decided on"), "decided_on", Kind.DATE),
        Told("until", _("Until"), "to_on", Kind.DATE),
        Told("lifted_on", _("Lifted on"), "lifted_on", Kind.DATE),
        Told("complaint", _("Complaint"), "complaint_result",
             choices=lambda: ComplaintResult.choices),
    ),
    province="case__ngo__province",
    county="case__ngo__county",
    opens="supervision_supervisioncase_detail",
    key="case_id",
    needs="supervision.view_supervisioncase",
)  # fmt: skip


def _delay() -> Greatest:
    """Days after the deadline that it came, or until today; none where it is not late."""
    until = Coalesce("received_on", Value(today()), output_field=DateField())
    return Greatest(DaysBetween(until, F("due_on")), Value(0), output_field=IntegerField())


def _reports(asked: Asked) -> QuerySet[AnnualReport]:
    year = asked.periods.now.year
    return AnnualReport.objects.filter(fiscal_year=year).order_by("due_on", "ngo__name", "pk")


ANNUAL_REPORTS = Listing(
    name="annual_reports",
    title=_("Annual reports of NGOs"),
    explained=_("Who owed a report of the year, who sent it, and with how many days of delay."),
    model=AnnualReport,
    rows=_reports,
    told=(
        Told("ngo", _("NGO"), "ngo__name"),
        Told("county", _("County"), "ngo__county__name"),
        Told("fiscal_year", _("Fiscal year"), "fiscal_year", Kind.YEAR),
        Told("state", _("State"), "state", choices=lambda: ReportState.choices),
        Told("due_on", _("Due on"), "due_on", Kind.DATE),
        Told("received_on", _("Received on"), "received_on", Kind.DATE),
        Told("delay", _("Days of delay"), _delay, Kind.DAYS),
    ),
    province="ngo__province",
    county="ngo__county",
)

REPORTS = (SUPERVISION, ANNUAL_REPORTS)
