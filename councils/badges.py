"""States of sessions, decisions and resolutions: their words, colours and icons."""

import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from councils.models.session import Decision, FollowUp, SessionState
from persian.dates import today
from screens.listing_cells import Tone, badge

_SESSIONS: dict[SessionState, tuple[Tone, str]] = {
    SessionState.PLANNED: ("neutral", "event"),
    SessionState.SIGNED: ("good", "verified"),
    SessionState.CANCELLED: ("past", "event_busy"),
}
_DECISIONS: dict[Decision, tuple[Tone, str]] = {
    Decision.APPROVE_INITIALLY: ("good", "thumb_up"),
    Decision.APPROVE: ("good", "check_circle"),
    Decision.APPROVE_CONDITIONALLY: ("warning", "rule"),
    Decision.REJECT: ("bad", "cancel"),
    Decision.REFER: ("neutral", "forward"),
    Decision.POSTPONE: ("past", "schedule"),
    Decision.ADOPT: ("good", "check_circle"),
    Decision.DECLINE: ("bad", "cancel"),
}
_FOLLOW_UPS: dict[FollowUp, tuple[Tone, str]] = {
    FollowUp.NONE: ("past", "remove"),
    FollowUp.OPEN: ("neutral", "pending_actions"),
    FollowUp.DONE: ("good", "task_alt"),
    FollowUp.DROPPED: ("past", "do_not_disturb_on"),
}


def session_badge(state: str) -> SafeString:
    tone, icon = _SESSIONS[SessionState(state)]
    return badge(SessionState(state).label, tone=tone, icon=icon)


def decision_badge(decision: str) -> SafeString:
    """What was decided; undecided for nothing."""
    if not decision:
        return badge(_("Undecided"), tone="neutral", icon="help")
    tone, icon = _DECISIONS[Decision(decision)]
    return badge(Decision(decision).label, tone=tone, icon=icon)


def follow_up_badge(state: str, due_on: datetime.date | None) -> SafeString:
    """Where a resolution stands; one that is open after its day is overdue."""
    if state == FollowUp.OPEN and due_on is not None and due_on < today():
        return badge(_("Overdue"), tone="bad", icon="alarm")
    tone, icon = _FOLLOW_UPS[FollowUp(state)]
    return badge(FollowUp(state).label, tone=tone, icon=icon)
