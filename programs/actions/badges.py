"""Action points by colour, word and icon."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from persian.dates import today
from programs.actions.models import ActionPoint
from programs.actions.workflow import ActionState
from screens.listing_cells import Tone, badge

_STATES: dict[str, tuple[Tone, str]] = {
    ActionState.OPEN: ("neutral", "pending_actions"),
    ActionState.DONE: ("warning", "task"),
    ActionState.VERIFIED: ("good", "task_alt"),
    ActionState.DROPPED: ("past", "do_not_disturb_on"),
}


def action_badge(point: ActionPoint) -> SafeString:
    if point.state == ActionState.OPEN and point.due_on < today():
        return badge(_("Overdue"), tone="bad", icon="event_busy")
    tone, icon = _STATES[point.state]
    return badge(ActionState(point.state).label, tone=tone, icon=icon)
