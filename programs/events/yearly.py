"""What is reported of events in a year: how many were held, and how many persons courses had."""

from django.utils.translation import gettext_lazy as _

from programs.events.models import Event
from programs.events.models.event import EventKind, EventState
from programs.events.services.reading import persons
from screens.yearly import Line, OnDays

_BEGUN = OnDays("starts_on", "starts")
_HELD = [EventState.HELD]

FIGURES = (
    Line(
        _("Conferences, meetings and courses"), Event, _BEGUN,
        {
            "kind": [EventKind.CONFERENCE, EventKind.MEETING, EventKind.COURSE],
            "state": _HELD,
        },
    ),
    # Those who are registered; of a course that is known by a report alone, those it tells of.
    Line(
        _("Persons trained in courses"), Event, _BEGUN,
        {"kind": [EventKind.COURSE], "state": _HELD}, total=persons,
    ),
)  # fmt: skip
