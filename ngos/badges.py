"""Statuses of NGOs: the words and the colours."""

from django.utils.safestring import SafeString

from ngos.models.ngo import Status
from screens.listing_cells import Tone, badge

_LOOKS: dict[Status, tuple[Tone, str]] = {
    Status.UNKNOWN: ("neutral", "help"),
    Status.APPLICANT: ("neutral", "hourglass_top"),
    Status.ACTIVE: ("good", "task_alt"),
    Status.INACTIVE: ("past", "pause_circle"),
    Status.SUSPENDED: ("bad", "block"),
    Status.REVOKED: ("bad", "cancel"),
    Status.DISSOLVED: ("past", "do_not_disturb_on"),
}


def status_badge(status: str) -> SafeString:
    tone, icon = _LOOKS[Status(status)]
    return badge(Status(status).label, tone=tone, icon=icon)
