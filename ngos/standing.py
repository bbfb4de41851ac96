"""The standing of a licence on a day: one rule, for rows in hand and for rows in the database.

What was done with a licence is stored; that its days run out, and
that its NGO may not work, is told from dates and from the NGO's status. A licence holds through the
day on which it expires. Of an NGO whose status nobody knows a register can say that its licence has
run out, and not that it holds.
"""

import datetime
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, IntegerField, Q, When
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.policies import Decisions, decisions_on
from ngos.models import NGO
from ngos.models.ngo import Status
from ngos.policies.register import LICENCE_ALERT_DAYS
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
GONE = (Status.REVOKED, Status.DISSOLVED)
_AT_REST = (*GONE, Status.SUSPENDED)

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
    """The standing of a licence, of which `state` is stored: one of the words of `Standing`.

    `alert_days` before its end it counts as expiring: the policy of
    its province, or None for who is not to be alerted."""
    if state == Standing.SUPERSEDED:
        return Standing.SUPERSEDED
    if state == Standing.REVOKED or ngo_status in GONE:
        return Standing.REVOKED
    if state == Standing.SUSPENDED or ngo_status == Status.SUSPENDED:
        return Standing.SUSPENDED
    if expires_on is None:
        return Standing.VALID
    days = dates.days_left(expires_on, today or dates.today())
    if days < 0:
        return Standing.EXPIRED
    return Standing.EXPIRING if alert_days is not None and days <= alert_days else Standing.VALID


def standing_of_ngo(ngo: NGO, *, alert_days: int, today: datetime.date | None = None) -> Standing:
    """The standing of the licence that the register shows for an NGO."""
    if ngo.licence_expires_on is None:
        return Standing.UNKNOWN
    standing = standing_on(
        state=Standing.VALID,
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
class Rows:
    """The conditions of one table's rows, and the name of the column with their end."""

    superseded: Q
    gone: Q
    suspended: Q
    lasting: Q  # with no end
    expires_on: str


_NGOS = Rows(
    superseded=Q(pk__in=()),
    gone=Q(status__in=GONE),
    suspended=Q(status=Status.SUSPENDED),
    lasting=Q(licence_expires_on=None),
    expires_on="licence_expires_on",
)


def ngo_licence_is(
    standing: Standing,
    today: datetime.date | None = None,
    *,
    alert_days: Decisions[int] | None = None,
) -> Q:
    """The NGOs of whose licence the register shows this standing; by the
    alert period of the province of each, asked of the database unless `alert_days` are given."""
    is_silent = Q(status=Status.UNKNOWN)
    if standing == Standing.UNKNOWN:
        has_time = Q(licence_expires_on__gte=today or dates.today())
        return _NGOS.lasting | (is_silent & has_time)
    if standing == Standing.SUPERSEDED:
        return _NGOS.superseded
    found = ~_NGOS.lasting & but_for_dates(_NGOS, standing)
    if standing not in (Standing.VALID, Standing.EXPIRING, Standing.EXPIRED):
        return found
    found &= by_dates(_NGOS.expires_on, standing, today, alert_days)
    return found if standing == Standing.EXPIRED else found & ~is_silent


def but_for_dates(rows: Rows, standing: Standing) -> Q:
    """What must be so besides the dates, for rows that may be of this standing."""
    if standing == Standing.REVOKED:
        return rows.gone
    if standing == Standing.SUSPENDED:
        return ~rows.gone & rows.suspended
    return ~rows.gone & ~rows.suspended


def by_dates(
    column: str,
    standing: Standing,
    today: datetime.date | None,
    alert_days: Decisions[int] | None,
) -> Q:
    """The rows whose end in `column` gives this standing: one that depends on dates."""
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


def alert_days_of_row() -> Case:
    """For queries of rows with a province: the alert period there, in days."""
    alert_days = decisions_on(LICENCE_ALERT_DAYS)
    return Case(
        *(When(province=province, then=days) for province, days in alert_days.provinces.items()),
        default=alert_days.country,
        output_field=IntegerField(),
    )
