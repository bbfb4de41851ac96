"""Adding and correcting what hangs on an event, each on a page with one form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Max, Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.refusals import Refusal
from accounts.requests import signed_in
from ngos.personal_data import log_shown
from programs.events import forms
from programs.events.models import (
    Booth,
    Cohort,
    Event,
    Participant,
    Sale,
    Session,
    VisitedPlace,
)
from programs.events.services.saving import save_part
from programs.events.views.event import find
from screens.concurrent_edits import locked
from screens.pages import address_of, allow, model_page


@dataclass(frozen=True)
class Part:
    """A kind of row that hangs on an event; `begin` makes a new one of an event."""

    name: str
    model: type[Model]
    form: Any
    permission: str
    adding: Any
    changing: Any
    begin: Callable[[Event], Any]
    is_changed: bool = True


def _next_cohort(event: Event) -> Cohort:
    last = event.cohorts.aggregate(last=Max("number"))["last"] or 0
    return Cohort(event=event, number=last + 1)


def _next_session(event: Event) -> Session:
    return Session(event=event, held_on=event.starts_on, place=event.place)


CHANGE = "events.change_event"
PARTS = (
    Part(
        "cohorts", Cohort, forms.CohortForm, CHANGE,
        gettext_lazy("Add a cohort"), gettext_lazy("Edit the cohort"), _next_cohort,
    ),
    Part(
        "sessions", Session, forms.SessionForm, CHANGE,
        gettext_lazy("Add a session"), gettext_lazy("Edit the session"), _next_session,
    ),
    Part(
        "participants", Participant, forms.ParticipantForm, "events.change_participant",
        gettext_lazy("Register a participant"), gettext_lazy("Edit the participant"),
        lambda event: Participant(event=event, province_id=event.province_id),
    ),
    Part(
        "booths", Booth, forms.BoothForm, CHANGE,
        gettext_lazy("Add a booth"), gettext_lazy("Edit the booth"),
        lambda event: Booth(event=event),
    ),
    Part(
        "sales", Sale, forms.SaleForm, CHANGE,
        gettext_lazy("Record sales"), "", lambda event: Sale(), is_changed=False,
    ),
    Part(
        "visited", VisitedPlace, forms.VisitedPlaceForm, CHANGE,
        gettext_lazy("Add a visited place"), gettext_lazy("Edit the visited place"),
        lambda event: VisitedPlace(event=event),
    ),
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int, part: Part) -> HttpResponse:
    """Add a part to an event; who registers several people goes on with the next."""
    event = find(pk)
    allow(request, part.permission)
    data = (request.POST,) if request.method == "POST" else ()
    form = _form(request, part, event, part.begin(event), data)
    if request.method == "POST" and form.is_valid() and _saved(request, form, part):
        messages.success(request, _("“%(what)s” was added.") % {"what": form.instance})
        goes_on = "next" in request.POST
        return HttpResponseRedirect(request.path if goes_on else address_of(event))
    return _page(request, part.adding, event, form, goes_on=True)


@transaction.atomic
def change(request: HttpRequest, pk: int, part_pk: int, part: Part) -> HttpResponse:
    """Correct a part of an event."""
    event = find(pk)
    allow(request, part.permission)
    rows = part.model._default_manager.filter(event=event)
    row = get_object_or_404(locked(rows) if request.method == "POST" else rows, pk=part_pk)
    data = (request.POST,) if request.method == "POST" else ()
    form = _form(request, part, event, row, data)
    if request.method == "POST" and form.is_valid() and _saved(request, form, part):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(address_of(event))
    if part.model is Participant:
        log_shown(request.user, row)
    return _page(request, part.changing, event, form)


def _form(request: HttpRequest, part: Part, event: Event, row: Any, data: tuple[Any, ...]) -> Any:
    more = {"event": event} if part.model is Sale else {}
    return part.form(*data, instance=row, user=signed_in(request), **more)


def _page(
    request: HttpRequest, title: Any, event: Event, form: Any, *, goes_on: bool = False
) -> HttpResponse:
    back = {"address": address_of(event), "title": event.title}
    context = {"form": form, "title": title, "back": back, "goes_on": goes_on}
    return model_page(request, Event, "events/part.html", context)


def _saved(request: HttpRequest, form: Any, part: Part) -> bool:
    try:
        with transaction.atomic():
            save_part(actor=signed_in(request), part=form.instance, permission=part.permission)
    except Refusal as refusal:
        form.add_refusal(refusal)
    except IntegrityError as error:
        if not form.explain(error):
            raise
    else:
        return True
    return False
