"""Applications for the tests: in any state of the workflow, with whatever they must bring."""

import datetime
from collections import deque
from typing import Any

from accounts import scope
from accounts.models import User
from councils.models import Council
from licensing.kinds import Kind
from licensing.models import Application, ApplicationStep, Inquiry, Licence
from licensing.requirements import DOCUMENTS
from licensing.services.applications import applicant, office, registering
from licensing.services.applications.drafting import create_application
from licensing.services.inquiries.sending import send_inquiries
from licensing.states import State
from licensing.workflow import APPLICATION
from ngos.models import NGO, Document, Term
from persian.dates import add_jalali_months, today
from tests.cast import make_person

DAY = datetime.timedelta(1)
LONG_AGO = datetime.date(2015, 5, 5)


def make_council(level: str, ngo: NGO) -> Council:
    """The council of a level at an NGO's place."""
    with scope.system():
        place = {
            "county": {"province": ngo.province, "county": ngo.county},
            "provincial": {"province": ngo.province, "county": None},
            "national": {"province": None, "county": None},
        }[level]
        return Council.objects.get_or_create(
            kind="council", level=level, **place, defaults={"name": "شورای آزمون"}
        )[0]


def councils_of(ngo: NGO) -> list[Council]:
    return [make_council(level, ngo) for level in ("county", "provincial", "national")]


def add_documents(ngo: NGO, kind: str, *, on: datetime.date | None = None) -> None:
    with scope.system():
        for each in DOCUMENTS[kind]:
            Document.objects.create(ngo=ngo, type=each, number="1", issued_on=on or today())


def add_founders(ngo: NGO, count: int = 5, **person: Any) -> list[Term]:
    values = {"birth_date": datetime.date(1980, 1, 1), "education": "کارشناسی", **person}
    with scope.system():
        return [
            Term.objects.create(
                ngo=ngo, person=make_person(at="گیلان", **values), post="founder",
                start_on=LONG_AGO,
            )
            for _number in range(count)
        ]  # fmt: skip


def add_licence(ngo: NGO, *, issued_on: datetime.date | None = None, **fields: Any) -> Licence:
    issued_on = issued_on or today() - 30 * DAY
    values = {"number": f"پ/{ngo.pk}", "expires_on": add_jalali_months(issued_on, 24), **fields}
    with scope.system():
        return Licence.objects.create(
            ngo=ngo, kind="activity_licence", issued_on=issued_on, **values
        )


def make_application(
    ngo: NGO, kind: str = Kind.CHANGES, *, state: str = State.DRAFT, **fields: Any
) -> Application:
    """An application in a state, with a step recorded for each on the way there."""
    with scope.system():
        number = Application.objects.count() + 1
        level = fields.pop("level", ngo.activity_level)
        if kind == Kind.BRANCH:
            fields.setdefault("branch_county", ngo.county)
        application = Application.objects.create(
            ngo=ngo, kind=kind, level=level, tracking_code=f"1400-99-{ngo.pk}-{number}", **fields
        )
        put_in_state(application, state)
        return Application.objects.select_related("ngo", "council").get(pk=application.pk)


def put_in_state(application: Application, state: str) -> None:
    for name, source, target in way_to(state):
        values: dict[str, Any] = {"state": target}
        if target == State.PRELIMINARY_REVIEW:
            values["council"] = make_council(application.level, application.ngo)
        Application.objects.filter(pk=application.pk).update(**values)
        ApplicationStep.objects.create(
            application=application, step=name, source=source, target=target, taken_by_name="آزمون"
        )
    if state == State.INQUIRIES:
        for authority in ("judiciary", "police"):
            make_inquiry(application, authority)


def make_inquiry(
    application: Application, authority: str = "judiciary", *, sent_on: datetime.date | None = None
) -> Inquiry:
    sent_on = sent_on or today()
    return Inquiry.objects.create(
        application=application, authority=authority, letter_no="۱۲/الف", sent_on=sent_on,
        due_on=add_jalali_months(sent_on, 1),
    )  # fmt: skip


def way_to(state: str) -> list[tuple[str, str, str]]:
    """The shortest way from the first state."""
    ways: dict[str, list[tuple[str, str, str]]] = {APPLICATION.first: []}
    waiting = deque([APPLICATION.first])
    while waiting:
        at = waiting.popleft()
        for step in APPLICATION.leaving(at):
            if step.target not in ways:
                ways[step.target] = [*ways[at], (step.name, at, step.target)]
                waiting.append(step.target)
    return ways[state]


def begin(who: User, ngo: NGO, kind: str = Kind.CHANGES, **fields: Any) -> Application:
    """A draft that a person makes in their own scope."""
    with scope.enter(scope.of(who)):
        return create_application(actor=who, ngo=ngo, kind=kind, **fields)


# For each step that a person takes here: how its service is called.
SERVICES = {
    "submit": lambda **given: applicant.submit(**given),
    "return": lambda **given: office.return_for_completion(**given, reason="اساسنامه ناقص است"),
    "accept": lambda **given: office.accept(**given),
    "send_inquiries": lambda **given: send_inquiries(
        **given, on=today(), letters={"judiciary": "12", "police": "13"}
    ),
    "fulfil_conditions": lambda **given: office.fulfil_conditions(**given, reason="نامهٔ 14"),
    "take_up": lambda **given: office.take_up(**given),
    "hold_assembly": lambda **given: applicant.hold_assembly(**given, on=today()),
    "introduce": lambda **given: registering.introduce(**given),
    "register": lambda **given: registering.register(
        **given, on=today(), registration_no="515", gazette_no="22222"
    ),
    "complete": lambda **given: office.complete(**given),
    "appeal": lambda **given: applicant.appeal(**given, reason="مدارک دیده نشده است"),
    "withdraw": lambda **given: applicant.withdraw(**given, reason="انصراف مؤسسان"),
}


def take(who: User, application: Application, step: str, *, seen: str = "") -> Application:
    """Take a step as a person, in their own scope, with what it needs."""
    with scope.enter(scope.of(who)):
        mine = Application.objects.get(pk=application.pk)
        return SERVICES[step](actor=who, application=mine, seen=seen or mine.state)


def stored(application: Application) -> Application:
    with scope.system():
        return Application.objects.select_related("ngo").get(pk=application.pk)
