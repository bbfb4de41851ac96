"""Proposing a measure to a council, and taking the proposal back: the forms of the two steps."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from accounts.requests import signed_in
from screens.pages import address_of, allow
from screens.step_page import Back, StepPage
from supervision import forms
from supervision.models.case import MeasureKind
from supervision.services.cases import cases, ladder, proposing
from supervision.views.case import find
from supervision.workflow import MEASURE_PROPOSAL


def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a measure to the council of the NGO's place."""
    case = find(pk)
    allow(request, proposing.PROPOSE)
    user = signed_in(request)
    terms = ladder.Terms.of(case.ngo.province_id)
    about = _("The ladder has “%(next)s” next for this NGO.") % {
        "next": MeasureKind(ladder.next_kinds(case, terms)[-1]).label
    }
    return StepPage(
        row=case,
        objection=proposing.objection(case),
        back=Back(address_of(case), str(case)),
        form=forms.ProposeMeasureForm(
            request.POST or None,
            seen=cases.STAMP.of(case),
            councils=proposing.councils_of_place(case),
        ),
        title=_("Propose a measure to the council"),
        take=lambda data: proposing.propose_measure(actor=user, case=case, **data),
        done=_("The proposal waits for a session of the council."),
        about=about,
    ).answer(request)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the proposal of a case back."""
    case = find(pk)
    allow(request, proposing.PROPOSE)
    user = signed_in(request)
    proposal = proposing.waiting_proposal(case)
    if proposal is None:
        messages.error(request, _("This step is not open now. Look at how the record stands."))
        return HttpResponseRedirect(address_of(case))
    return StepPage(
        row=case,
        objection=MEASURE_PROPOSAL.objection(MEASURE_PROPOSAL.step("withdraw"), user, proposal),
        back=Back(address_of(case), str(case)),
        form=forms.WithdrawProposalForm(request.POST or None, seen=proposing.PROPOSAL.of(proposal)),
        title=_("Take the proposal back"),
        take=lambda data: proposing.withdraw_proposal(actor=user, proposal=proposal, **data),
        done=_("The proposal was taken back."),
        about=f"{proposal}، {proposal.council}",
    ).answer(request)
