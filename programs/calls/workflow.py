"""The ways of a call and of a proposal (article S1: received, reviewed, supported, implemented)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.workflow import Step, Taker, Workflow
from programs.calls.conditions import OF_THE_BODY


class CallState(models.TextChoices):
    """Where a call stands."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    CLOSED = "closed", _("Closed, proposals are weighed")
    DECIDED = "decided", _("Decided")
    CANCELLED = "cancelled", _("Cancelled")


_C = CallState
CALL = Workflow(
    noun="call",
    app="calls",
    first=_C.DRAFT,
    states=dict(CallState.choices),
    closed=frozenset({_C.DECIDED, _C.CANCELLED}),
    deadlines={},
    steps=(
        Step("publish", _("Publish the call"), (_C.DRAFT,), _C.PUBLISHED, "change_call",
             only=(OF_THE_BODY,)),
        # With the end of its last day in Tehran.
        Step("lapse", _("The deadline has passed"), (_C.PUBLISHED,), _C.CLOSED, "change_call",
             by=Taker.CLOCK),
        Step("decide", _("All proposals are decided on"), (_C.CLOSED,), _C.DECIDED, "change_call",
             only=(OF_THE_BODY,)),
        Step("cancel", _("Cancel the call"), (_C.DRAFT, _C.PUBLISHED), _C.CANCELLED,
             "change_call", needs_reason=True, awaited=False, only=(OF_THE_BODY,)),
    ),
)  # fmt: skip


class ProposalState(models.TextChoices):
    """Where a proposal stands."""

    DRAFT = "draft", _("Being written")
    RECEIVED = "received", _("Received")
    RETURNED = "returned", _("Returned for completion")
    REVIEWED = "reviewed", _("Reviewed")
    SUPPORTED = "supported", _("Supported")
    DECLINED = "declined", _("Not supported")
    REPORTED = "reported", _("Final report received")
    IMPLEMENTED = "implemented", _("Implemented")
    WITHDRAWN = "withdrawn", _("Withdrawn")


_P = ProposalState
# Before a body has decided: reviewers know nothing of each other.
UNDECIDED = (_P.DRAFT, _P.RECEIVED, _P.RETURNED, _P.REVIEWED)
# What money may be given to.
FUNDABLE = (_P.SUPPORTED, _P.REPORTED, _P.IMPLEMENTED)
PROPOSAL = Workflow(
    noun="proposal",
    app="calls",
    first=_P.DRAFT,
    states=dict(ProposalState.choices),
    closed=frozenset({_P.DECLINED, _P.IMPLEMENTED, _P.WITHDRAWN}),
    deadlines={},
    steps=(
        Step("submit", _("Send"), (_P.DRAFT, _P.RETURNED), _P.RECEIVED, "submit_proposal",
             by_applicant=True),
        Step("return", _("Return for completion"), (_P.RECEIVED,), _P.RETURNED, "weigh_proposal",
             needs_reason=True, awaited=False, only=(OF_THE_BODY,)),
        Step("close_reviews", _("Close the reviews"), (_P.RECEIVED,), _P.REVIEWED,
             "weigh_proposal", only=(OF_THE_BODY,)),
        Step("support", _("Support"), (_P.RECEIVED, _P.REVIEWED), _P.SUPPORTED,
             "councils.sign_session", by=Taker.SESSION),
        Step("decline", _("Do not support"), (_P.RECEIVED, _P.REVIEWED), _P.DECLINED,
             "councils.sign_session", by=Taker.SESSION),
        Step("report", _("Record the final report"), (_P.SUPPORTED,), _P.REPORTED,
             "submit_proposal", by_applicant=True),
        Step("accept", _("Accept the final report"), (_P.REPORTED,), _P.IMPLEMENTED,
             "weigh_proposal", only=(OF_THE_BODY,)),
        Step("send_back", _("Return the final report"), (_P.REPORTED,), _P.SUPPORTED,
             "weigh_proposal", needs_reason=True, awaited=False, only=(OF_THE_BODY,)),
        Step("withdraw", _("Take the proposal back"),
             (_P.DRAFT, _P.RECEIVED, _P.RETURNED, _P.REVIEWED), _P.WITHDRAWN, "submit_proposal",
             needs_reason=True, awaited=False, by_applicant=True),
    ),
)  # fmt: skip
