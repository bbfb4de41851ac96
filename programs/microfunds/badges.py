"""Funds, loans and groups by colour, word and icon."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from programs.microfunds.models.fund import FundState
from programs.microfunds.workflow import LoanState
from screens.listing_cells import Tone, badge

_FUNDS: dict[str, tuple[Tone, str]] = {
    FundState.ACTIVE: ("good", "check_circle"),
    FundState.PAUSED: ("warning", "pause_circle"),
    FundState.CLOSED: ("past", "inventory_2"),
}
_LOANS: dict[str, tuple[Tone, str]] = {
    LoanState.REQUESTED: ("neutral", "schedule"),
    LoanState.APPROVED: ("warning", "pending_actions"),
    LoanState.PAID: ("good", "payments"),
    LoanState.REPAYING: ("good", "autorenew"),
    LoanState.OVERDUE: ("bad", "event_busy"),
    LoanState.SETTLED: ("past", "task_alt"),
    LoanState.REFUSED: ("past", "cancel"),
    LoanState.WITHDRAWN: ("past", "undo"),
}


def fund_badge(state: str) -> SafeString:
    tone, icon = _FUNDS[state]
    return badge(FundState(state).label, tone=tone, icon=icon)


def loan_badge(state: str) -> SafeString:
    tone, icon = _LOANS[state]
    return badge(LoanState(state).label, tone=tone, icon=icon)


def group_badge(is_active: bool) -> SafeString:
    if is_active:
        return badge(_("At work"), tone="good", icon="check_circle")
    return badge(_("Not at work"), tone="past", icon="pause_circle")
