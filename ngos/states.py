"""States of NGOs and of their licences: the words, the colours, and the rows they mean."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ngos.models.ngo import Status
from persian import dates
from screens.listing_cells import Tone, badge

# Days before its end from which a licence counts as expiring.
ALERT_DAYS = 60


class LicenceState(models.TextChoices):
    """What a licence is on a day. Every NGO is in exactly one of these."""

    VALID = "valid", _("Valid")
    EXPIRING = "expiring", _("Expiring")
    EXPIRED = "expired", _("Expired")
    UNKNOWN = "unknown", _("Date unknown")


_LICENCE_LOOKS: dict[LicenceState, tuple[Tone, str]] = {
    LicenceState.VALID: ("good", "check_circle"),
    LicenceState.EXPIRING: ("warning", "schedule"),
    LicenceState.EXPIRED: ("past", "event_busy"),
    LicenceState.UNKNOWN: ("neutral", "help"),
}
_STATUS_LOOKS: dict[Status, tuple[Tone, str]] = {
    Status.APPLICANT: ("neutral", "hourglass_top"),
    Status.ACTIVE: ("good", "task_alt"),
    Status.INACTIVE: ("past", "pause_circle"),
    Status.SUSPENDED: ("bad", "block"),
    Status.REVOKED: ("bad", "cancel"),
    Status.DISSOLVED: ("past", "do_not_disturb_on"),
}


def licence_state(
    expires_on: datetime.date | None, today: datetime.date | None = None
) -> LicenceState:
    """The state of a licence that ends on a day; it is valid through that day."""
    if expires_on is None:
        return LicenceState.UNKNOWN
    days = dates.days_left(expires_on, today or dates.today())
    if days < 0:
        return LicenceState.EXPIRED
    return LicenceState.EXPIRING if days <= ALERT_DAYS else LicenceState.VALID


def licence_is(state: LicenceState, today: datetime.date | None = None) -> Q:
    """The NGOs whose licence is in a state."""
    today = today or dates.today()
    alert = today + datetime.timedelta(days=ALERT_DAYS)
    return {
        LicenceState.VALID: Q(licence_expires_on__gt=alert),
        LicenceState.EXPIRING: Q(licence_expires_on__range=(today, alert)),
        LicenceState.EXPIRED: Q(licence_expires_on__lt=today),
        LicenceState.UNKNOWN: Q(licence_expires_on=None),
    }[state]


def licence_badge(state: LicenceState) -> SafeString:
    tone, icon = _LICENCE_LOOKS[state]
    return badge(state.label, tone=tone, icon=icon)


def status_badge(status: str) -> SafeString:
    tone, icon = _STATUS_LOOKS[Status(status)]
    return badge(Status(status).label, tone=tone, icon=icon)
