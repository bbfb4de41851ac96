"""Councils with members in office, sessions, and applications that wait for them."""

import datetime
import itertools
from typing import Any

from accounts import scope
from accounts.models import User
from councils.kinds import COUNCIL, Seat
from councils.matters import attach, matter_of
from councils.models import AgendaItem, Council, CouncilMember, Session
from councils.services.sessions import agenda, planning, recording, signing
from councils.services.sessions.opening import STAMP
from councils.services.sessions.recording import Recorded
from licensing.models import Application
from licensing.services.applications.matter import ApplicationMatter
from licensing.states import State
from ngos.models.ngo import ActivityLevel
from persian.dates import to_gregorian
from tests.cast import make_ngo, province

_numbers = itertools.count(1)
BEGAN = to_gregorian(1400, 1, 1)
DAY = to_gregorian(1403, 5, 10)
SEATS = (Seat.CHAIR, Seat.SECRETARY, Seat.ISLAMIC_COUNCIL, Seat.MEMBER, Seat.MEMBER)
MATTER = ApplicationMatter()
# How an application comes to stand before a council.
_PATHS = {
    State.PRELIMINARY_REVIEW: (State.SUBMITTED, State.PRELIMINARY_REVIEW),
    State.FINAL_REVIEW: (
        State.SUBMITTED, State.PRELIMINARY_REVIEW, State.INITIAL_APPROVED, State.INQUIRIES,
        State.FINAL_REVIEW,
    ),
}  # fmt: skip


def make_council(at: str = "گیلان/رشت", *, members: int = 5) -> Council:
    """The council of a place («» for the nation) with so many voting members, the chair first."""
    with scope.system():
        home, _slash, county_name = at.partition("/")
        county = province(home).counties.get(name=county_name) if county_name else None
        level = ActivityLevel.NATIONAL if not at else ActivityLevel.PROVINCIAL
        council, _made = Council.objects.get_or_create(
            kind=COUNCIL.key,
            province=province(home) if at else None,
            county=county,
            defaults={
                "level": ActivityLevel.COUNTY if county else level,
                "name": f"شورای آزمون {at.replace('/', ' ')}",
            },
        )
        for number in range(members):
            make_member(council, SEATS[min(number, len(SEATS) - 1)])
        return council


def make_member(council: Council, seat: str = Seat.MEMBER, **fields: Any) -> CouncilMember:
    with scope.system():
        values = {"full_name": f"عضو آزمونی {next(_numbers)}", "start_on": BEGAN, **fields}
        return CouncilMember.objects.create(council=council, seat=seat, **values)


def make_application(
    state: str = State.PRELIMINARY_REVIEW, *, council: Council | None = None, **fields: Any
) -> Application:
    """An application that stands in a state; of an NGO of Rasht, of county level, unless said."""
    with scope.system():
        ngo = fields.pop("ngo", None) or make_ngo()
        values = {"kind": "establishment", "level": ActivityLevel.COUNTY, "council": council}
        application = Application.objects.create(
            ngo=ngo, tracking_code=f"T{next(_numbers):05d}", **(values | fields)
        )
        for step in _PATHS.get(State(state), ()):
            Application.objects.filter(pk=application.pk).update(state=step)
        return Application.objects.select_related("ngo").get(pk=application.pk)


def plan(actor: User, council: Council, on: datetime.date = DAY, **fields: Any) -> Session:
    with scope.enter(scope.of(actor)):
        return planning.plan_session(actor=actor, council=council, held_on=on, **fields)


def attend(actor: User, session: Session, count: int | None = None) -> None:
    """Mark the first `count` members (all, for None) as present."""
    with scope.enter(scope.of(actor)):
        for member in list(session.council.members.order_by("pk"))[:count]:
            recording.mark_attendance(actor=actor, session=session, member=member, is_present=True)


def put_on(actor: User, session: Session, application: Application, **decided: Any) -> AgendaItem:
    """An application on the agenda, with what is decided on it."""
    with scope.enter(scope.of(actor)):
        item = agenda.add_row(actor=actor, session=session, matter=MATTER, key=application.pk)
        return decide(actor, item, **decided) if decided else item


def decide(actor: User, item: AgendaItem, decision: str, **fields: Any) -> AgendaItem:
    with scope.enter(scope.of(actor)):
        recorded = Recorded(decision=decision, **({"votes_for": 3} | fields))
        return recording.record_decision(actor=actor, item=item, recorded=recorded)


def sign(actor: User, session: Session, **seen: Any) -> Session:
    """Sign a session as its page shows it at this moment, unless `seen` or `states` say another."""
    with scope.enter(scope.of(actor)):
        shown = {
            "seen": STAMP.of(session),
            "states": states_of(session),
            **seen,
        }
        return signing.sign_session(actor=actor, session=session, **shown)


def states_of(session: Session) -> dict[int, str]:
    items = attach(list(session.agenda.exclude(matter="")))
    shown = [(item, matter_of(item.matter)) for item in items]
    return {item.pk: matter.state(item.row) for item, matter in shown if matter and item.row}
