from programs.events.models.centre import Centre
from programs.events.models.certificate import Certificate
from programs.events.models.course import Cohort, Session
from programs.events.models.event import Event
from programs.events.models.exhibition import Booth, Sale
from programs.events.models.people import Attendance, Participant
from programs.events.models.visit import VisitedPlace

__all__ = [
    "Attendance",
    "Booth",
    "Centre",
    "Certificate",
    "Cohort",
    "Event",
    "Participant",
    "Sale",
    "Session",
    "VisitedPlace",
]
