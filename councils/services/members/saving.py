"""Setting up a body at a place, and changing what it is called."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from councils.kinds import kinds
from councils.models import Council
from councils.services.members.reading import may_change, name_by_place
from ngos.models.ngo import ActivityLevel


@transaction.atomic
def save_council(*, actor: User, council: Council) -> Council:
    """Store a body. Its level follows from its place, and a council's name unless one was given.

    Raises PermissionDenied without the permission or for another's body, Refusal for a kind that no
    room declares, a level that its kind does not have, or a body without a name, and IntegrityError
    where a constraint refuses: a place has one council.
    """
    if council._state.adding:
        require(actor, "councils.add_council")
        council.level = level_of(council)
        _check_kind(council)
        if council.body_kind.sits_by_place:
            council.name = council.name or name_by_place(council.province, council.county)
    elif not may_change(actor, council):
        raise PermissionDenied(_("Your role does not allow this."))
    if not council.name.strip():
        raise Refusal("no_name", _("Write what this body is called."), field="name")
    council.save()
    return council


def _check_kind(council: Council) -> None:
    if council.kind not in {kind.key for kind in kinds()}:
        raise Refusal("unknown_kind", _("Choose the kind from the list."), field="kind")
    if council.level not in council.body_kind.levels:
        levels = dict(ActivityLevel.choices)
        raise Refusal(
            "other_level",
            _("“%(kind)s” is set up at these levels: %(levels)s. Choose another place."),
            field="county",
            params={
                "kind": council.body_kind.label,
                "levels": "، ".join(str(levels[each]) for each in council.body_kind.levels),
            },
        )


def level_of(council: Council) -> ActivityLevel:
    """The level that a council's place gives it."""
    if council.county_id is not None:
        return ActivityLevel.COUNTY
    return ActivityLevel.NATIONAL if council.province_id is None else ActivityLevel.PROVINCIAL
