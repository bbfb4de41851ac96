"""The standing of a licence on a day: one rule, for rows in hand and for rows in the database.

What was done with a licence is stored (`models.licence.LicenceState`); that its days run out, and
that its NGO may not work, is told from dates and from the NGO's status. A licence holds through the
day on which it expires. Of an NGO whose status nobody knows a register can say that its licence has
run out, and not that it holds.
"""

import datetime
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, CharField, IntegerField, Q, Value, When
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.policies import Decisions, decisions_on
from ngos.models import NGO, Licence
from ngos.models.licence import LicenceState
from ngos.models.ngo import Status
from ngos.policies.licences import LICENCE_ALERT_DAYS
from persian import dates
from screens.listing_cells import Tone, badge


class Standing(models.TextChoices):
    """What a licence is on a day. Every licence, and every NGO, is in exactly one of these."""

    VALID = "valid", _("Valid")
    EXPIRING = "expiring", _("Expiring")
    EXPIRED = "expired", _("Expired")
    SUSPENDED = "suspended", _("Suspended")
    REVOKED = "revoked", _("Revoked")
    SUPERSEDED = "superseded", _("Superseded")
    UNKNOWN = "unknown", _("Unknown")


# A licence without an expiry lasts; of an NGO without one, or without a status, nobody knows.
OF_LICENCES = tuple(each for each in Standing if each != Standing.UNKNOWN)
OF_NGOS = tuple(each for each in Standing if each != Standing.SUPERSEDED)
# The statuses of an NGO under which none of its licences holds.
_GONE = (Status.REVOKED, Status.DISSOLVED)
_AT_REST = (*_GONE, Status.SUSPENDED)

LOOKS: dict[Standing, tuple[Tone, str]] = {
    Standing.VALID: ("good", "check_circle"),
    Standing.EXPIRING: ("warning", "schedule"),
    Standing.EXPIRED: ("past", "event_busy"),
    Standing.SUSPENDED: ("bad", "block"),
    Standing.REVOKED: ("bad", "cancel"),
    Standing.SUPERSEDED: ("past", "history"),
    Standing.UNKNOWN: ("neutral", "help"),
}


def standing_badge(standing: Standing) -> SafeString:
    tone, icon = LOOKS[standing]
    return badge(standing.label, tone=tone, icon=icon)


# -- of rows in hand -----------------------------------------------------------------------------


def standing_on(
    *,
    state: str,
    ngo_status: str,
    expires_on: datetime.date | None,
    alert_days: int | None,
    today: datetime.date | None = None,
) -> Standing:
    """The standing of a licence. `alert_days` before its end it counts as expiring: the policy of
    its province, or None for who is not to be alerted."""
    if state == LicenceState.SUPERSEDED:
        return Standing.SUPERSEDED
    if state == LicenceState.REVOKED or ngo_status in _GONE:
        return Standing.REVOKED
    if state == LicenceState.SUSPENDED or ngo_status == Status.SUSPENDED:
        return Standing.SUSPENDED
    if expires_on is None:
        return Standing.VALID
    days = dates.days_left(expires_on, today or dates.today())
    if days < 0:
        return Standing.EXPIRED
    return Standing.EXPIRING if alert_days is not None and days <= alert_days else Standing.VALID


def standing_of(
    licence: Licence, *, alert_days: int, today: datetime.date | None = None
) -> Standing:
    """The standing of a licence whose NGO is loaded."""
    return standing_on(
        state=licence.state,
        ngo_status=licence.ngo.status,
        expires_on=licence.expires_on,
        alert_days=alert_days,
        today=today,
    )


def standing_of_ngo(ngo: NGO, *, alert_days: int, today: datetime.date | None = None) -> Standing:
    """The standing of the licence that the register shows for an NGO."""
    if ngo.licence_expires_on is None:
        return Standing.UNKNOWN
    standing = standing_on(
        state=LicenceState.VALID,
        ngo_status=ngo.status,
        expires_on=ngo.licence_expires_on,
        alert_days=alert_days,
        today=today,
    )
    if ngo.status == Status.UNKNOWN and standing != Standing.EXPIRED:
        return Standing.UNKNOWN
    return standing


# -- of rows in the database ---------------------------------------------------------------------


