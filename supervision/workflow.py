"""The ways of supervision cases and annual reports: their states, and who takes each step."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.workflow import Step, Workflow


class CaseState(models.TextChoices):
    """Where a supervision case stands."""

    OPEN = "open", _("Open")
    HEARD = "heard", _("Heard")
    DECIDED = "decided", _("Decided")
    COMPLAINED = "complained", _("Complained of")
    CLOSED = "closed", _("Closed")


# Which measure may be decided, and when, is in services/ladder.py.
SUPERVISION = Workflow(
    noun="supervisioncase",
    app="supervision",
    first=CaseState.OPEN,
    states=dict(CaseState.choices),
    closed=frozenset({CaseState.CLOSED}),
    deadlines={CaseState.DECIDED: "notice_days"},
    steps=(
        Step(
            "hear", _("Record the hearing"), (CaseState.OPEN, CaseState.DECIDED), CaseState.HEARD,
            "change_supervisioncase",
        ),
        Step(
            "decide", _("Decide on a measure"),
            (CaseState.OPEN, CaseState.HEARD, CaseState.DECIDED), CaseState.DECIDED,
            "decide_measure", needs_reason=True,
        ),
        Step(
            # Also where the next hearing has been held: that takes no complaint away.
            "complain", _("Record a complaint"), (CaseState.HEARD, CaseState.DECIDED),
            CaseState.COMPLAINED, "complain_of_measure", needs_reason=True, awaited=False,
        ),
        Step(
            "uphold", _("Uphold the measure"), (CaseState.COMPLAINED,), CaseState.DECIDED,
            "decide_measure", needs_reason=True,
        ),
        Step(
            "lift", _("Lift the measure"), (CaseState.COMPLAINED,), CaseState.DECIDED,
            "decide_measure", needs_reason=True,
        ),
        Step(
            "reinstate", _("End the suspension"), (CaseState.HEARD, CaseState.DECIDED),
            CaseState.DECIDED, "decide_measure", needs_reason=True, awaited=False,
        ),
        Step(
            "close", _("Close the case"), (CaseState.OPEN, CaseState.HEARD, CaseState.DECIDED),
            CaseState.CLOSED, "decide_measure", needs_reason=True, awaited=False,
        ),
    ),
)  # fmt: skip


class ReportState(models.TextChoices):
    """Where an annual report stands."""

    DUE = "due", _("Awaited")
    RECEIVED = "received", _("Received")
    RETURNED = "returned", _("Returned for completion")
    ACCEPTED = "accepted", _("Accepted")


ANNUAL_REPORT = Workflow(
    noun="annualreport",
    app="supervision",
    first=ReportState.DUE,
    states=dict(ReportState.choices),
    closed=frozenset({ReportState.ACCEPTED}),
    deadlines={},
    steps=(
        Step(
            "receive", _("Record the report"), (ReportState.DUE, ReportState.RETURNED),
            ReportState.RECEIVED, "change_annualreport",
        ),
        Step(
            "return", _("Return for completion"), (ReportState.RECEIVED,), ReportState.RETURNED,
            "accept_annualreport", needs_reason=True,
        ),
        Step(
            "accept", _("Accept the report"), (ReportState.RECEIVED,), ReportState.ACCEPTED,
            "accept_annualreport",
        ),
    ),
)  # fmt: skip
