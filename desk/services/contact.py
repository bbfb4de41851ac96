"""What an NGO's officers put right by themselves: by what one reaches the NGO."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from accounts.refusals import require
from ngos.models import NGO
from ngos.models.ngo import CONTACT
from screens.history import Track
from screens.seen import Stamp, version_of
from screens.steps import lock

STAMP = Stamp(of=version_of, tracks=lambda ngo: [Track(NGO, Q(pgh_obj_id=ngo.pk))])


@transaction.atomic
def save_contact(*, actor: User, ngo: NGO, seen: str, values: Mapping[str, Any]) -> NGO:
    """Store the contact data that officers typed, at once.

    Raises PermissionDenied without the permission, Overtaken where the record has changed since the
    form was shown, IntegrityError where a constraint refuses.
    """
    require(actor, "desk.use_desk")
    stored = lock(ngo, seen=seen, stamp=STAMP)
    for name in CONTACT:
        setattr(stored, name, values[name])
    stored.save(update_fields=[*CONTACT, "updated_at"])
    return stored
