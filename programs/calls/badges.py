"""Calls and proposals by colour, word and icon."""

from django.utils.safestring import SafeString

from programs.calls.workflow import CallState, ProposalState
from screens.listing_cells import Tone, badge

_CALLS: dict[str, tuple[Tone, str]] = {
    CallState.DRAFT: ("neutral", "edit_document"),
    CallState.PUBLISHED: ("good", "campaign"),
    CallState.CLOSED: ("warning", "balance"),
    CallState.DECIDED: ("past", "inventory_2"),
    CallState.CANCELLED: ("past", "cancel"),
}
_PROPOSALS: dict[str, tuple[Tone, str]] = {
    ProposalState.DRAFT: ("neutral", "edit_document"),
    ProposalState.RECEIVED: ("warning", "inbox"),
    ProposalState.RETURNED: ("warning", "undo"),
    ProposalState.REVIEWED: ("neutral", "rate_review"),
    ProposalState.SUPPORTED: ("good", "volunteer_activism"),
    ProposalState.DECLINED: ("bad", "cancel"),
    ProposalState.REPORTED: ("warning", "summarize"),
    ProposalState.IMPLEMENTED: ("good", "task_alt"),
    ProposalState.WITHDRAWN: ("past", "undo"),
}


def call_badge(state: str) -> SafeString:
    tone, icon = _CALLS[state]
    return badge(CallState(state).label, tone=tone, icon=icon)


def proposal_badge(state: str) -> SafeString:
    tone, icon = _PROPOSALS[state]
    return badge(ProposalState(state).label, tone=tone, icon=icon)
