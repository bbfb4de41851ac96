"""Applications on the desk of the NGO's officers: the way of each, done and to come."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.workflow import Taker
from licensing.deadlines import Deadlines
from licensing.models import Application, ApplicationStep
from licensing.states import CLOSED, State
from licensing.workflow import APPLICATION
from ngos.page import Awaited, Loaded, OnDesk


@dataclass(frozen=True)
class Way:
    """One application: the steps that it took, where it stands, with whom it is, until when."""

    application: Application
    steps: list[ApplicationStep]
    with_whom: str
    next_steps: list[str]
    due_on: datetime.date | None

    @property
    def is_closed(self) -> bool:
        return self.application.state in CLOSED or self.application.state == State.REJECTED


def label_of(step: ApplicationStep) -> str:
    """What was done, in the words of its button; a step of before keeps its name."""
    try:
        return str(APPLICATION.step(step.step).label)
    except LookupError:
        return step.step


def with_whom(application: Application) -> str:
    """Who takes the next step: the NGO, a council in session, an authority, or the office."""
    ahead = [
        step for step in APPLICATION.steps if application.state in step.sources and step.awaited
    ]
    if any(step.by_applicant for step in ahead):
        return _("with your NGO")
    if application.state == State.INQUIRIES:
        return _("with the authorities that were inquired of")
    if any(step.by is Taker.SESSION for step in ahead):
        return _("with the council")
    return _("with the office") if ahead else ""


def _ways(loaded: Loaded) -> list[Way]:
    deadlines = Deadlines(loaded.today)
    found = []
    for row in loaded.ngo.applications.prefetch_related("steps"):
        row.ngo = loaded.ngo
        steps = list(row.steps.all())
        for each in steps:
            each.label = label_of(each)  # type: ignore[attr-defined]
        ahead = [
            str(step.label) for step in APPLICATION.steps
            if row.state in step.sources and step.awaited
        ]  # fmt: skip
        due = None if row.state in CLOSED else deadlines.due_on(row)
        found.append(Way(row, steps, with_whom(row), ahead, due))
    return found


def _shown(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    return {"ways": loaded.once(_ways)}


def _awaited(loaded: Loaded) -> Iterable[Awaited]:
    """Drafts to be handed in and applications that were given back."""
    for way in loaded.once(_ways):
        if way.application.state not in (State.DRAFT, State.RETURNED):
            continue
        reason = way.steps[-1].reason if way.steps else ""
        yield Awaited(
            _("%(application)s: %(state)s")
            % {"application": way.application, "state": way.application.get_state_display()},
            due_on=way.due_on,
            about=reason,
        )


ON_DESK = OnDesk(
    "licensing/desk/applications.html", "licensing.view_application", "clock",
    load=_shown, awaited=_awaited,
)  # fmt: skip
