"""What is reported of programs: events, and the money of a year."""

from django.utils.translation import gettext_lazy as _

from programs.events.models import Event
from programs.events.models.event import EventKind, EventState
from programs.events.services.reading import persons
from reports.growing import Group, Growing, Measure
from screens.yearly import OnDays

EVENTS = Growing(
    name="events",
    title=_("Events and trainings"),
    explained=_("Events that were held, by kind, with their persons, beside the year before."),
    model=Event,
    days=OnDays("starts_on", "starts"),
    grouped={"kind": (Group("kind", _("Kind"), "kind", "kind", choices=EventKind.choices),)},
    values={"state": [EventState.HELD]},
    measures=(Measure("persons", _("Persons"), total=persons),),
)

REPORTS = (EVENTS,)
