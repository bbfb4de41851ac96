"""Reviewing a proposal: asking people, declaring one's interest, scoring."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.refusals import Refusal
from accounts.requests import signed_in
from programs.calls import forms
from programs.calls.conditions import acts_for_body
from programs.calls.models import Proposal
from programs.calls.services import reviews as services
from programs.calls.services.proposals import awaits_score_of
from programs.calls.views.proposal import find
from programs.calls.workflow import ProposalState
from screens.pages import address_of, allow
from screens.step_page import Back, StepPage


def _closed(proposal: Proposal) -> Refusal | None:
    if proposal.state != ProposalState.RECEIVED:
        return Refusal("not_received", _("The reviews of this proposal are closed."))
    return None


def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody to review the proposal."""
    proposal = find(pk)
    allow(request, services.WEIGH)
    user = signed_in(request)
    objection = _closed(proposal)
    if objection is None and not acts_for_body(user, proposal.body):
        objection = Refusal(
            "not_secretary",
            _("The secretary of “%(body)s” does this, while the term lasts."),
            params={"body": proposal.body},
        )
    return StepPage(
        row=proposal,
        form=forms.ReviewerForm(request.POST or None),
        title=_("Ask a reviewer"),
        take=lambda data: services.ask_reviewer(actor=user, proposal=proposal, **data),
        done=_("The reviewer is asked."),
        about=proposal.title,
        back=Back(address_of(proposal), proposal.title),
        objection=objection,
    ).answer(request)


def _not_asked(user: User, proposal: Proposal) -> Refusal | None:
    if services.own_assignment(user, proposal) is None:
        return Refusal("not_asked", _("You were not asked to review this proposal."))
    return None


def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether one has a conflict of interest; then the text opens."""
    proposal = find(pk)
    allow(request, services.REVIEW)
    user = signed_in(request)
    return StepPage(
        row=proposal,
        form=forms.InterestForm(request.POST or None),
        title=_("Declare your interest"),
        take=lambda data: services.declare_interest(actor=user, proposal=proposal, **data),
        done=_("Your declaration was recorded."),
        about=f"{proposal.title}، {proposal.ngo}",
        back=Back(address_of(proposal), proposal.title),
        objection=_closed(proposal) or _not_asked(user, proposal),
    ).answer(request)


def score(request: HttpRequest, pk: int) -> HttpResponse:
    """Give points and an opinion to the revision that is there."""
    proposal = find(pk)
    allow(request, services.REVIEW)
    user = signed_in(request)
    criteria = list(proposal.call.criteria.all()) if proposal.call is not None else []
    objection = _closed(proposal) or _not_asked(user, proposal)
    if objection is None and not awaits_score_of(user, proposal):
        objection = Refusal("scored", _("No score of yours is awaited."))
    return StepPage(
        row=proposal,
        form=forms.ScoreForm(request.POST or None, criteria=criteria, revision=proposal.revision),
        title=_("Score"),
        take=lambda data: services.score(actor=user, proposal=proposal, **data),
        done=_("Your score is in; now you see those of the others."),
        about=proposal.title,
        back=Back(address_of(proposal), proposal.title),
        objection=objection,
    ).answer(request)
