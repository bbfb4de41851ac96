"""Storing events and their parts, and cancelling them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from persian.dates import today
from programs.events.models import Event, Session
from programs.events.models.event import EventState


@transaction.atomic
def save_event(*, actor: User, event: Event) -> Event:
    """Store a cleaned event. Raises PermissionDenied without the permission, and Refusal where it
    is said to have been held on a day to come."""
    require(actor, "events.add_event" if event._state.adding else "events.change_event")
    if event.state == EventState.HELD and event.starts_on > today():
        text = _("It begins on a day to come: it is planned, not held.")
        raise Refusal("future", text, field="state")
    event.save()
    return event


@transaction.atomic
def save_part(*, actor: User, part: Any, permission: str) -> Any:
    """Store a cleaned part of an event: a cohort, a session, a participant, …"""
    require(actor, permission)
    part.save()
    return part


@transaction.atomic
def cancel_session(*, actor: User, session: Session) -> Session:
    """Cancel a session to which nobody came. Raises Refusal where somebody is marked there."""
    require(actor, "events.change_session")
    locked = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if locked.attendance.exists():
        text = _("People are marked at this session; it was held and cannot be cancelled.")
        raise Refusal("attended", text)
    locked.state = EventState.CANCELLED
    locked.save(update_fields=["state"])
    return locked
