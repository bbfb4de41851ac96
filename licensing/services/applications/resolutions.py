"""What councils decided on an application."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from councils.models import AgendaItem
from councils.models.session import SessionState

if TYPE_CHECKING:
    from licensing.models import Application


def items_about(application: "Application") -> QuerySet[AgendaItem]:
    """The items of all agendas on which an application stands or stood."""
    return AgendaItem.objects.filter(of_applicationonagenda__application=application)


def resolutions_on(application: "Application") -> QuerySet[AgendaItem]:
    """Those of them whose session is signed."""
    return items_about(application).filter(session__state=SessionState.SIGNED)
