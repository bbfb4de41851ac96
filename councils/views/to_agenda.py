"""The way from the page of what a body decides on to the agenda of its next session."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from councils.models import Council
from councils.models.session import SessionState
from councils.services.members.reading import Act, acts_for


def to_agenda(user: User, body: Council) -> list[dict[str, Any]]:
    """The button, for whoever writes the body's agenda; planning a session where none is planned.

    The caller knows that the row waits for a decision of the body.
    """
    if not acts_for(user, body, Act.WRITE):
        return []
    planned = body.sessions.filter(state=SessionState.PLANNED).order_by("held_on").first()
    button: dict[str, Any]
    if planned is not None:
        button = {
            "title": _("To the agenda of the next session"),
            "icon": "playlist_add",
            "address": reverse("admin:councils_session_detail", args=[planned.pk]) + "#agenda",
        }
    else:
        button = {
            "title": _("Plan a session"),
            "icon": "event",
            "address": f"{reverse('admin:councils_session_add')}?body={body.pk}",
        }
    return [{**button, "is_main": True}]
