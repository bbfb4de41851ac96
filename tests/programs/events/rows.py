"""A row of every model of events, for trying addresses (`tests/rows.py`)."""

from typing import Any

from django.db import models

from persian.dates import today
from programs.events.models import (
    Attendance,
    Booth,
    Centre,
    Certificate,
    Cohort,
    Event,
    Participant,
    Sale,
    Session,
    VisitedPlace,
)

# What hangs on an event, by its addresses' word for it.
PARTS = {
    "event_cohorts": Cohort, "event_sessions": Session, "event_participants": Participant,
    "event_booths": Booth, "event_visited": VisitedPlace,
}  # fmt: skip


def of_event(ngo: Any) -> list[models.Model]:
    """A course that goes on today: a cohort, its session, a certified participant, a booth."""
    place = {"province": ngo.province, "county": ngo.county}
    day = today()
    course = Event.objects.create(
        **place, kind="course", title="دورهٔ آزمون", starts_on=day, state="held"
    )
    centre = Centre.objects.create(**place, name="مرکز آزمون")
    cohort = Cohort.objects.create(event=course, number=1)
    session = Session.objects.create(event=course, cohort=cohort, held_on=day, hours=2)
    participant = Participant.objects.create(
        event=course, province=ngo.province, cohort=cohort, full_name="مریم آزمونی", ngo=ngo,
        county=ngo.county, centre=centre,
    )  # fmt: skip
    Attendance.objects.create(session=session, participant=participant, is_present=True)
    certificate = Certificate.objects.create(
        participant=participant, province=ngo.province, number="1404/1", issued_on=day,
        issued_by_name="کارشناس",
    )  # fmt: skip
    booth = Booth.objects.create(event=course, ngo=ngo, goods="عسل")
    Sale.objects.create(booth=booth, sold_on=day, amount=1_000_000)
    visited = VisitedPlace.objects.create(event=course, ngo=ngo, findings="بازدید شد")
    return [course, centre, cohort, session, participant, certificate, booth, visited]
