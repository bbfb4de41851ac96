"""The page of one application: all that one needs to see, and the steps that may be taken now."""

import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.requests import signed_in
from councils.views.to_agenda import to_agenda
from licensing import application_sections as sections
from licensing.badges import application_badge, result_badge
from licensing.deadlines import Deadlines
from licensing.founders import founders_of
from licensing.kinds import KINDS
from licensing.models import Application, Inquiry
from licensing.models.inquiry import InquiryResult
from licensing.requirements import Requirement, requirements_of
from licensing.services.applications.drafting import WRITABLE
from licensing.services.applications.matter import states_that_wait
from licensing.services.applications.resolutions import items_about
from licensing.services.inquiries.answering import CORRECTABLE
from licensing.states import State
from licensing.views.applications.pages import found, page
from licensing.workflow import APPLICATION
from ngos.badges import status_badge
from ngos.personal_data import log_shown, sees_personal_data
from persian.dates import day_of_moment, today
from screens.history import Track
from screens.listing_cells import deadline_badge
from screens.pages import allow

ICONS = {
    "submit": "send", "return": "undo", "accept": "groups", "send_inquiries": "contact_support",
    "fulfil_conditions": "rule", "take_up": "move_to_inbox", "hold_assembly": "diversity_3",
    "introduce": "outgoing_mail", "register": "app_registration",
    "sign_licence": "workspace_premium", "complete": "task_alt", "appeal": "balance",
    "withdraw": "do_not_disturb_on",
}  # fmt: skip


def step_address(application: Application, step: str) -> str:
    """Where a step is taken; signing a licence has a page of its own."""
    name = "sign" if step == "sign_licence" else step
    return reverse(f"admin:licensing_application_{name}", args=[application.pk])


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    application = found(pk)
    allow(request, "licensing.view_application")
    user, day = signed_in(request), today()
    inquiries = list(application.inquiries.all()) if user.has_perm("licensing.view_inquiry") else []
    context = {
        "title": str(application),
        "application": application,
        "today": day,
        "state_badge": application_badge(application.state),
        "status_badge": status_badge(application.ngo.status),
        "since": day_of_moment(application.state_since),
        "deadline": deadline_badge(Deadlines(day).due_on(application, inquiries), day),
        "actions": _actions(user, application),
        "requirements": _requirements(application, day),
        "needs_founders": KINDS[application.kind].founders,
        "founders": founders_of(application.ngo, day) if _shows_founders(application) else [],
        "sees_personal_data": sees_personal_data(user),
        "inquiries": [_inquiry(each, application, user, day) for each in inquiries],
        "may_add_inquiry": application.state == State.INQUIRIES
        and user.has_perm("licensing.add_inquiry"),
        "steps": _time_line(application),
        "items": _items(application) if user.has_perm("councils.view_session") else [],
        "sections": sections.shown_to(user, application),
    }
    if context["founders"]:
        log_shown(user, application)
    return page(request, "licensing/applications/detail.html", context)


def _requirements(application: Application, day: datetime.date) -> list[Requirement]:
    """What it must bring, while anything can still be brought."""
    if application.state in APPLICATION.closed:
        return []
    return requirements_of(application, day)


def _shows_founders(application: Application) -> bool:
    return KINDS[application.kind].founders


def _actions(user: User, application: Application) -> list[dict[str, object]]:
    """What this person may do now, the step that is waited for first."""
    steps = sorted(APPLICATION.open_to(user, application), key=lambda step: not step.awaited)
    actions = [
        {
            "title": step.label,
            "icon": ICONS[step.name],
            "address": step_address(application, step.name),
            "is_main": step.awaited and step.name != "return",
        }
        for step in steps
    ]
    if application.state in WRITABLE and user.has_perm("licensing.change_application"):
        address = reverse("admin:licensing_application_edit", args=[application.pk])
        actions.insert(1, {"title": _("Edit"), "icon": "edit", "address": address})
    return _to_agenda(user, application) + [action for action in actions if action["address"]]


def _to_agenda(user: User, application: Application) -> list[dict[str, object]]:
    """The way to the council's next session, for whoever writes its agenda."""
    if application.council is None or application.state not in states_that_wait():
        return []
    return to_agenda(user, application.council)


def _inquiry(
    inquiry: Inquiry, application: Application, user: User, day: datetime.date
) -> dict[str, object]:
    is_pending = inquiry.result == InquiryResult.PENDING
    may = user.has_perm("licensing.change_inquiry")
    return {
        "row": inquiry,
        "badge": result_badge(inquiry.result),
        "deadline": deadline_badge(inquiry.due_on, day) if is_pending else "",
        "may_answer": may and is_pending and application.state == State.INQUIRIES,
        "may_correct": may and application.state in CORRECTABLE,
    }


def _time_line(application: Application) -> list[dict[str, object]]:
    """Every step, the newest first, with the words of the workflow."""
    return [
        {
            "label": APPLICATION.step(step.step).label,
            "badge": application_badge(step.target),
            "at": step.taken_at,
            "who": step.taken_by_name or _("The system"),
            "reason": step.reason,
        }
        for step in reversed(application.steps.all())
    ]


def _items(application: Application) -> list[Any]:
    """Where councils dealt with it, the newest session first."""
    items = items_about(application).select_related("session", "session__council")
    return list(items.order_by("-session__held_on", "-pk"))


def history_tracks(user: User, pk: int) -> list[Track]:
    """What the history of an application is made of: itself, and its inquiries."""
    tracks = [Track(Application, Q(pgh_obj_id=pk), hidden={"state_since"})]
    if user.has_perm("licensing.view_inquiry"):
        tracks.append(
            Track(
                Inquiry,
                Q(application_id=pk),
                hidden={"application"},
                title=lambda row: f"{row['authority']} {row['letter_no']}",
            )
        )
    return tracks
