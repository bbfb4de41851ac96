"""Proposals as what action points come from."""

from programs.actions.sources import Place, Source
from programs.calls.models import Proposal

SOURCE = Source(
    "proposal", Proposal, "calls.view_proposal", lambda proposal: proposal.title,
    lambda proposal: Place(proposal.province, proposal.county, proposal.ngo_id),
)  # fmt: skip
