"""The tabs of letters and of supervision on an NGO's page."""

from typing import Any

from django.http import HttpRequest

from ngos.badges.supervision import case_badge, measure_badge, report_badge
from ngos.views.letters.listed import latest_letters
from ngos.views.loading import Loaded
from ngos.workflow import CaseState


def open_cases(loaded: Loaded) -> int:
    return sum(case.state != CaseState.CLOSED for case in loaded.cases)


def letters(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    """The latest letters about the NGO or with it."""
    return latest_letters(ngo=loaded.ngo)


def supervision(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    """The NGO's cases with their last measures, and its annual reports."""
    cases = []
    for case in loaded.cases:
        last = max(case.measures.all(), key=lambda each: each.pk, default=None)
        cases.append(
            {
                "case": case,
                "badge": case_badge(case.state),
                "measure": last,
                "measure_badge": measure_badge(last.kind) if last else "",
            }
        )
    reports = [{"report": each, "badge": report_badge(each)} for each in loaded.reports]
    return {"cases": cases, "reports": reports}
