"""Money for a proposal: asked for once a working group supports it, and never else."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from programs.calls.models import Proposal, ProposalFunding
from programs.calls.workflow import FUNDABLE
from programs.money.models import Allocation, Source
from programs.money.services.asking import ask


def may_not_fund(proposal: Proposal) -> Refusal | None:
    if proposal.state in FUNDABLE:
        return None
    return Refusal(
        "not_supported", _("Only a proposal that a working group supports is given money.")
    )


@transaction.atomic
def ask_for_proposal(
    *, actor: User, proposal: Proposal, source: Source, amount: int, document_no: str = ""
) -> Allocation:
    """Ask for money of a source for a supported proposal, up to what the proposal asks for.

    Raises what `programs.money.services.asking.ask` raises, and Refusal for a proposal that is not
    supported or that would have more than it asked for.
    """
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    refusal = may_not_fund(proposal)
    if refusal is not None:
        raise refusal
    asked = sum(
        each.allocation.allocated or each.allocation.amount
        for each in proposal.fundings.select_related("allocation")
        if each.allocation.state != "declined"
    )
    if proposal.amount is not None and asked + amount > proposal.amount:
        raise Refusal("more_than_asked", _("The proposal asks for less than that."), field="amount")
    allocation = ask(
        actor=actor, source=source, amount=amount, ngo=proposal.ngo,
        program=proposal.call.program if proposal.call is not None else None,
        purpose=proposal.title, document_no=document_no,
    )  # fmt: skip
    ProposalFunding.objects.create(allocation=allocation, proposal=proposal)
    return allocation


def against_allocation(allocation: Allocation) -> Refusal | None:
    """Why an allocation may not be approved: it is for a proposal that is no longer supported."""
    funding = ProposalFunding.objects.filter(allocation=allocation.pk).first()
    return may_not_fund(funding.proposal) if funding is not None else None
