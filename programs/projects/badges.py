"""Programs and agreements by colour, word and icon."""

from django.utils.safestring import SafeString

from programs.projects.models import Agreement
from programs.projects.services.agreements import STATES, state_of
from programs.projects.workflow import ProgramState
from screens.listing_cells import Tone, badge

_PROGRAMS: dict[str, tuple[Tone, str]] = {
    ProgramState.IDEA: ("neutral", "lightbulb"),
    ProgramState.DRAFTED: ("neutral", "edit_document"),
    ProgramState.SENT: ("warning", "outbox"),
    ProgramState.APPROVED: ("good", "check_circle"),
    ProgramState.RUNNING: ("good", "play_circle"),
    ProgramState.SUSPENDED: ("warning", "pause_circle"),
    ProgramState.CLOSED: ("past", "inventory_2"),
}
_AGREEMENTS: dict[str, tuple[Tone, str]] = {
    "coming": ("neutral", "event"),
    "in_force": ("good", "handshake"),
    "over": ("past", "event_busy"),
    "ended": ("past", "cancel"),
}


def program_badge(state: str) -> SafeString:
    tone, icon = _PROGRAMS[state]
    return badge(ProgramState(state).label, tone=tone, icon=icon)


def agreement_badge(agreement: Agreement) -> SafeString:
    state = state_of(agreement)
    tone, icon = _AGREEMENTS[state]
    return badge(STATES[state], tone=tone, icon=icon)
