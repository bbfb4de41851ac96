"""Supervision on an NGO's page: its cases with their last measures, and its annual reports."""

import datetime
from collections.abc import Iterable, Mapping

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ngos.page import Alert, Loaded, Part, number_of
from ngos.page.alerts import error
from persian.dates import format_jalali
from persian.numbers import persian_digits
from supervision.badges import case_badge, measure_badge, report_badge
from supervision.models import AnnualReport, Measure, SupervisionCase
from supervision.models.case import MeasureKind
from supervision.views.desk import ON_DESK
from supervision.workflow import CaseState, ReportState

KEY = "supervision"


def _asks(user: User, day: datetime.date) -> Mapping[str, Combinable]:
    cases = SupervisionCase.objects.filter(ngo=OuterRef("pk"))
    last = Measure.objects.filter(case=OuterRef("case")).order_by("-pk").values("pk")[:1]
    suspensions = Measure.objects.filter(
        case__ngo=OuterRef("pk"), kind=MeasureKind.SUSPENSION, lifted_on=None, pk=Subquery(last)
    )
    late = AnnualReport.objects.filter(
        ngo=OuterRef("pk"), state=ReportState.DUE, due_on__lt=day
    ).order_by("-fiscal_year", "pk")
    if not user.has_perm("supervision.view_annualreport"):
        late = late.none()
    told = JSONObject(year=F("fiscal_year"), due_on=F("due_on"))
    return {
        "supervision_open": number_of(cases.exclude(state=CaseState.CLOSED)),
        "supervision_suspended_until": ArraySubquery(
            suspensions.order_by("-case__opened_on", "-case__pk").values("to_on")
        ),
        "supervision_late_reports": ArraySubquery(late.values(told=told)),
    }


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


def _shown(request: HttpRequest, loaded: Loaded) -> dict[str, object]:
    cases = []
    for case in _cases(loaded):
        last = _last_measure(case)
        cases.append(
            {
                "case": case,
                "badge": case_badge(case.state),
                "measure": last,
                "measure_badge": measure_badge(last.kind) if last else "",
            }
        )
    reports = [{"report": each, "badge": report_badge(each)} for each in _reports(loaded)]
    return {"cases": cases, "reports": reports}


def _alerts(loaded: Loaded) -> Iterable[Alert]:
    """A suspension in force, and annual reports that did not come in time."""
    for until in loaded.asked("supervision_suspended_until"):
        if until is not None and until <= loaded.today:
            text = _("The suspension ran out on %(date)s and was not ended.")
        else:
            text = _("Suspended by a supervision case until %(date)s.")
        date = format_jalali(until) if until else "—"
        yield error("suspended", text, KEY, date=date)
    for report in loaded.asked("supervision_late_reports"):
        yield error(
            "report_overdue",
            _("The annual report of %(year)s was due on %(date)s."),
            KEY,
            year=persian_digits(report["year"]),
            date=format_jalali(datetime.date.fromisoformat(report["due_on"])),
        )


PART = Part(
    KEY, _("Supervision"), "supervision/tab.html", "supervision.view_supervisioncase", 80,
    load=_shown, asks=_asks, count=lambda loaded: loaded.asked("supervision_open"), alerts=_alerts,
    desk=ON_DESK,
)  # fmt: skip
