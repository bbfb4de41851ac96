"""Annual reports on the desk of the NGO's officers."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngos.page import Awaited, Loaded, OnDesk
from persian.numbers import persian_digits
from supervision.models import AnnualReport
from supervision.workflow import ReportState


def _reports(loaded: Loaded) -> list[AnnualReport]:
    return list(loaded.ngo.annual_reports.all())


def _shown(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    return {"reports": loaded.once(_reports)}


def _awaited(loaded: Loaded) -> Iterable[Awaited]:
    for report in loaded.once(_reports):
        if report.state in (ReportState.DUE, ReportState.RETURNED):
            yield Awaited(
                _("Annual report of %(year)s") % {"year": persian_digits(report.fiscal_year)},
                due_on=report.due_on,
                about=report.remarks,
                address=reverse("desk_report", args=[report.ngo_id, report.pk]),
            )


ON_DESK = OnDesk(
    "supervision/desk/reports.html", "supervision.view_annualreport", "clock",
    title=gettext_lazy("Annual reports"), load=_shown, awaited=_awaited,
)  # fmt: skip
