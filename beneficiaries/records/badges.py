"""States of records by colour, word and icon."""

from django.utils.safestring import SafeString

from beneficiaries.records.models.words import RecordState
from screens.listing_cells import Tone, badge

_LOOKS: dict[str, tuple[Tone, str]] = {
    RecordState.ACTIVE: ("good", "favorite"),
    RecordState.GRADUATED: ("good", "school"),
    RecordState.MOVED: ("past", "move_item"),
    RecordState.CLOSED: ("past", "inventory_2"),
}


def state_badge(state: str) -> SafeString:
    tone, icon = _LOOKS.get(state, ("neutral", "help"))
    return badge(RecordState(state).label, tone=tone, icon=icon)
