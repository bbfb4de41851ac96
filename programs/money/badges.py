"""Allocations and the entries of their books by colour, word and icon."""

from django.utils.safestring import SafeString

from programs.money.campaign_workflow import CampaignState
from programs.money.models import EntryKind, Result
from programs.money.workflow import AllocationState
from screens.listing_cells import Tone, badge

_STATES: dict[str, tuple[Tone, str]] = {
    AllocationState.ASKED: ("warning", "hourglass_top"),
    AllocationState.APPROVED: ("good", "check_circle"),
    AllocationState.REFUSED: ("bad", "cancel"),
    AllocationState.WITHDRAWN: ("past", "undo"),
    AllocationState.LISTED: ("neutral", "list_alt"),
    AllocationState.CLOSED: ("past", "task_alt"),
}
_KINDS: dict[str, tuple[Tone, str]] = {
    EntryKind.ALLOCATED: ("neutral", "savings"),
    EntryKind.TAKEN_BACK: ("warning", "undo"),
    EntryKind.PAID: ("neutral", "payments"),
    EntryKind.SPENT: ("warning", "receipt_long"),
    EntryKind.VERIFIED: ("good", "verified"),
}


def state_badge(state: str) -> SafeString:
    tone, icon = _STATES[state]
    return badge(AllocationState(state).label, tone=tone, icon=icon)


def kind_badge(kind: str) -> SafeString:
    tone, icon = _KINDS[kind]
    return badge(EntryKind(kind).label, tone=tone, icon=icon)


_CAMPAIGNS: dict[str, tuple[Tone, str]] = {
    CampaignState.DRAFT: ("neutral", "edit_note"),
    CampaignState.DRAWN: ("warning", "casino"),
    CampaignState.REPLYING: ("warning", "forum"),
    CampaignState.OFFICIAL: ("good", "verified"),
}
_RESULTS: dict[str, tuple[Tone, str]] = {
    Result.SOUND: ("good", "check_circle"),
    Result.FAULTY: ("bad", "error"),
}


def campaign_badge(state: str) -> SafeString:
    tone, icon = _CAMPAIGNS[state]
    return badge(CampaignState(state).label, tone=tone, icon=icon)


def result_badge(result: str) -> SafeString:
    tone, icon = _RESULTS[result]
    return badge(Result(result).label, tone=tone, icon=icon)
