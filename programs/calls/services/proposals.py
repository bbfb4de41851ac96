"""Proposals: sending with a revision, returning, telling a refusal, the final report."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from accounts.refusals import Refusal, require
from papers.tracking import tracking_code
from persian.dates import format_jalali, today
from persian.numbers import format_number
from programs.calls.conditions import acts_for_body
from programs.calls.models import Assignment, CallForm, Proposal, Revision
from programs.calls.policies import REVIEWS_MIN
from programs.calls.services.calls import freeze_form
from programs.calls.services.eligibility import obstacles
from programs.calls.workflow import CallState, ProposalState
from screens.history import Track
from screens.seen import Stamp
from screens.steps import check_day, lock, lock_for_step, needed

SERIES = "proposals"  # of the tracking codes
ADD, SUBMIT, WEIGH = "calls.add_proposal", "calls.submit_proposal", "calls.weigh_proposal"


def tracks(pk: int) -> list[Track]:
    """What a proposal's time line is made of. Reviewers are told where the reader sees them."""
    return [
        Track(Proposal, Q(pgh_obj_id=pk)),
        Track(
            Assignment, Q(proposal_id=pk), title=lambda row: row["reviewer_name"],
            hidden={"proposal", "reviewer", "scored_revision"},
        ),
    ]  # fmt: skip


STAMP = Stamp(of=lambda row: f"{row.state}.{row.revision}", tracks=lambda row: tracks(row.pk))


@dataclass(frozen=True)
class Content:
    """What a proposal says: the text of one revision."""

    title: str
    summary: str
    amount: int | None
    answers: Mapping[str, Any]


def form_for(proposal: Proposal) -> CallForm | None:
    """The form by which a proposal is written now: the last version of its call's."""
    return freeze_form(proposal.call) if proposal.call is not None else None


@transaction.atomic
def receive(*, actor: User, proposal: Proposal, content: Content, on: datetime.date) -> Proposal:
    """Enter a proposal that came on a day, and send it in one.

    Raises PermissionDenied without the permission, Refusal for a day to come, where the call takes
    none (it is over, or something is against this NGO), or where the text lacks something.
    """
    require(actor, ADD)
    proposal.province_id, proposal.county_id = proposal.ngo.province_id, proposal.ngo.county_id
    if proposal.call is not None:
        proposal.body = proposal.call.body
    proposal.title, proposal.amount, proposal.received_on = content.title, content.amount, on
    proposal.tracking_code = tracking_code(province=proposal.ngo.province, series=SERIES)
    try:
        with transaction.atomic():
            proposal.save()
    except IntegrityError as error:
        if "proposal_once_for_a_call" not in str(error):
            raise
        raise Refusal("once", _("This NGO has answered this call already."), field="ngo") from error
    return submit(actor=actor, proposal=proposal, seen=STAMP.of(proposal), content=content)


@transaction.atomic
def submit(*, actor: User, proposal: Proposal, seen: str, content: Content) -> Proposal:
    """Send a proposal, or one that was returned, as a new revision; reviewers score it anew.

    Raises what `lock_for_step` raises, and Refusal as `receive` does.
    """
    proposal = lock_for_step(proposal, actor=actor, step="submit", seen=seen, stamp=STAMP)
    first = proposal.revision == 0
    if first:
        proposal.received_on = proposal.received_on or today()
        check_day(proposal.received_on, field="on")
        _check_call(proposal)
    _check_ceiling(proposal, content)
    needed(content.summary, _("Write the summary of the proposal."), field="summary")
    form = form_for(proposal)
    _check_answers(form, content.answers)
    proposal.revision += 1
    proposal.title, proposal.amount, proposal.state = (
        content.title, content.amount, ProposalState.RECEIVED,
    )  # fmt: skip
    Revision.objects.create(
        proposal=proposal, number=proposal.revision, title=content.title, amount=content.amount,
        summary=content.summary, form=form, answers=dict(content.answers), sent_by=actor,
        sent_by_name=str(actor),
    )  # fmt: skip
    proposal.save(update_fields=["revision", "title", "amount", "state", "received_on"])
    return proposal


def _check_call(proposal: Proposal) -> None:
    call = proposal.call
    if call is None:
        return
    assert proposal.received_on is not None
    if call.state != CallState.PUBLISHED and not (
        call.state == CallState.CLOSED and proposal.received_on <= call.closes_on
    ):
        raise Refusal("not_published", _("This call takes no proposals."), field="call")
    if proposal.received_on > call.closes_on:
        raise Refusal(
            "late",
            _("The call took proposals until the end of %(day)s."),
            field="on",
            params={"day": format_jalali(call.closes_on)},
        )
    if call.published_on is not None and proposal.received_on < call.published_on:
        raise Refusal("early", _("The call was published after this day."), field="on")
    against = obstacles(call, proposal.ngo)
    if against:
        raise Refusal(
            "not_eligible", _("%(why)s"), field="ngo",
            params={"why": " ".join(map(str, against))},
        )  # fmt: skip


def _check_ceiling(proposal: Proposal, content: Content) -> None:
    ceiling = proposal.call.ceiling if proposal.call is not None else None
    if ceiling is None:
        return
    if content.amount is None:
        raise Refusal("no_amount", _("Write the amount that is asked for."), field="amount")
    if content.amount > ceiling:
        raise Refusal(
            "over_ceiling",
            _("The call gives at most %(most)s rial to a proposal."),
            field="amount",
            params={"most": format_number(ceiling)},
        )


