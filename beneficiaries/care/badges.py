"""States of goals, referrals and complaints by colour, word and icon."""

from typing import Any

from django.utils.safestring import SafeString

from screens.listing_cells import Tone, badge

_LOOKS: dict[str, tuple[Tone, str]] = {
    "open": ("neutral", "flag"),
    "reached": ("good", "check_circle"),
    "dropped": ("past", "block"),
    "sent": ("warning", "hourglass_top"),
    "accepted": ("good", "handshake"),
    "declined": ("past", "block"),
    "reported": ("good", "task_alt"),
    "ended": ("past", "undo"),
    "received": ("warning", "hourglass_top"),
    "answered": ("good", "check_circle"),
    "appealed": ("warning", "gavel"),
    "decided": ("good", "task_alt"),
}


def state_badge(row: Any) -> SafeString:
    tone, icon = _LOOKS[row.state]
    return badge(row.get_state_display(), tone=tone, icon=icon)
