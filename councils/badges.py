"""States of sessions, decisions and resolutions: their words, colours and icons."""

import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from councils.decisions import word_of
from councils.models.session import FollowUp, SessionState
from persian.dates import today
from screens.listing_cells import Tone, badge

_SESSIONS: dict[SessionState, tuple[Tone, str]] = {
    SessionState.PLANNED: ("neutral", "event"),
    SessionState.SIGNED: ("good", "verified"),
    SessionState.CANCELLED: ("past", "event_busy"),
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
    word = word_of(decision)
    if word is None:  # of a room that is gone
        return badge(decision, tone="neutral", icon="help")
    return badge(word.label, tone=word.tone, icon=word.icon)


def follow_up_badge(state: str, due_on: datetime.date | None) -> SafeString:
    """Where a resolution stands; one that is open after its day is overdue."""
    if state == FollowUp.OPEN and due_on is not None and due_on < today():
        return badge(_("Overdue"), tone="bad", icon="alarm")
    tone, icon = _FOLLOW_UPS[FollowUp(state)]
    return badge(FollowUp(state).label, tone=tone, icon=icon)
