"""Applications, resolutions and licences to begin a test with."""

import datetime
import itertools
from typing import Any

from django.utils import timezone

from accounts import scope
from accounts.models import User
from accounts.roles import Role
from councils.decisions import word_of
from councils.models import AgendaItem, Attendance, Council, CouncilMember, Session
from licensing.kinds import Kind, LicenceKind
from licensing.models import Application, Licence
from licensing.states import State
from ngos.models import NGO
from persian.dates import to_gregorian, to_jalali, today
from tests.cast import make_user
from tests.councils.factory import MATTER

_numbers = itertools.count(1)
_WAY = (
    State.DRAFT, State.SUBMITTED, State.PRELIMINARY_REVIEW, State.INITIAL_APPROVED,
    State.INQUIRIES, State.FINAL_REVIEW, State.APPROVED, State.ASSEMBLY_HELD,
    State.REGISTRY_INTRODUCED, State.REGISTERED,
)  # fmt: skip


def ago(days: int) -> datetime.date:
    return today() - datetime.timedelta(days)


def ahead(days: int) -> datetime.date:
    return today() + datetime.timedelta(days)


def jalali(text: str) -> datetime.date:
    return to_gregorian(*map(int, text.split("/")))


def chair(at: str | None = "گیلان") -> User:
    return make_user(Role.COUNCIL_CHAIR, at=at)


def make_application(ngo: NGO, *, kind: str = Kind.RENEWAL, state: str = "", **fields: Any) -> Any:
    """An application that has come as far as `state`: by default to where a licence is signed."""
    state = state or (
        State.REGISTERED if kind in (Kind.ESTABLISHMENT, Kind.ALIGNMENT) else State.APPROVED
    )
    with scope.system():
        values = {"level": ngo.activity_level, **fields}
        application = Application.objects.create(
            ngo=ngo, kind=kind, tracking_code=f"T{next(_numbers)}", **values
        )
        for step in _WAY[1 : _WAY.index(State(state)) + 1]:
            application.state = step
            application.save(update_fields=["state"])
        return application


def make_resolution(application: Application, decision: str, *, on: datetime.date) -> AgendaItem:
    """What a council of the NGO's province decided, in a session that is signed."""
    with scope.system():
        council, _made = Council.objects.get_or_create(
            level="provincial", province=application.ngo.province, county=None,
            defaults={"name": "شورای استان"},
        )  # fmt: skip
        member = CouncilMember.objects.filter(council=council).first()
        if member is None:
            member = CouncilMember.objects.create(
                council=council, full_name="استاندار", seat="chair", start_on=ago(2000)
            )
        session = Session.objects.create(
            council=council, year=to_jalali(on).year, number=next(_numbers), held_on=on,
            chair=member,
        )  # fmt: skip
        Attendance.objects.create(session=session, member=member, is_present=True)
        item = AgendaItem.objects.create(
            session=session, position=1, matter=MATTER.key, subject=MATTER.title(application),
            decision=decision, sense=word_of(decision).sense, votes_for=1,
            conditions="اصلاح اساسنامه" if decision == "approve_conditionally" else "",
        )  # fmt: skip
        MATTER.put_on(item, application)
        session.state, session.signed_at = "signed", timezone.now()
        session.quorum_percent = session.majority_percent = 51
        session.save()
        return item


def make_licence(ngo: NGO, **fields: Any) -> Licence:
    """A licence of the NGO: valid, half a year old, for two years, unless told otherwise."""
    with scope.system():
        values: dict[str, Any] = {
            "kind": LicenceKind.ACTIVITY,
            "number": f"آ-{next(_numbers)}",
            "issued_on": ago(180),
            "expires_on": ahead(550),
            **fields,
        }
        return Licence.objects.create(ngo=ngo, **values)
