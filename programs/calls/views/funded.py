"""The way from the page of money to the proposal that it is for."""

from accounts.models import User
from programs.calls.models import Proposal
from programs.money.models import Allocation
from screens.page_links import Button
from screens.pages import address_of


def proposal_of(user: User, allocation: Allocation) -> list[Button]:
    proposal = Proposal.objects.filter(fundings__allocation=allocation).first()
    if proposal is None or not user.has_perm("calls.view_proposal"):
        return []
    title = Proposal._meta.verbose_name or ""
    return [{"title": title, "icon": "lightbulb", "address": address_of(proposal)}]