@dataclass(frozen=True)
class _Rows:
    """The conditions of one table's rows, and the name of the column with their end."""

    superseded: Q
    gone: Q
    suspended: Q
    lasting: Q  # with no end
    expires_on: str


_LICENCES = _Rows(
    superseded=Q(state=LicenceState.SUPERSEDED),
    gone=Q(state=LicenceState.REVOKED) | Q(ngo__status__in=_GONE),
    suspended=Q(state=LicenceState.SUSPENDED) | Q(ngo__status=Status.SUSPENDED),
    lasting=Q(expires_on=None),
    expires_on="expires_on",
)
_NGOS = _Rows(
    superseded=Q(pk__in=()),
    gone=Q(status__in=_GONE),
    suspended=Q(status=Status.SUSPENDED),
    lasting=Q(licence_expires_on=None),
    expires_on="licence_expires_on",
)


def licence_is(
    standing: Standing,
    today: datetime.date | None = None,
    *,
    alert_days: Decisions[int] | None = None,
) -> Q:
    """The licences of a standing, by the alert period of the province of each.

    `alert_days` are asked of the database unless they are given.
    """
    if standing == Standing.UNKNOWN:
        return Q(pk__in=())
    if standing == Standing.SUPERSEDED:
        return _LICENCES.superseded
    found = ~_LICENCES.superseded & _but_for_dates(_LICENCES, standing)
    if standing not in (Standing.VALID, Standing.EXPIRING, Standing.EXPIRED):
        return found
    days = _by_dates(_LICENCES.expires_on, standing, today, alert_days)
    return found & (days | _LICENCES.lasting if standing == Standing.VALID else days)


def ngo_licence_is(
    standing: Standing,
    today: datetime.date | None = None,
    *,
    alert_days: Decisions[int] | None = None,
) -> Q:
    """The NGOs of whose licence the register shows this standing; likewise."""
    is_silent = Q(status=Status.UNKNOWN)
    if standing == Standing.UNKNOWN:
        has_time = Q(licence_expires_on__gte=today or dates.today())
        return _NGOS.lasting | (is_silent & has_time)
    if standing == Standing.SUPERSEDED:
        return _NGOS.superseded
    found = ~_NGOS.lasting & _but_for_dates(_NGOS, standing)
    if standing not in (Standing.VALID, Standing.EXPIRING, Standing.EXPIRED):
        return found
    found &= _by_dates(_NGOS.expires_on, standing, today, alert_days)
    return found if standing == Standing.EXPIRED else found & ~is_silent


def _but_for_dates(rows: _Rows, standing: Standing) -> Q:
    if standing == Standing.REVOKED:
        return rows.gone
    if standing == Standing.SUSPENDED:
        return ~rows.gone & rows.suspended
    return ~rows.gone & ~rows.suspended


def _by_dates(
    column: str,
    standing: Standing,
    today: datetime.date | None,
    alert_days: Decisions[int] | None,
) -> Q:
    today = today or dates.today()
    if standing == Standing.EXPIRED:
        return Q(**{f"{column}__lt": today})
    alert_days = alert_days or decisions_on(LICENCE_ALERT_DAYS)

    def within(days: int) -> Q:
        alert = today + datetime.timedelta(days=days)
        if standing == Standing.EXPIRING:
            return Q(**{f"{column}__range": (today, alert)})
        return Q(**{f"{column}__gt": alert})

    found = within(alert_days.country)
    if alert_days.provinces:
        found &= ~Q(province__in=alert_days.provinces)
    for province, days in alert_days.provinces.items():
        found |= Q(province=province) & within(days)
    return found


def standing_but_for_alerts() -> Case:
    """For queries of licences: the standing of each today; one that expires soon is valid."""
    found = (Standing.SUPERSEDED, Standing.REVOKED, Standing.SUSPENDED, Standing.EXPIRED)
    return Case(
        *(When(licence_is(standing), then=Value(standing.value)) for standing in found),
        default=Value(Standing.VALID.value),
        output_field=CharField(choices=Standing.choices),
    )


def alert_days_of_row() -> Case:
    """For queries of rows with a province: the alert period there, in days."""
    alert_days = decisions_on(LICENCE_ALERT_DAYS)
    return Case(
        *(When(province=province, then=days) for province, days in alert_days.provinces.items()),
        default=alert_days.country,
        output_field=IntegerField(),
    )
