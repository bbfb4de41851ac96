"""Taking attendance: a list to tick on a phone, with or without a script, with or without network.

With a script, what is ticked is kept in the browser until the server has it; each mark may be sent
any number of times.
"""

import datetime
import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.refusals import Refusal
from accounts.requests import signed_in
from persian.numbers import is_key
from programs.events.badges import state_badge
from programs.events.models import Session
from programs.events.models.event import EventState
from programs.events.models.people import Way
from programs.events.services import attendance
from programs.events.services.attendance import Mark
from programs.events.services.reading import people_of
from programs.events.services.saving import cancel_session
from screens.pages import address_of, allow, model_page
from screens.step_form import StepForm
from screens.step_page import Back, StepPage

MOST_BYTES = 400_000


def find(pk: int) -> Session:
    """Raises Http404 for a session outside the scope."""
    query = Session.objects.select_related("event", "event__county", "event__province", "cohort")
    return get_object_or_404(query, pk=pk)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The session with its list."""
    session = find(pk)
    allow(request, "events.view_session")
    user = signed_in(request)
    marked = dict(session.attendance.values_list("participant", "is_present"))
    people = people_of(session).select_related("centre", "county", "ngo")
    try:
        attendance.open_session(session)
    except Refusal as refusal:
        closed = str(refusal)
    else:
        closed = ""
    may_take = user.has_perm("events.take_attendance") and not closed
    context = {
        "title": str(session),
        "session": session,
        "badge": state_badge(session.state),
        "people": [{"who": each, "is_present": marked.get(each.pk)} for each in people],
        "counts": attendance.counts(session),
        "closed": closed,
        "may_take": may_take,
        "actions": _buttons(user, session, may_take=may_take),
    }
    return model_page(request, Session, "events/session.html", context)


def _buttons(user: Any, session: Session, *, may_take: bool) -> list[dict[str, Any]]:
    found = []
    if may_take:
        found.append({
            "title": _("Self-marking code"), "icon": "qr_code_2",
            "address": address_of(session, "code"),
        })  # fmt: skip
    is_open = session.state != EventState.CANCELLED
    if user.has_perm("events.change_session") and is_open and not session.attendance.exists():
        found.append({
            "title": _("Cancel the session"), "icon": "event_busy",
            "address": address_of(session, "cancel"),
        })  # fmt: skip
    return found


@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Store marks: a list of them from a script, one from a button of the page."""
    session = find(pk)
    allow(request, "events.take_attendance")
    is_script = request.headers.get("X-Requested-With") == "fetch"
    try:
        marks = _marks_of(request)
    except ValueError:
        return JsonResponse({"refused": _("This cannot be read.")}, status=400)
    try:
        found = attendance.mark(actor=signed_in(request), session=session, marks=marks)
    except Refusal as refusal:
        if is_script:
            return JsonResponse({"refused": str(refusal)}, status=409)
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address_of(session))
    if is_script:
        return JsonResponse(found)
    return HttpResponseRedirect(address_of(session))


def _marks_of(request: HttpRequest) -> list[Mark]:
    """Raises ValueError for what is no list of marks."""
    if "marks" not in request.POST:
        who = request.POST.get("participant", "")
        if not is_key(who):
            return []
        is_present = request.POST.get("present") == "1"
        return [Mark(int(who), is_present, timezone.now())]
    sent = request.POST["marks"]
    listed = json.loads(sent) if len(sent) <= MOST_BYTES else None
    if not isinstance(listed, list):
        raise ValueError
    return [_mark_of(each) for each in listed]


def _mark_of(told: Any) -> Mark:
    if not isinstance(told, dict) or not is_key(str(told.get("participant", ""))):
        raise ValueError
    at = parse_datetime(str(told.get("at", "")))
    if at is None:
        raise ValueError
    if timezone.is_naive(at):
        at = at.replace(tzinfo=datetime.UTC)
    way = Way.SCAN if told.get("way") == "scan" else Way.LIST
    return Mark(int(told["participant"]), told.get("present") is True, at, way)


@require_POST
def mark_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Those who are not marked yet are there."""
    session = find(pk)
    allow(request, "events.take_attendance")
    try:
        attendance.mark_all(actor=signed_in(request), session=session)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("All who were not marked are present now."))
    return HttpResponseRedirect(address_of(session))


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a session to which nobody came."""
    session = find(pk)
    allow(request, "events.change_session")
    page = StepPage(
        row=session,
        form=StepForm(request.POST if request.method == "POST" else None),
        title=_("Cancel the session"),
        about=_("Nobody can be marked at a cancelled session. It stays in the list."),
        take=lambda values: cancel_session(actor=signed_in(request), session=session),
        done=_("The session is cancelled."),
        back=Back(address_of(session), str(session)),
        is_grave=True,
    )
    return page.answer(request)
