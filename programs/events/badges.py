"""Events and sessions by colour, word and icon."""

from django.utils.safestring import SafeString

from programs.events.models.event import EventKind, EventState
from screens.listing_cells import Tone, badge

KIND_ICONS = {
    EventKind.CONFERENCE: "groups", EventKind.MEETING: "forum", EventKind.COURSE: "school",
    EventKind.EXHIBITION: "storefront", EventKind.VISIT: "tour",
}  # fmt: skip
_STATES: dict[EventState, tuple[Tone, str]] = {
    EventState.PLANNED: ("neutral", "event"),
    EventState.HELD: ("good", "event_available"),
    EventState.CANCELLED: ("past", "event_busy"),
}


def state_badge(state: str) -> SafeString:
    tone, icon = _STATES[EventState(state)]
    return badge(EventState(state).label, tone=tone, icon=icon)


def kind_badge(kind: str) -> SafeString:
    return badge(EventKind(kind).label, tone="neutral", icon=KIND_ICONS[EventKind(kind)])
