from councils.models.council import Council, CouncilMember
from councils.models.session import AgendaItem, Attendance, OnAgenda, Session

__all__ = [
    "AgendaItem",
    "Attendance",
    "Council",
    "CouncilMember",
    "OnAgenda",
    "Session",
]