def _check_answers(form: CallForm | None, answers: Mapping[str, Any]) -> None:
    for question in form.questions if form is not None else ():
        answer = answers.get(question["key"])
        if question["is_required"] and answer in (None, ""):
            raise Refusal(
                "unanswered",
                _("Answer “%(question)s”."),
                field=f"answer_{question['key']}",
                params={"question": question["text"]},
            )


@transaction.atomic
def send_back(*, actor: User, proposal: Proposal, seen: str, reason: str) -> Proposal:
    """Return a proposal for completion, and say what is missing."""
    proposal = lock_for_step(proposal, actor=actor, step="return", seen=seen, stamp=STAMP)
    proposal.remarks = needed(reason, _("Write what is missing."), field="reason")
    proposal.state = ProposalState.RETURNED
    proposal.save(update_fields=["state", "remarks"])
    return proposal


@transaction.atomic
def close_reviews(*, actor: User, proposal: Proposal, seen: str) -> Proposal:
    """Say that all have scored who are to.

    Raises Refusal while fewer than the policy says have scored the revision that is there, and for
    a reviewer of it whose own score is awaited.
    """
    proposal = lock_for_step(proposal, actor=actor, step="close_reviews", seen=seen, stamp=STAMP)
    if awaits_score_of(actor, proposal):
        raise Refusal("own_score", _("Score the proposal yourself first, as you were asked."))
    least = value_of(REVIEWS_MIN, proposal.province_id)
    scored = proposal.assignments.filter(scored_revision=proposal.revision).count()
    if scored < least:
        raise Refusal(
            "few_reviews",
            _("%(count)s have scored this revision; at least %(least)s are needed."),
            params={"count": format_number(scored), "least": format_number(least)},
        )
    proposal.state = ProposalState.REVIEWED
    proposal.save(update_fields=["state"])
    return proposal


def awaits_score_of(user: User, proposal: Proposal) -> bool:
    """Whether this person is asked for a score of the proposal and has not given it."""
    own = proposal.assignments.filter(reviewer=user.pk).first()
    return (
        own is not None
        and own.has_conflict is not True
        and own.scored_revision != proposal.revision
    )


@transaction.atomic
def tell_refusal(
    *, actor: User, proposal: Proposal, seen: str, ground: str, next_step: str
) -> Proposal:
    """Tell the NGO why its proposal is not supported: the condition from the list, and what it may
    do next. Raises PermissionDenied for whoever does not act for the working group."""
    require(actor, WEIGH)
    proposal = lock(proposal, seen=seen, stamp=STAMP)
    refusal = may_not_tell(actor, proposal)
    if refusal is not None:
        raise refusal
    proposal.ground = ground
    proposal.next_step = needed(next_step, _("Write what the NGO may do next."), field="next_step")
    proposal.told_on = today()
    proposal.save(update_fields=["ground", "next_step", "told_on"])
    return proposal


def may_not_tell(actor: User, proposal: Proposal) -> Refusal | None:
    if proposal.state != ProposalState.DECLINED or proposal.told_on is not None:
        return Refusal("not_allowed", _("There is no refusal to tell."))
    if not acts_for_body(actor, proposal.body):
        return Refusal(
            "not_secretary",
            _("The secretary of “%(body)s” does this, while the term lasts."),
            params={"body": proposal.body},
        )
    return None


@transaction.atomic
def report(*, actor: User, proposal: Proposal, seen: str, on: datetime.date, text: str) -> Proposal:
    """Record the final report of what was done."""
    proposal = lock_for_step(proposal, actor=actor, step="report", seen=seen, stamp=STAMP)
    check_day(on, field="on", after=proposal.decided_on, what=_("the decision"))
    proposal.report = needed(text, _("Write what was done."), field="text")
    proposal.reported_on, proposal.state = on, ProposalState.REPORTED
    proposal.save(update_fields=["report", "reported_on", "state"])
    return proposal


@transaction.atomic
def accept(*, actor: User, proposal: Proposal, seen: str) -> Proposal:
    """Accept the final report: the proposal is implemented."""
    proposal = lock_for_step(proposal, actor=actor, step="accept", seen=seen, stamp=STAMP)
    proposal.state = ProposalState.IMPLEMENTED
    proposal.save(update_fields=["state"])
    return proposal


@transaction.atomic
def return_report(*, actor: User, proposal: Proposal, seen: str, reason: str) -> Proposal:
    proposal = lock_for_step(proposal, actor=actor, step="send_back", seen=seen, stamp=STAMP)
    proposal.remarks = needed(reason, _("Write what is missing."), field="reason")
    proposal.state = ProposalState.SUPPORTED
    proposal.save(update_fields=["state", "remarks"])
    return proposal


@transaction.atomic
def withdraw(*, actor: User, proposal: Proposal, seen: str, reason: str) -> Proposal:
    """Take a proposal back. Raises Refusal while it stands on the agenda of a session to come."""
    proposal = lock_for_step(proposal, actor=actor, step="withdraw", seen=seen, stamp=STAMP)
    if proposal.on_agendas.filter(session__state="planned").exists():
        raise Refusal(
            "on_agenda", _("It stands on an agenda. The secretary takes it off there first.")
        )
    proposal.remarks = needed(reason, _("Write why it is taken back."), field="reason")
    proposal.state = ProposalState.WITHDRAWN
    proposal.save(update_fields=["state", "remarks"])
    return proposal
