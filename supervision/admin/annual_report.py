"""Annual reports on the staff site."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action

from accounts.refusals import Refusal
from accounts.requests import signed_in
from files.exporting import ExportColumn
from ngos.admin.records import RecordOfNGOAdmin
from persian.dates import format_jalali
from persian.numbers import format_number, format_rial, persian_digits
from persian.templatetags.persian import days_left
from screens.listing_actions import ActionForm, confirm
from screens.listing_cells import meter, two_lines
from screens.saved_filters import ListTab
from supervision.badges import report_badge
from supervision.filters import ReportFilter
from supervision.models import AnnualReport
from supervision.services.annual_reports.pursue import pursue_report
from supervision.services.annual_reports.receiving import check_list
from supervision.views import report as pages
from supervision.workflow import ReportState

MOST_REASONS = 5  # refusals that are told one by one


@admin.register(AnnualReport)
class AnnualReportAdmin(RecordOfNGOAdmin):
    """What NGOs report of their years, and what they still owe."""

    add_to = staticmethod(pages.add)
    pages = {
        "detail": pages.detail,
        "receive": pages.receive,
        "return": pages.give_back,
        "accept": pages.accept,
        "pursue": pages.pursue,
    }
    filterset_class = ReportFilter
    folded_search_field = "ngo__search_text"
    search_fields = ("ngo__search_text",)
    search_help_text = _("Name or legal ID of the NGO")
    ordering = ("-fiscal_year", "due_on", "id")
    list_select_related = ("ngo", "ngo__county")
    list_display = ("title", "year", "state_badge", "due", "received", "money", "known")
    sortable_by = ("year", "due", "received")
    export_columns = (
        ExportColumn("ngo__name", _("NGO")),
        ExportColumn("ngo__county__name", _("County")),
        # As text: a year is not counted, and paper would group its digits.
        ExportColumn(Cast("fiscal_year", TextField()), _("Fiscal year")),
        "state", "due_on", "received_on",
        ExportColumn("income", _("Income of the year (rial)")),
        ExportColumn("expense", _("Expense of the year (rial)")),
        "signed_by_ceo", "signed_by_inspector", "ngo__legal_id", "activities", "remarks",
    )  # fmt: skip
    actions = ("open_cases",)
    actions_list = ("raise_due",)
    empty_list_icon = "summarize"
    empty_list_text = _(
        "The annual reports that NGOs owe will stand here. They are entered each year once it has "
        "ended, and on the page of an NGO, under “Supervision”."
    )
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("Overdue"), "state=overdue"),
        ListTab(_("Overdue without a case"), "case=no&state=overdue"),
        ListTab(_("To be checked"), "state=received"),
        ListTab(_("Returned for completion"), "state=returned"),
    )

    def has_raise_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("supervision.add_annualreport")

    @action(
        description=_("Enter the reports of a year"),
        url_path="raise",
        icon="playlist_add",
        permissions=["raise"],
    )
    def raise_due(self, request: HttpRequest) -> HttpResponse:
        return pages.raise_due(request)

    def has_pursue_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("supervision.add_supervisioncase")

    @admin.action(description=gettext_lazy("Open cases"), permissions=["pursue"])
    def open_cases(
        self, request: HttpRequest, queryset: QuerySet[AnnualReport]
    ) -> HttpResponse | None:
        """A supervision case for each of the chosen reports that is overdue and has none."""

        def run(keys: list[int], cleaned: dict[str, Any]) -> None:
            refused: list[str] = []
            for report in AnnualReport.objects.filter(pk__in=keys).select_related("ngo"):
                try:
                    pursue_report(actor=signed_in(request), report=report)
                except Refusal as refusal:
                    refused.append(f"«{report.ngo.name}»: {refusal}")
            opened = len(keys) - len(refused)
            if opened:
                text = ngettext(
                    "%(count)s case was opened.", "%(count)s cases were opened.", opened
                )
                messages.success(request, text % {"count": format_number(opened)})
            if refused:
                text = gettext("%(count)s of the chosen reports stayed as they were.")
                told = [text % {"count": format_number(len(refused))}, *refused[:MOST_REASONS]]
                messages.warning(request, " ".join(told))

        return confirm(
            self,
            request,
            queryset,
            action="open_cases",
            title=gettext("Open cases"),
            button=gettext("Open cases"),
            make_form=ActionForm,
            run=run,
        )

    @admin.display(description=_("NGO"))
    def title(self, report: AnnualReport) -> SafeString:
        return two_lines(report.ngo.name, report.ngo.county or gettext("Without a county"))

    @admin.display(description=_("Fiscal year"), ordering=F("fiscal_year"))
    def year(self, report: AnnualReport) -> str:
        return persian_digits(report.fiscal_year)

    @admin.display(description=_("State"))
    def state_badge(self, report: AnnualReport) -> SafeString:
        return report_badge(report)

    @admin.display(description=_("Due on"), ordering=F("due_on"))
    def due(self, report: AnnualReport) -> SafeString | str:
        shown = format_jalali(report.due_on)
        return two_lines(shown, days_left(report.due_on)) if not report.received_on else shown

    @admin.display(description=_("Received on"), ordering=F("received_on"))
    def received(self, report: AnnualReport) -> str:
        return format_jalali(report.received_on) if report.received_on else "—"

    @admin.display(description=_("Income and expense"))
    def money(self, report: AnnualReport) -> SafeString | str:
        if report.income is None and report.expense is None:
            return "—"
        shown = ["—" if v is None else format_rial(v) for v in (report.income, report.expense)]
        return two_lines(*shown)

    @admin.display(description=_("Completeness"))
    def known(self, report: AnnualReport) -> SafeString | str:
        if report.state == ReportState.DUE:
            return "—"
        items = check_list(report)
        lacking = "، ".join(str(item.label) for item in items if not item.is_there)
        return meter(100 * sum(item.is_there for item in items) // len(items), lacking)
