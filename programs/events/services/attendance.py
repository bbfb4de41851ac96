"""Marking who is there: each mark once, whatever is sent twice, late or out of order."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from persian.dates import today
from programs.events.models import Session
from programs.events.models.event import EventState
from programs.events.models.people import Way
from programs.events.services.reading import people_of

MOST_MARKS = 2_000  # at once
# A telephone's clock that is ahead would let no later mark hold.
CLOCKS_APART = datetime.timedelta(minutes=5)


@dataclass(frozen=True)
class Mark:
    """One tick: who, whether they are there, when by the clock of who ticked, and how."""

    participant: int
    is_present: bool
    at: datetime.datetime
    way: Way = Way.LIST


def open_session(session: Session) -> None:
    """Raises Refusal where nobody can be marked at a session: cancelled, or still to come."""
    if EventState.CANCELLED in (session.state, session.event.state):
        raise Refusal("cancelled", _("This session is cancelled: nobody is marked."))
    if session.held_on > today():
        text = _("This session is still to come. Attendance is taken on its day.")
        raise Refusal("to_come", text)


@transaction.atomic
def mark(*, actor: User, session: Session, marks: Iterable[Mark]) -> dict[str, Any]:
    """Store marks; of two for one person the later one holds, so sending again changes nothing.

    Gives the counts of the session, and the ids that are no participants of it. Raises
    PermissionDenied without the permission, and Refusal where nobody can be marked.
    """
    require(actor, "events.take_attendance")
    open_session(session)
    now = timezone.now()
    listed = list(marks)[:MOST_MARKS]
    known = set(people_of(session).values_list("pk", flat=True))
    newest: dict[int, Mark] = {}
    for each in listed:
        before = newest.get(each.participant)
        if each.participant in known and (before is None or before.at <= each.at):
            newest[each.participant] = each
    rows = [newest[pk] for pk in sorted(newest)]  # in one order, so that two at once do not lock
    with connection.cursor() as cursor:
        for each in rows:
            cursor.execute(
                """
                INSERT INTO events_attendance
                    (session_id, participant_id, is_present, way, marked_at)
                VALUES (%s, %s, %s, %s, %s)
                ON CONFLICT (session_id, participant_id) DO UPDATE SET
                    is_present = excluded.is_present, way = excluded.way,
                    marked_at = excluded.marked_at
                WHERE events_attendance.marked_at < excluded.marked_at
                AND events_attendance.is_present <> excluded.is_present
                """,
                [
                    session.pk, each.participant, each.is_present, each.way.value,
                    min(each.at, now + CLOCKS_APART),
                ],
            )  # fmt: skip
    _is_held(session)
    strangers = sorted({each.participant for each in listed} - known)
    return {**counts(session), "strangers": strangers}


def _is_held(session: Session) -> None:
    """A planned session at which somebody was marked is held."""
    if session.state == EventState.PLANNED:
        session.state = EventState.HELD
        Session.objects.filter(pk=session.pk, state=EventState.PLANNED).update(
            state=EventState.HELD
        )


@transaction.atomic
def mark_all(*, actor: User, session: Session) -> dict[str, Any]:
    """«همه حاضرند»: those who are not marked yet are there."""
    marked = session.attendance.values("participant")
    rest = people_of(session).exclude(pk__in=marked).values_list("pk", flat=True)
    now = timezone.now()
    return mark(actor=actor, session=session, marks=[Mark(pk, True, now) for pk in rest])


def counts(session: Session) -> dict[str, int]:
    """How many are there, absent, and expected."""
    marks = list(session.attendance.values_list("is_present", flat=True))
    return {
        "present": sum(marks),
        "absent": len(marks) - sum(marks),
        "expected": people_of(session).count(),
    }
