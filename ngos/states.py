"""States of NGOs and of their licences: the words, the colours, and the rows they mean."""

import datetime

from django.db import models
from django.db.models import Case, IntegerField, Q, When
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.policies import Decisions, decisions_on
from ngos.models.ngo import Status
from ngos.policies.licences import LICENCE_ALERT_DAYS
from persian import dates
from screens.listing_cells import Tone, badge


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
    expires_on: datetime.date | None, *, alert_days: int, today: datetime.date | None = None
) -> LicenceState:
    """The state of a licence that ends on a day; it is valid through that day.

    `alert_days` before its end it counts as expiring: the policy of the NGO's province.
    """
    if expires_on is None:
        return LicenceState.UNKNOWN
    days = dates.days_left(expires_on, today or dates.today())
    if days < 0:
        return LicenceState.EXPIRED
    return LicenceState.EXPIRING if days <= alert_days else LicenceState.VALID


def licence_is(
    state: LicenceState,
    today: datetime.date | None = None,
    *,
    alert_days: Decisions[int] | None = None,
) -> Q:
    """The NGOs whose licence is in a state, by the alert period of the province of each.

    `alert_days` are asked of the database unless they are given.
    """
    today = today or dates.today()
    if state == LicenceState.UNKNOWN:
        return Q(licence_expires_on=None)
    if state == LicenceState.EXPIRED:
        return Q(licence_expires_on__lt=today)
    alert_days = alert_days or decisions_on(LICENCE_ALERT_DAYS)

    def within(days: int) -> Q:
        alert = today + datetime.timedelta(days=days)
        if state == LicenceState.EXPIRING:
            return Q(licence_expires_on__range=(today, alert))
        return Q(licence_expires_on__gt=alert)

    found = within(alert_days.country)
    if alert_days.provinces:
        found &= ~Q(province__in=alert_days.provinces)
    for province, days in alert_days.provinces.items():
        found |= Q(province=province) & within(days)
    return found


def alert_days_of_row() -> Case:
    """For queries of NGOs: the alert period of each one's province, in days."""
    alert_days = decisions_on(LICENCE_ALERT_DAYS)
    return Case(
        *(When(province=province, then=days) for province, days in alert_days.provinces.items()),
        default=alert_days.country,
        output_field=IntegerField(),
    )


def licence_badge(state: LicenceState) -> SafeString:
    tone, icon = _LICENCE_LOOKS[state]
    return badge(state.label, tone=tone, icon=icon)


def status_badge(status: str) -> SafeString:
    tone, icon = _STATUS_LOOKS[Status(status)]
    return badge(Status(status).label, tone=tone, icon=icon)
