"""Money for a proposal: asked for once a working group supports it, and never else."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from programs.calls.models import Proposal, ProposalFunding
from programs.calls.workflow import FUNDABLE
from programs.money.models import Allocation, Source
from programs.money.services.asking import ask
from programs.money.workflow import AllocationState


def may_not_fund(proposal: Proposal) -> Refusal | None:
    if proposal.state in FUNDABLE:
        return None
    return Refusal(
        "not_supported", _("Only a proposal that a working group supports is given money.")
    )


def may_not_ask(proposal: Proposal) -> Refusal | None:
    refusal = may_not_fund(proposal)
    if refusal is None and left_to_ask(proposal) == 0:
        return Refusal("asked_already", _("All that the proposal asks for has been asked for."))
    return refusal


def left_to_ask(proposal: Proposal) -> int | None:
    """How much more may be asked for a proposal (rial), None where it names no amount.

    What is refused or was taken back may be asked for again.
    """
    if proposal.amount is None:
        return None
    found = (each.allocation for each in proposal.fundings.select_related("allocation"))
    taken = sum(
        row.amount if row.state == AllocationState.ASKED else row.allocated for row in found
    )
    return max(0, proposal.amount - taken)


@transaction.atomic
def ask_for_proposal(
    *, actor: User, proposal: Proposal, source: Source, amount: int, document_no: str = ""
) -> Allocation:
    """Ask for money of a source for a supported proposal, up to what the proposal asks for.

    Raises what `programs.money.services.asking.ask` raises, and Refusal for a proposal that is not
    supported or that would have more than it asked for.
    """
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    refusal = may_not_ask(proposal)
    if refusal is not None:
        raise refusal
    left = left_to_ask(proposal)
    if left is not None and amount > left:
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
