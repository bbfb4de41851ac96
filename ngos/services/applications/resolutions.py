"""What councils decided on an application."""

from django.db.models import QuerySet

from ngos.models import AgendaItem, Application
from ngos.models.session import SessionState


def items_about(application: Application) -> QuerySet[AgendaItem]:
    """The items of all agendas on which an application stands or stood."""
    return AgendaItem.objects.filter(of_applicationonagenda__application=application)


def resolutions_on(application: Application) -> QuerySet[AgendaItem]:
    """Those of them whose session is signed."""
    return items_about(application).filter(session__state=SessionState.SIGNED)
