"""The courses, cohorts, sessions and centres that lists of those who came speak of.

All of a province are read once for a run. What the register lacks gets an id, and is written with
the rows that speak of it.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imports.besides import Beside, Brought
from imports.models import Run
from persian.dates import format_jalali, today
from persian.text import fold
from programs.events.models import Centre, Cohort, Event, Session
from programs.events.models.event import EventKind, EventState
from programs.events.registries.cleaning import kind_of_title

COURSES = Beside("event_id", Event, _("course"))
COHORTS = Beside("cohort_id", Cohort, _("cohort"))
SESSIONS = Beside("session_id", Session, _("session"), of_repeated=True)
CENTRES = Beside("centre_id", Centre, _("centre"))
BESIDES = (CENTRES, COURSES, COHORTS, SESSIONS)
# A list of the same course is at most so far from its days; what is farther is held once more.
FARTHEST = datetime.timedelta(days=180)


@dataclass
class _Days:
    event: int
    first: datetime.date
    last: datetime.date


class Courses:
    """Looks up what rows name, and makes what there is none of."""

    def __init__(self, province_id: int, brought: Brought) -> None:
        self.brought = brought
        self._province = province_id
        events = Event.objects.filter(province=province_id).exclude(state=EventState.CANCELLED)
        self._registered: defaultdict[str, list[_Days]] = defaultdict(list)
        for pk, key, first, last in events.values_list("pk", "title_key", "starts_on", "ends_on"):
            self._registered[key].append(_Days(pk, first, last or first))
        self._new: defaultdict[str, list[_Days]] = defaultdict(list)
        cohorts = Cohort.objects.filter(event__province=province_id)
        self._cohorts = {
            (event, number): pk
            for pk, event, number in cohorts.values_list("pk", "event_id", "number")
        }
        self._numbers = {pk: number for (_event, number), pk in self._cohorts.items()}
        self._sessions: dict[tuple[int, int | None, datetime.date], int | None] = {}
        sessions = Session.objects.filter(event__province=province_id).order_by("-begins_at", "-pk")
        for pk, event, cohort, day, state in sessions.values_list(
            "pk", "event_id", "cohort_id", "held_on", "state"
        ):
            key = (event, cohort, day)
            if state == EventState.CANCELLED:
                self._sessions.setdefault(key, None)
            else:
                self._sessions[key] = pk
        centres = Centre.objects.filter(province=province_id)
        self._centres: dict[tuple[str, int | None], int] = {
            (key, county): pk for pk, key, county in centres.values_list("pk", "name_key", "county")
        }

    def event(self, title: str, day: datetime.date | None) -> tuple[int, str]:
        """The course of a title in whose time a day lies, and why the day is none of it, if so."""
        key = fold(title)
        known = self._registered[key]
        if day is None:
            found = max(known, key=lambda each: each.last, default=None)
            return (found.event, "") if found else (self._made(key, title, today()).event, "")
        near = [each for each in known if each.first - FARTHEST <= day <= each.last + FARTHEST]
        if not near:
            return self._made(key, title, day).event, ""
        best = min(near, key=lambda each: (max(each.first - day, day - each.last), -each.event))
        if best.first <= day <= best.last:
            return best.event, ""
        return best.event, gettext(
            "This course is registered from %(first)s to %(last)s. "
            "Correct the date, or its days on its page."
        ) % {"first": format_jalali(best.first), "last": format_jalali(best.last)}

    def _made(self, key: str, title: str, day: datetime.date) -> _Days:
        """A new course, as long as the days of its rows."""
        for each in self._new[key]:
            if each.first - FARTHEST <= day <= each.last + FARTHEST:
                each.first, each.last = min(each.first, day), max(each.last, day)
                return each
        kind = kind_of_title(title) or EventKind.COURSE
        pk = self.brought.new(
            COURSES, province_id=self._province, title=title, kind=kind.value,
            starts_on=day.isoformat(), state=EventState.HELD.value,
        )  # fmt: skip
        found = _Days(pk, day, day)
        self._new[key].append(found)
        return found

    def cohort(self, event: int, number: int) -> int:
        pk = self._cohorts.get((event, number))
        if pk is None:
            pk = self.brought.new(COHORTS, event_id=event, number=number)
            self._cohorts[event, number], self._numbers[pk] = pk, number
        return pk

    def number_of(self, cohort: int) -> int | None:
        return self._numbers.get(cohort)

    def session(self, event: int, cohort: int | None, day: datetime.date) -> int | None:
        """The session of a day: of the cohort, else of all; None where it is cancelled."""
        key = (event, cohort, day)
        if key not in self._sessions and (event, None, day) in self._sessions:
            return self._sessions[event, None, day]
        if key not in self._sessions:
            state = EventState.HELD if day <= today() else EventState.PLANNED
            self._sessions[key] = self.brought.new(
                SESSIONS, event_id=event, cohort_id=cohort, held_on=day.isoformat(),
                state=state.value,
            )  # fmt: skip
        return self._sessions[key]

    def centre(self, name: str, county: int | None) -> int:
        """The centre of a name in its county; that of another county where only one is so called
        and the row tells no county."""
        key = fold(name)
        pk = self._centres.get((key, county))
        if pk is None and county is None:
            named = [pk for (each, _county), pk in self._centres.items() if each == key]
            pk = named[0] if len(named) == 1 else None
        if pk is None:
            pk = self.brought.new(CENTRES, province_id=self._province, county_id=county, name=name)
            self._centres[key, county] = pk
        return pk

    def settle(self, run: Run) -> None:
        """Let new courses be as long as the days of the rows that are taken."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT (values->>'event_id')::bigint, min(values->>'date'), max(values->>'date') "
                "FROM imports_row WHERE run_id = %s "
                "AND verdict IN ('created', 'updated', 'unchanged', 'repeated') "
                "AND values ? 'date' AND values ? 'event_id' GROUP BY 1",
                [run.pk],
            )
            for event, first, last in cursor.fetchall():
                columns = self.brought.of(COURSES, event)
                if columns is not None:
                    columns["starts_on"] = first
                    columns["ends_on"] = last if last != first else None
                    is_over = datetime.date.fromisoformat(first) <= today()
                    columns["state"] = (EventState.HELD if is_over else EventState.PLANNED).value
