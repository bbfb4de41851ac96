"""Profiles of neighbourhoods: storing them, how complete they are, which are overdue."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import BooleanField, Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from accounts.refusals import require
from persian.dates import add_jalali_months, today
from programs.neighbourhoods.models import Facility, ItemKind, Neighbourhood, ProfileItem
from programs.neighbourhoods.policies import PROFILE_MONTHS

ADD = "neighbourhoods.add_neighbourhood"
CHANGE = "neighbourhoods.change_neighbourhood"
WHOLE = 100  # percent


@dataclass(frozen=True)
class Aspect:
    """One thing that a complete profile has, and the neighbourhoods that have it."""

    label: Promise
    holds: Q | Exists


def _has(kind: str) -> Exists:
    return Exists(ProfileItem.objects.filter(neighbourhood=OuterRef("pk"), kind=kind))


def aspects() -> tuple[Aspect, ...]:
    """What a complete profile has: each counts the same."""
    return (
        Aspect(_("Boundaries"), ~Q(boundaries="")),
        Aspect(_("Population"), Q(population__isnull=False)),
        Aspect(_("Facilitator"), ~Q(facilitator="")),
        Aspect(_("Capacities"), _has(ItemKind.CAPACITY)),
        Aspect(_("Assets"), _has(ItemKind.ASSET)),
        Aspect(_("Needs"), _has(ItemKind.NEED)),
    )


def completeness() -> Combinable:
    """For queries: how complete a profile is, in whole percent."""
    found: Combinable = Value(0)
    for aspect in aspects():
        found += Case(When(aspect.holds, then=1), default=0, output_field=IntegerField())
    return found * Value(WHOLE) / Value(len(aspects()))


def missing(neighbourhood: Neighbourhood) -> list[Promise]:
    """What the profile lacks. One query."""
    flags = {
        f"has_{number}": Case(
            When(aspect.holds, then=True), default=False, output_field=BooleanField()
        )
        for number, aspect in enumerate(aspects())
    }
    row: Any = Neighbourhood.objects.filter(pk=neighbourhood.pk).values(**flags).get()
    return [each.label for number, each in enumerate(aspects()) if not row[f"has_{number}"]]


def overdue(day: datetime.date | None = None) -> Q:
    """The profiles that are not completed, and were due before the day."""
    return Q(completed_on=None, due_on__lt=day or today())


def late_completed() -> Q:
    return Q(completed_on__gt=F("due_on"))


@transaction.atomic
def save_neighbourhood(*, actor: User, neighbourhood: Neighbourhood) -> Neighbourhood:
    """Store a neighbourhood; its profile is due after the months of the policy unless one said.

    Raises PermissionDenied without the permission.
    """
    require(actor, ADD if neighbourhood._state.adding else CHANGE)
    neighbourhood.province_id = neighbourhood.county.province_id
    neighbourhood.save()
    return neighbourhood


def due_after(opened_on: datetime.date, province_id: int | None) -> datetime.date:
    return add_jalali_months(opened_on, value_of(PROFILE_MONTHS, province_id))


@transaction.atomic
def save_facility(*, actor: User, facility: Facility) -> Facility:
    """Store a facility. Raises PermissionDenied without the permission."""
    adding = facility._state.adding
    require(actor, f"neighbourhoods.{'add' if adding else 'change'}_facility")
    facility.province_id = facility.county.province_id
    facility.save()
    return facility
