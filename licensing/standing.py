"""The standing of the licences that are recorded, by the rules of `ngos.standing`."""

import datetime

from django.db.models import Case, CharField, Q, Value, When

from accounts.policies import Decisions
from licensing.models import Licence
from ngos.models.ngo import Status
from ngos.standing import GONE, Rows, Standing, but_for_dates, by_dates, standing_on


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


_LICENCES = Rows(
    superseded=Q(state=Standing.SUPERSEDED),
    gone=Q(state=Standing.REVOKED) | Q(ngo__status__in=GONE),
    suspended=Q(state=Standing.SUSPENDED) | Q(ngo__status=Status.SUSPENDED),
    lasting=Q(expires_on=None),
    expires_on="expires_on",
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
    found = ~_LICENCES.superseded & but_for_dates(_LICENCES, standing)
    if standing not in (Standing.VALID, Standing.EXPIRING, Standing.EXPIRED):
        return found
    days = by_dates(_LICENCES.expires_on, standing, today, alert_days)
    return found & (days | _LICENCES.lasting if standing == Standing.VALID else days)


def standing_but_for_alerts() -> Case:
    """For queries of licences: the standing of each today; one that expires soon is valid."""
    found = (Standing.SUPERSEDED, Standing.REVOKED, Standing.SUSPENDED, Standing.EXPIRED)
    return Case(
        *(When(licence_is(standing), then=Value(standing.value)) for standing in found),
        default=Value(Standing.VALID.value),
        output_field=CharField(choices=Standing.choices),
    )
