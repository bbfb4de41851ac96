"""What becomes of resolutions: whose they are, until when, and what was done."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from accounts.roles import Role
from councils.models import AgendaItem
from councils.models.session import FollowUp, SessionState
from councils.services.members.reading import Act, acts_for
from screens.history import Track
from screens.seen import Stamp

STAMP = Stamp(
    of=lambda item: str(item.follow_up),
    tracks=lambda item: [Track(AgendaItem, Q(pgh_obj_id=item.pk))],
)


def may_follow_up(actor: User, item: AgendaItem) -> bool:
    """Whether this person writes what became of a resolution: a secretary of the own body's."""
    if item.session.state != SessionState.SIGNED or not actor.has_perm(
        "councils.follow_up_resolution"
    ):
        return False
    if actor.role != Role.COUNCIL_SECRETARY:
        return True
    return acts_for(actor, item.session.council, Act.WRITE)


@transaction.atomic
def follow_up(
    *,
    actor: User,
    item: AgendaItem,
    state: str,
    seen: str,
    notes: str = "",
    owner: str = "",
    due_on: datetime.date | None = None,
) -> AgendaItem:
    """Write what became of a resolution. `seen` is the state that the actor had before their eyes.

    Raises PermissionDenied without the permission, Refusal for a session that is not signed, where
    another was faster, or where the owner or what was done is missing.
    """
    require(actor, "councils.follow_up_resolution")
    item = (
        AgendaItem.objects.select_for_update(of=("self",))
        .select_related("session__council")
        .get(pk=item.pk)
    )
    if item.session.state != SessionState.SIGNED:
        raise Refusal(
            "not_signed", _("What becomes of a resolution is written after its session is signed.")
        )
    if not may_follow_up(actor, item):
        raise PermissionDenied(_("Your role does not allow this."))
    STAMP.check(item, seen)
    owner, notes = owner.strip(), notes.strip()
    if state == FollowUp.OPEN and not owner:
        raise Refusal("owner_missing", _("Name who sees to it."), field="owner")
    if state in (FollowUp.DONE, FollowUp.DROPPED) and not notes:
        raise Refusal(
            "notes_missing", _("Write what was done, or why it was dropped."), field="notes"
        )
    item.follow_up, item.follow_up_notes, item.owner, item.due_on = state, notes, owner, due_on
    item.save(update_fields=["follow_up", "follow_up_notes", "owner", "due_on"])
    return item
