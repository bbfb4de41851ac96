"""The ways of supervision cases and annual reports: their states, and who takes each step."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.workflow import Step, Taker, Workflow


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


class ProposalState(models.TextChoices):
    """Where a measure stands that was proposed to a council."""

    WAITING = "waiting", _("Before the council")
    ADOPTED = "adopted", _("Adopted")
    DECLINED = "declined", _("Not adopted")
    WITHDRAWN = "withdrawn", _("Taken back")


# What a council's session decides on a measure. The case goes its own way meanwhile: a hearing is
# held and a complaint is recorded while a proposal waits.
MEASURE_PROPOSAL = Workflow(
    noun="measureproposal",
    app="supervision",
    first=ProposalState.WAITING,
    states=dict(ProposalState.choices),
    closed=frozenset(
        {ProposalState.ADOPTED, ProposalState.DECLINED, ProposalState.WITHDRAWN}
    ),
    deadlines={},
    steps=(
        Step(
            "adopt", _("Adopt the measure"), (ProposalState.WAITING,), ProposalState.ADOPTED,
            "councils.sign_session", by=Taker.SESSION,
        ),
        Step(
            "decline", _("Do not adopt the measure"), (ProposalState.WAITING,),
            ProposalState.DECLINED, "councils.sign_session", by=Taker.SESSION,
        ),
        Step(
            "withdraw", _("Take the proposal back"), (ProposalState.WAITING,),
            ProposalState.WITHDRAWN, "propose_measure", needs_reason=True, awaited=False,
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
