"""Supervision on an NGO's page: its cases with their last measures, and its annual reports."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ngos.page import Alert, Loaded, Part
from ngos.page.alerts import error
from persian.dates import format_jalali
from persian.numbers import persian_digits
from supervision.badges import case_badge, measure_badge, report_badge
from supervision.models import AnnualReport, Measure, SupervisionCase
from supervision.models.case import MeasureKind
from supervision.workflow import CaseState, ReportState

KEY = "supervision"


def _cases(loaded: Loaded) -> list[SupervisionCase]:
    """Cases with their measures, the latest first."""
    return list(loaded.ngo.cases.prefetch_related("measures"))


def _reports(loaded: Loaded) -> list[AnnualReport]:
    """Annual reports, the latest first, for who may see them."""
    if not loaded.user.has_perm("supervision.view_annualreport"):
        return []
    return list(loaded.ngo.annual_reports.all())


def _last_measure(case: SupervisionCase) -> Measure | None:
    return max(case.measures.all(), key=lambda each: each.pk, default=None)


def _open_cases(loaded: Loaded) -> int:
    return sum(case.state != CaseState.CLOSED for case in loaded.once(_cases))


def _shown(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    cases = []
    for case in loaded.once(_cases):
        last = _last_measure(case)
        cases.append(
            {
                "case": case,
                "badge": case_badge(case.state),
                "measure": last,
                "measure_badge": measure_badge(last.kind) if last else "",
            }
        )
    reports = [{"report": each, "badge": report_badge(each)} for each in loaded.once(_reports)]
    return {"cases": cases, "reports": reports}


def _alerts(loaded: Loaded) -> Iterable[Alert]:
    """A suspension in force, and annual reports that did not come in time."""
    for case in loaded.once(_cases):
        last = _last_measure(case)
        if last is None or last.kind != MeasureKind.SUSPENSION or last.lifted_on is not None:
            continue
        if last.to_on is not None and last.to_on <= loaded.today:
            text = _("The suspension ran out on %(date)s and was not ended.")
        else:
            text = _("Suspended by a supervision case until %(date)s.")
        date = format_jalali(last.to_on) if last.to_on else "—"
        yield error("suspended", text, KEY, date=date)
    for report in loaded.once(_reports):
        if report.state == ReportState.DUE and report.due_on < loaded.today:
            yield error(
                "report_overdue",
                _("The annual report of %(year)s was due on %(date)s."),
                KEY,
                year=persian_digits(report.fiscal_year),
                date=format_jalali(report.due_on),
            )


PART = Part(
    KEY, _("Supervision"), "supervision/tab.html", "supervision.view_supervisioncase", 80,
    load=_shown, count=_open_cases, alerts=_alerts,
)  # fmt: skip
