"""Setting up the council of a place, and changing what it is called."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import require
from councils.models import Council
from councils.services.members.reading import may_change, name_by_place
from ngos.models.ngo import ActivityLevel


@transaction.atomic
def save_council(*, actor: User, council: Council) -> Council:
    """Store a council. Its level follows from its place, and its name too unless one was given.

    Raises PermissionDenied without the permission or for another's council, IntegrityError where a
    constraint refuses: a place has one council.
    """
    if council._state.adding:
        require(actor, "councils.add_council")
        council.level = level_of(council)
        council.name = council.name or name_by_place(council.province, council.county)
    elif not may_change(actor, council):
        raise PermissionDenied(_("Your role does not allow this."))
    council.save()
    return council


def level_of(council: Council) -> ActivityLevel:
    """The level that a council's place gives it."""
    if council.county_id is not None:
        return ActivityLevel.COUNTY
    return ActivityLevel.NATIONAL if council.province_id is None else ActivityLevel.PROVINCIAL
