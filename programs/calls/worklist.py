"""Calls that close soon, what is asked about them, calls to decide on; proposals to weigh, reviews
to write, refusals to tell, reports to accept."""

import datetime
from collections.abc import Callable

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from programs.calls.models import Assignment, Call, Clarification, Proposal
from programs.calls.policies import CALL_ALERT_DAYS
from programs.calls.workflow import CALL, PROPOSAL, CallState, ProposalState
from screens.worklist.duty import Duty, Item, Moment, address, never, past

MOST_OF_A_QUESTION = 80  # signs
# Who acts for the working group of a call.
_THEIRS = CALL.step("publish").only[0]


def _proposals(step: str, state: str) -> Callable[[User, Moment], QuerySet[Proposal]]:
    def rows(actor: User, moment: Moment) -> QuerySet[Proposal]:
        theirs = PROPOSAL.rows(PROPOSAL.step(step), actor)
        found = Proposal.objects.filter(theirs, state=state).select_related("ngo")
        return found.order_by("received_on", "pk")

    return rows


def _item(proposal: Proposal, moment: Moment) -> Item:
    return Item(
        title=proposal.title,
        about=proposal.ngo.name,
        since=proposal.reported_on or proposal.received_on or moment.today,
        due_on=None,
        address=address("calls_proposal_detail", proposal.pk),
    )


def _untold(actor: User, moment: Moment) -> QuerySet[Proposal]:
    """Refusals of the working groups that this person acts for, which nobody has told."""
    theirs = PROPOSAL.step("accept").only[0].rows(actor)
    rows = Proposal.objects.filter(theirs, state=ProposalState.DECLINED, told_on=None)
    return rows.select_related("ngo").order_by("decided_on", "pk")


def _own_reviews(actor: User, moment: Moment) -> QuerySet[Assignment]:
    """What this person is asked to score and has not."""
    rows = Assignment.objects.filter(
        Q(scored_revision=None) | ~Q(scored_revision=F("proposal__revision")),
        Q(has_conflict=None) | Q(has_conflict=False),
        reviewer=actor.pk, proposal__state=ProposalState.RECEIVED,
    )  # fmt: skip
    return rows.select_related("proposal__ngo").order_by("due_on", "pk")


def _item_of_review(assignment: Assignment, moment: Moment) -> Item:
    return Item(
        title=assignment.proposal.title,
        about=assignment.proposal.ngo.name,
        since=assignment.asked_on,
        due_on=assignment.due_on,
        address=address("calls_proposal_detail", assignment.proposal_id),
    )


def _calls(actor: User, moment: Moment) -> QuerySet[Call]:
    theirs = CALL.rows(CALL.step("decide"), actor)
    return Call.objects.filter(theirs, state=CallState.CLOSED).order_by("closes_on", "pk")


def _closing(actor: User, moment: Moment) -> QuerySet[Call]:
    """Published calls of the bodies that this person acts for, in the last days before they close:
    until then a last day may still be put off, and NGOs reminded."""
    soon = moment.today + datetime.timedelta(value_of(CALL_ALERT_DAYS, actor.province_id))
    rows = Call.objects.filter(_THEIRS.rows(actor), state=CallState.PUBLISHED, closes_on__lte=soon)
    return rows.select_related("body").order_by("closes_on", "pk")


def _item_of_closing(call: Call, moment: Moment) -> Item:
    return Item(
        title=call.title,
        about=str(call.body),
        since=call.published_on or moment.today,
        due_on=call.closes_on,
        address=address("calls_call_detail", call.pk),
    )


def _unanswered(actor: User, moment: Moment) -> QuerySet[Clarification]:
    """Questions about published calls that nobody has answered for all to see."""
    calls = Call.objects.filter(_THEIRS.rows(actor), state=CallState.PUBLISHED)
    rows = Clarification.objects.filter(answered_on=None, call__in=calls.values("pk"))
    return rows.select_related("call").order_by("asked_on", "pk")


def _item_of_question(row: Clarification, moment: Moment) -> Item:
    return Item(
        title=row.question[:MOST_OF_A_QUESTION],
        about=row.call.title,
        since=row.asked_on,
        due_on=row.call.closes_on,
        address=address("calls_call_detail", row.call_id),
        step=_("Answer"),
        step_address=address("calls_call_clarifications_change", row.call_id, row.pk),
    )


def _item_of_call(call: Call, moment: Moment) -> Item:
    return Item(
        title=call.title,
        about=str(call.body),
        since=call.closes_on,
        due_on=None,
        address=address("calls_call_detail", call.pk),
    )


DUTIES = [
    Duty("calls_closing", _("Calls that close soon"), "event", "calls.change_call", _closing,
         "closes_on", never, _item_of_closing),
    Duty("call_questions", _("Questions about calls to answer"), "help", "calls.change_call",
         _unanswered, "asked_on", past("call__closes_on"), _item_of_question),
    Duty("own_reviews", _("Proposals to review"), "grade", "calls.review_proposal", _own_reviews,
         "asked_on", past("due_on"), _item_of_review),
    Duty("proposals", _("Proposals to weigh"), "inbox", "calls.weigh_proposal",
         _proposals("close_reviews", ProposalState.RECEIVED), "received_on", never, _item,
         "calls_proposal_changelist?state=received"),
    Duty("returned_proposals", _("Proposals to complete"), "undo", "calls.submit_proposal",
         _proposals("submit", ProposalState.RETURNED), "received_on", never, _item,
         "calls_proposal_changelist?state=returned"),
    Duty("untold", _("Refusals to tell"), "mail", "calls.weigh_proposal", _untold, "decided_on",
         never, _item, "calls_proposal_changelist?told=no"),
    Duty("final_reports", _("Final reports to accept"), "summarize", "calls.weigh_proposal",
         _proposals("accept", ProposalState.REPORTED), "reported_on", never, _item,
         "calls_proposal_changelist?state=reported"),
    Duty("calls", _("Calls to decide on"), "balance", "calls.change_call", _calls, "closes_on",
         never, _item_of_call, "calls_call_changelist?state=closed"),
]  # fmt: skip
