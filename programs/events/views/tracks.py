"""The history of an event with all that hangs on it."""

from django.db.models import Q

from programs.events.models import Booth, Cohort, Event, Participant, Session, VisitedPlace
from screens.history import Track


def tracks_of(event: Event) -> list[Track]:
    of = Q(event_id=event.pk)
    return [
        Track(Event, Q(pgh_obj_id=event.pk)),
        Track(Cohort, of, hidden={"event"}, title=lambda row: row["number"]),
        Track(Session, of, hidden={"event"}, title=lambda row: row["held_on"]),
        Track(
            Participant, of, hidden={"event", "code", "person", "province", "county"},
            masked={"national_id", "mobile"},
            title=lambda row: row["full_name"],
        ),
        Track(Booth, of, hidden={"event"}, title=lambda row: row["holder"]),
        Track(VisitedPlace, of, hidden={"event"}, title=lambda row: row["name"]),
    ]  # fmt: skip
