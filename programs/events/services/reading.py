"""What is counted and asked of events."""

import datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
)
from django.db.models.functions import Coalesce

from persian.dates import today
from programs.events.models import Attendance, Booth, Event, Participant, Session
from programs.events.models.event import EventState


class HoursText(Func):
    """Hours as files have them, «2.5»: exports write whole numbers alone as numbers."""

    template = "trim_scale(%(expressions)s)::text"
    arity = 1
    output_field = TextField()


def registered() -> Subquery:
    """How many people are registered for an event of a query."""
    people = Participant.objects.filter(event=OuterRef("pk")).order_by().values("event")
    return Subquery(people.annotate(n=Count("pk")).values("n"), output_field=IntegerField())


def persons() -> Coalesce:
    """The number of persons of an event of a query: those registered, else what was reported."""
    return Coalesce(registered(), F("persons"), output_field=IntegerField())


def unmarked(day: datetime.date | None = None) -> Q:
    """Sessions that were to be held, of events with people, where nobody marked who was there."""
    marks = Attendance.objects.filter(session=OuterRef("pk"))
    people = Participant.objects.filter(event=OuterRef("event")).filter(
        Q(cohort=OuterRef("cohort"))
        | Q(event__sessions=OuterRef("pk"), event__sessions__cohort=None)
    )
    return Q(
        ~Exists(marks), Exists(people), held_on__lt=day or today(),
    ) & ~Q(state=EventState.CANCELLED) & ~Q(event__state=EventState.CANCELLED)  # fmt: skip


def over(day: datetime.date | None = None) -> Q:
    """Events that are still planned though their last day has passed."""
    past = Q(ends_on__lt=day or today()) | Q(ends_on=None, starts_on__lt=day or today())
    return past & Q(state=EventState.PLANNED)


def people_of(session: Session) -> QuerySet[Participant]:
    """Those who are expected at a session: its cohort's, or all of its event."""
    people = Participant.objects.filter(event=session.event_id)
    return people if session.cohort_id is None else people.filter(cohort=session.cohort_id)


def booths_of(event: Event) -> QuerySet[Any]:
    """The booths of an exhibition, each with its `sold` rials."""
    return (
        Booth.objects.filter(event=event)
        .select_related("ngo")
        .annotate(sold=Coalesce(Sum("sales__amount"), 0, output_field=BigIntegerField()))
        .order_by("-sold", "number", "pk")
    )
