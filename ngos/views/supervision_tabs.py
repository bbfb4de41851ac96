"""The tabs of letters and of supervision on an NGO's page."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from ngos.models import Letter
from ngos.supervision_states import case_badge, direction_badge, measure_badge, report_badge
from ngos.views.loading import Loaded
from ngos.workflow import CaseState

MOST_LETTERS = 50  # the latest; the list of letters has them all


def open_cases(loaded: Loaded) -> int:
    return sum(case.state != CaseState.CLOSED for case in loaded.cases)


def letters(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    """The latest letters about the NGO or with it."""
    answers = Letter.objects.filter(reply_to=OuterRef("pk"))
    found = (
        Letter.objects.filter(ngo=loaded.ngo)
        .select_related("counterpart")
        .annotate(is_replied=Exists(answers))
        .defer("body", "search_text")
    )
    return {
        "letters": [
            {
                "letter": each,
                "badge": direction_badge(each.direction),
                "is_overdue": not each.is_replied
                and each.reply_due_on is not None
                and each.reply_due_on < loaded.today,
            }
            for each in found[:MOST_LETTERS]
        ]
    }


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
