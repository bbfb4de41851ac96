"""An event and its sessions as a calendar file (iCalendar, RFC 5545).

Written by hand: it is forty lines of text, and a package of its own would come with three others.
Times are those of Tehran, which has had one offset all year since 1402; earlier ones are written in
UTC by the rules of their own day, so no zone has to be described.
"""

import datetime
from collections.abc import Iterable, Iterator

from django.utils import timezone

from programs.events.models import Event, Session
from programs.events.models.event import EventState

LONGEST = 75  # octets of a line, without its end
_STATES = {
    EventState.PLANNED: "TENTATIVE", EventState.HELD: "CONFIRMED", EventState.CANCELLED: "CANCELLED"
}  # fmt: skip


def calendar_of(event: Event, sessions: Iterable[Session], *, host: str) -> bytes:
    """The file: an entry for each session, or one for an event without any."""
    listed = list(sessions)
    entries = (_session(event, each, host) for each in listed)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Samanyar//Events//FA", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]  # fmt: skip
    for entry in entries if listed else [_whole(event, host)]:
        lines += entry
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _whole(event: Event, host: str) -> list[str]:
    last = event.ends_on or event.starts_on
    after = last + datetime.timedelta(days=1)  # the day that is no longer part of it
    return _entry(
        f"event-{event.pk}@{host}", event, event.title, event.place, event.state,
        [f"DTSTART;VALUE=DATE:{event.starts_on:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"],
    )  # fmt: skip


def _session(event: Event, session: Session, host: str) -> list[str]:
    day = session.held_on
    name = "، ".join(
        filter(None, (event.title, str(session.cohort) if session.cohort else "", session.title))
    )
    if session.begins_at is None:
        after = day + datetime.timedelta(days=1)
        times = [f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
    else:
        begin = _moment(day, session.begins_at)
        end = _moment(day, session.ends_at) if session.ends_at else _after(begin, session)
        times = [f"DTSTART:{_utc(begin)}", f"DTEND:{_utc(end)}"]
    state = EventState.CANCELLED if event.state == EventState.CANCELLED else session.state
    uid = f"session-{session.pk}@{host}"
    return _entry(uid, event, name, session.place or event.place, state, times)


def _entry(
    uid: str, event: Event, name: str, place: str, state: str, times: list[str]
) -> list[str]:
    lines = [
        "BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{_utc(event.created_at)}", *times,
        f"SUMMARY:{_escaped(name)}", f"STATUS:{_STATES[EventState(state)]}",
    ]  # fmt: skip
    if place:
        lines.append(f"LOCATION:{_escaped(place)}")
    return [*lines, "END:VEVENT"]


def _moment(day: datetime.date, clock: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, clock))


def _after(begin: datetime.datetime, session: Session) -> datetime.datetime:
    return begin + datetime.timedelta(hours=float(session.hours or 1))


def _utc(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """A text as RFC 5545 3.3.11 has it."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, cut between letters; the next ones begin with a space."""
    part, size, most = "", 0, LONGEST
    for sign in line:
        octets = len(sign.encode())
        if size + octets > most:
            yield part
            part, size, most = " ", 1, LONGEST
        part, size = part + sign, size + octets
    yield part
