"""The steps of a record's workflow: the buttons on its page, and the page on which one is taken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.models import User
from accounts.requests import signed_in
from accounts.workflow import Step, Workflow
from screens.pages import address_of, allow
from screens.seen import Stamp
from screens.step_page import Back, StepPage, Text

View = Callable[[HttpRequest, int], HttpResponse]


def _leads_away(step: Step) -> bool:
    """Whether a step ends or undoes what a record is on its way to: no page puts it forward."""
    return step.needs_reason and not step.awaited


@dataclass(frozen=True, kw_only=True)
class RecordSteps:
    """What a room says once of the steps of its records.

    `find` is the row of a key in the reader's scope; services take it by the name `called`. `posts`
    are the steps that are taken by the button itself, without a page.
    """

    workflow: Workflow
    stamp: Stamp
    find: Callable[[int], Any]
    called: str
    icons: Mapping[str, str]
    posts: frozenset[str] = frozenset()

    def buttons(
        self, user: User, row: Any, only: Callable[[Step], bool] = lambda step: True
    ) -> list[dict[str, Any]]:
        """What this person may do with a row now; what takes it off its way stands last."""
        steps = sorted(self.workflow.open_to(user, row), key=_leads_away)
        seen = self.stamp.of(row)
        return [
            {
                "title": step.label,
                "icon": self.icons[step.name],
                "address": address_of(row, step.name),
                "is_quiet": _leads_away(step),
                "posts": step.name in self.posts,
                "seen": seen,
            }
            for step in steps
            if only(step)
        ]

    def page(
        self,
        name: str,
        form: Callable[..., Any],
        take: Callable[..., Any],
        done: Text,
        *,
        about: Callable[[Any], str] = str,
        meaning: Callable[[Any], str] = lambda row: "",
        is_grave: bool = False,
    ) -> View:
        """The view of one step: `take` is its service, `done` what is said afterwards."""
        step = self.workflow.step(name)

        def view(request: HttpRequest, pk: int) -> HttpResponse:
            row = self.find(pk)
            allow(request, self.workflow.permission(step))
            user = signed_in(request)
            return StepPage(
                row=row,
                form=form(request.POST or None, seen=self.stamp.of(row)),
                title=step.label,
                take=lambda data: take(actor=user, **{self.called: row}, **data),
                done=done,
                about=about(row),
                meaning=meaning(row),
                is_grave=is_grave,
                back=Back(address_of(row), str(row)),
                objection=self.workflow.objection(step, user, row),
            ).answer(request)

        return view
