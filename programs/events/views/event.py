"""One event: its page with all that hangs on it, its form, its calendar file."""

import io
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import log
from accounts.models import Act
from accounts.refusals import Refusal
from accounts.requests import signed_in
from files.harmless import saved_file, shown_pdf
from files.printing import PrintingError
from persian.numbers import is_key
from programs.actions.models import ActionPoint
from programs.events.badges import state_badge
from programs.events.calendar_file import calendar_of
from programs.events.forms import EventForm
from programs.events.models import Event
from programs.events.models.event import EventKind
from programs.events.services import certificates as papers
from programs.events.services.reading import booths_of
from programs.events.services.saving import save_event
from programs.events.views.certificate_address import certificate_address
from programs.events.views.tracks import tracks_of
from screens.concurrent_edits import locked
from screens.history import latest
from screens.page_links import links_of
from screens.pages import address_of, allow, model_page

NEWS = 8  # events of the history beside the page
MOST_PEOPLE = 100  # of a page; the list of participants has all


def find(pk: int) -> Event:
    """Raises Http404 for an event outside the scope."""
    return get_object_or_404(Event.objects.select_related("province", "county", "program"), pk=pk)


def _buttons(user: Any, event: Event) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    def button(title: str, icon: str, address: str, **more: Any) -> None:
        found.append({"title": title, "icon": icon, "address": address, **more})

    def add(part: str) -> str:
        return reverse(f"admin:events_event_{part}_add", args=[event.pk])

    if user.has_perm("events.change_event"):
        if event.kind == EventKind.EXHIBITION:
            button(_("Add a booth"), "add_business", add("booths"))
            button(_("Record sales"), "point_of_sale", add("sales"))
        elif event.kind == EventKind.VISIT:
            button(_("Add a visited place"), "add_location", add("visited"))
        else:
            button(_("Add a session"), "more_time", add("sessions"))
        if event.kind == EventKind.COURSE:
            button(_("Add a cohort"), "group_add", add("cohorts"))
    if user.has_perm("events.change_participant"):
        button(_("Register a participant"), "person_add", add("participants"))
    if user.has_perm("events.issue_certificate") and event.participants.exists():
        button(_("Certificates"), "workspace_premium", address_of(event, "certificates"))
    found.extend(map(dict, links_of(user, event)))
    button(_("Calendar file"), "calendar_add_on", address_of(event, "calendar"))
    if user.has_perm("events.change_event"):
        button(_("Edit"), "edit", address_of(event, "change"))
    return found


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one event."""
    event = find(pk)
    allow(request, "events.view_event")
    present = Count("attendance", filter=Q(attendance__is_present=True))
    people = event.participants.select_related("cohort", "county", "centre", "ngo")
    count = people.count()
    booths = list(booths_of(event))
    follow_ups = ActionPoint.objects.filter(source="event", source_id=event.pk)
    context = {
        "follow_ups": follow_ups if request.user.has_perm("actions.view_actionpoint") else [],
        "title": event.title,
        "event": event,
        "badge": state_badge(event.state),
        "cohorts": event.cohorts.annotate(people=Count("participants")),
        "sessions": [
            {"session": each, "badge": state_badge(each.state)}
            for each in event.sessions.select_related("cohort").annotate(
                present=present, marked=Count("attendance")
            )
        ],
        "people": people.annotate(
            present=Count("attendance", filter=Q(attendance__is_present=True))
        )[:MOST_PEOPLE],
        "people_count": count,
        "has_more_people": count > MOST_PEOPLE,
        "booths": booths,
        "sold": sum(each.sold for each in booths),
        "visited": event.visited.select_related("ngo"),
        "actions": _buttons(request.user, event),
        "news": latest(tracks_of(event), NEWS),
        "sees_people": request.user.has_perm("events.view_participant"),
        "may_change": request.user.has_perm("events.change_event"),
    }
    return model_page(request, Event, "events/event.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Record an event."""
    allow(request, "events.add_event")
    kind = request.GET.get("kind", "")
    event = Event(kind=kind if kind in EventKind.values else "")
    data = (request.POST,) if request.method == "POST" else ()
    form = EventForm(*data, instance=event, user=signed_in(request))
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        messages.success(request, _("The event was recorded."))
        return HttpResponseRedirect(address_of(form.instance))
    back = {"address": reverse("admin:events_event_changelist"), "title": _("Events")}
    context = {"form": form, "title": _("Record an event"), "back": back}
    return model_page(request, Event, "screens/step.html", context)


@transaction.atomic
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an event."""
    if not request.user.has_perm("events.view_event"):
        raise PermissionDenied
    rows = Event.objects.all()
    event = get_object_or_404(locked(rows) if request.method == "POST" else rows, pk=pk)
    if not request.user.has_perm("events.change_event"):
        if request.method == "POST":
            raise PermissionDenied
        return HttpResponseRedirect(address_of(event))
    data = (request.POST,) if request.method == "POST" else ()
    form = EventForm(*data, instance=event, user=signed_in(request))
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(address_of(event))
    back = {"address": address_of(event), "title": event.title}
    context = {"form": form, "title": _("Edit the event"), "back": back}
    return model_page(request, Event, "screens/step.html", context)


def _saved(request: HttpRequest, form: EventForm) -> bool:
    """Whether the form's event is stored; otherwise its errors say why not."""
    try:
        with transaction.atomic():
            save_event(actor=signed_in(request), event=form.instance)
    except Refusal as refusal:
        form.add_refusal(refusal)
    except IntegrityError as error:
        if not form.explain(error):
            raise
    else:
        return True
    return False


@require_GET
def calendar(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The event with its sessions as a file for calendars (RFC 5545)."""
    event = find(pk)
    allow(request, "events.view_event")
    content = calendar_of(event, event.sessions.select_related("cohort"), host=request.get_host())
    kind = "text/calendar; charset=utf-8"
    return saved_file(io.BytesIO(content), name=f"event-{event.pk}.ics", content_type=kind)


@require_http_methods(["GET", "POST"])
def certificates(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the certificates of an event, or print those of a cohort as one file."""
    event = find(pk)
    allow(request, "events.issue_certificate")
    if request.method == "POST":
        try:
            issued = papers.issue_all(actor=signed_in(request), event=event)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            text = _("%(count)s certificates were issued.")
            messages.success(request, text % {"count": len(issued)})
        return HttpResponseRedirect(address_of(event, "certificates"))
    if "print" in request.GET:
        return _printed(request, event)
    cohorts = event.cohorts.annotate(
        issued=Count(
            "participants__certificate",
            filter=Q(participants__certificate__withdrawn_on__isnull=True),
        )
    )
    context = {
        "title": _("Certificates"),
        "event": event,
        "cohorts": cohorts,
        "earned": papers.earned(event),
        "issued": papers.valid_of(event).count(),
        "back": {"address": address_of(event), "title": event.title},
    }
    return model_page(request, Event, "events/certificates.html", context)


def _printed(request: HttpRequest, event: Event) -> HttpResponse:
    chosen = request.GET.get("cohort", "")
    rows = papers.valid_of(event)
    if is_key(chosen):
        rows = rows.filter(participant__cohort=int(chosen))
    try:
        content = papers.print_certificates(
            actor=signed_in(request),
            certificates=list(rows),
            address=lambda each: certificate_address(request, each),
        )
    except (Refusal, PrintingError) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(address_of(event, "certificates"))
    log(Act.PRINTED, paper=papers.Certificate._meta.verbose_name, id=event.pk)
    return shown_pdf(content, name=f"certificates-{event.pk}.pdf")
