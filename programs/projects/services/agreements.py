"""Agreements: storing them, and which of them end soon."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from accounts.refusals import require
from persian.dates import today
from programs.projects.models import Agreement
from programs.projects.parts import AGREEMENT_PARTS
from programs.projects.policies import AGREEMENT_ALERT_DAYS
from screens.history import Track
from screens.record_parts import tracks as tracks_of_parts

ADD, CHANGE = "projects.add_agreement", "projects.change_agreement"


def tracks(pk: int) -> list[Track]:
    return [Track(Agreement, Q(pgh_obj_id=pk)), *tracks_of_parts(AGREEMENT_PARTS, pk)]


@transaction.atomic
def save_agreement(*, actor: User, agreement: Agreement) -> Agreement:
    """Store an agreement. Raises PermissionDenied without the permission."""
    require(actor, ADD if agreement._state.adding else CHANGE)
    agreement.save()
    return agreement


def in_force(day: datetime.date | None = None) -> Q:
    day = day or today()
    return Q(starts_on__lte=day, ends_on__gte=day, ended_on=None)


def expiring(province_id: int | None, day: datetime.date | None = None) -> Q:
    """Those in force whose last day comes within the days of the policy."""
    day = day or today()
    last = day + datetime.timedelta(value_of(AGREEMENT_ALERT_DAYS, province_id))
    return in_force(day) & Q(ends_on__lte=last)


STATES = {
    "coming": _("Not yet in force"),
    "in_force": _("In force"),
    "over": _("Over"),
    "ended": _("Ended earlier"),
}


def state_of(agreement: Agreement, day: datetime.date | None = None) -> str:
    """Where an agreement stands on a day: a key of `STATES`."""
    day = day or today()
    if agreement.ended_on is not None:
        return "ended"
    if day < agreement.starts_on:
        return "coming"
    return "over" if day > agreement.ends_on else "in_force"
