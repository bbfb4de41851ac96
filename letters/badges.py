"""Letters by colour, word and icon."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from letters.models.letter import Direction
from persian.dates import today
from screens.listing_cells import badge


def direction_badge(direction: str) -> SafeString:
    icon = "call_made" if direction == Direction.OUTGOING else "call_received"
    return badge(
        Direction(direction).label,
        tone="neutral" if direction == Direction.OUTGOING else "good",
        icon=icon,
    )


def reply_badge(letter: Any) -> SafeString:
    """Where the reply to a letter stands, which knows `is_replied`; "" where none is awaited."""
    if letter.is_replied:
        return badge(_("Replied"), tone="good", icon="task_alt")
    if letter.reply_due_on is None:
        return SafeString("")
    if letter.reply_due_on < today():
        return badge(_("Overdue"), tone="bad", icon="event_busy")
    return badge(_("Awaited"), tone="neutral", icon="hourglass_top")
