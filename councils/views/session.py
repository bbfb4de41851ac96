"""One session: its page and form, and what is written on the page while it is held."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.confirming import require_confirmation
from accounts.models import User
from accounts.refusals import Refusal
from accounts.requests import signed_in
from councils.forms import SessionForm
from councils.matters import attach, matter_of
from councils.models import AgendaItem, Council, Session
from councils.services.members.reading import Act, acts_for, bodies_for, may_act, require_act
from councils.services.sessions import agenda, planning, recording, signing
from councils.services.sessions.recording import Recorded
from councils.views.addresses import session_address
from councils.views.loading import Case, LoadedSession
from persian.dates import today
from persian.numbers import is_key
from screens.concurrent_edits import locked
from screens.page_links import links_of
from screens.pages import allow, model_page
from screens.seen import seen_in, version_of


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one session: who is there, what is decided, the minutes, the signature."""
    loaded = LoadedSession.of(signed_in(request), pk, request.GET.get("item", ""))
    allow(request, "councils.view_session")
    context = {
        "title": loaded.session.council.name,
        "loaded": loaded,
        "case": loaded.chosen,
        "links": links_of(signed_in(request), loaded.session),
    }
    return model_page(request, Session, "councils/session.html", context)


@transaction.atomic
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Plan a session, or change when and where it is."""
    user = cast("User", request.user)
    is_sent = request.method == "POST"
    if pk is None:
        if not may_act(user, Act.PLAN):
            raise PermissionDenied(_("Your role does not allow this."))
        bodies = list(bodies_for(user, Act.PLAN).filter(is_active=True))
        if not bodies:
            return _without_body(request, user)
        chosen = [each for each in bodies if str(each.pk) == request.GET.get("body")]
        if len(chosen or bodies) > 1:
            return _choice(request, bodies)
        council = (chosen or bodies)[0]
        session = Session(council=council)
    else:
        rows = Session.objects.select_related("council")
        session = get_object_or_404(locked(rows) if is_sent else rows, pk=pk)
        allow(request, "councils.view_session")
        council = session.council
        if not acts_for(user, council, Act.WRITE):
            if is_sent:
                raise PermissionDenied(_("Your role does not allow this."))
            return HttpResponseRedirect(session_address(pk))
    form = SessionForm(
        request.POST if is_sent else None,
        instance=session, council=council, initial={} if pk else {"held_on": today()},
    )  # fmt: skip
    if is_sent and form.is_valid():
        found = _stored(form, user, pk)
        if found is not None:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(session_address(found.pk))
    context = {
        "form": form,
        "title": _("Plan a session") if pk is None else _("Change the session"),
        "about": council.name,
        "back": session_address(pk) if pk else reverse("admin:councils_session_changelist"),
        "back_title": _("Back to the session") if pk else _("Sessions"),
    }
    return model_page(request, Session, "councils/form.html", context)


def _without_body(request: HttpRequest, user: User) -> HttpResponse:
    """Nobody plans who works for no body: a council's secretary is told that theirs is missing."""
    if not user.has_perm(Act.PLAN.permission):
        raise PermissionDenied(_("You have the secretary's seat of no body today."))
    text = _("Your place has no council in use yet. The director general enters it here.")
    messages.warning(request, text)
    return HttpResponseRedirect(reverse("admin:councils_council_changelist"))


def _choice(request: HttpRequest, bodies: list[Council]) -> HttpResponse:
    """For which body, where a person is the secretary of several."""
    context = {
        "title": _("Plan a session"),
        "bodies": bodies,
        "back": reverse("admin:councils_session_changelist"),
        "back_title": _("Sessions"),
    }
    return model_page(request, Session, "councils/choose_body.html", context)


def _stored(form: SessionForm, user: User, pk: int | None) -> Session | None:
    """The stored session, or None where the form's errors say why not."""
    values = {name: form.cleaned_data[name] for name in ("held_on", "number", "place", "chair")}
    try:
        with transaction.atomic():
            if pk is None:
                council = form.instance.council
                return planning.plan_session(actor=user, council=council, **values)
            session = Session.objects.get(pk=pk)
            return planning.change_session(actor=user, session=session, **values)
    except Refusal as refusal:
        form.add_refusal(refusal)
    except IntegrityError as error:
        if not form.explain(error):
            raise
    return None


# -- what is written on the page -----------------------------------------------------------------

View = Callable[..., HttpResponse]


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _written(view: Callable[..., "HttpResponse | str"]) -> View:
    """A view that writes to a session: afterwards the page again, or for a script what is new.

    The view gives the address to go to. Refusals are told above the page, or to the script.
    """

    @require_POST
    @wraps(view)
    def wrapped(request: HttpRequest, pk: int, **names: Any) -> HttpResponse:
        session = get_object_or_404(Session.objects.select_related("council"), pk=pk)
        try:
            found = view(request, session, **names)
        except Refusal as refusal:
            if _is_script(request):
                return JsonResponse({"refused": str(refusal)}, status=409)
            messages.error(request, str(refusal))
            found = session_address(pk, _whole(request, "back") if "back" in request.POST else None)
        if isinstance(found, HttpResponse):
            return found
        return HttpResponseRedirect(found)

    return wrapped


def _whole(request: HttpRequest, name: str) -> int:
    """A whole number that the page sent. Raises Http404 for anything else."""
    value = request.POST.get(name, "")
    if not is_key(value):
        raise Http404
    return int(value)


@_written
def attendance(request: HttpRequest, session: Session) -> "HttpResponse | str":
    """Mark a member as present or absent. A script's page stays, so that no click is lost."""
    member = get_object_or_404(session.council.members.all(), pk=_whole(request, "member"))
    recording.mark_attendance(
        actor=cast("User", request.user),
        session=session,
        member=member,
        is_present=request.POST.get("present") == "1",
    )
    if _is_script(request):
        return _news(request, session, None)
    return session_address(session.pk, part="attendance")


@_written
def items_add(request: HttpRequest, session: Session) -> str:
    """Put what waits for the council, or another subject, on the agenda."""
    user = cast("User", request.user)
    if "row" in request.POST:
        # Outsiders' and absent rows are told apart from nothing: both wait for nobody.
        name, _colon, key = request.POST["row"].partition(":")
        matter = matter_of(name)
        if matter is None or not is_key(key) or not matter.rows().filter(pk=int(key)).exists():
            require_act(user, session.council, Act.WRITE)
            raise Http404
        item = agenda.add_row(actor=user, session=session, matter=matter, key=int(key))
    else:
        subject = request.POST.get("subject", "")
        item = agenda.add_subject(actor=user, session=session, subject=subject)
    return session_address(session.pk, item.pk, "agenda")


@_written
def items_order(request: HttpRequest, session: Session) -> "HttpResponse | str":
    """Give the agenda another order: all ids in a row, or one item moved up or down."""
    order = [int(pk) for pk in request.POST.getlist("order") if is_key(pk)]
    chosen = None
    if request.POST.get("move"):
        chosen = _whole(request, "item")
        order = list(session.agenda.values_list("pk", flat=True))
        if chosen in order:
            place = order.index(chosen)
            other = place + (-1 if request.POST["move"] == "up" else 1)
            if 0 <= other < len(order):
                order[place], order[other] = order[other], order[place]
    agenda.order_items(actor=cast("User", request.user), session=session, order=order)
    if _is_script(request):
        return _news(request, session, None)
    return session_address(session.pk, chosen, "agenda")


@_written
def items_record(request: HttpRequest, session: Session, part_pk: int) -> "HttpResponse | str":
    """Write down what is decided on an item."""
    loaded = LoadedSession(signed_in(request), session)
    item = get_object_or_404(session.agenda.all(), pk=part_pk)
    attach([item])
    require_act(loaded.user, session.council, Act.WRITE)
    form = Case(loaded, item, request.POST).form
    if not form.is_valid():
        text = " ".join(
            f"{form.fields[name].label}: {error}" for name, errors in form.errors.items()
            for error in errors
        )  # fmt: skip
        raise Refusal("unreadable", text)
    item = recording.record_decision(
        actor=cast("User", request.user),
        item=item,
        recorded=Recorded(**form.cleaned_data),
        seen=request.POST.get("seen"),
    )
    if _is_script(request):
        return _news(request, session, item)
    messages.success(request, _("Saved."))
    return session_address(session.pk, item.pk, "case")


@_written
def items_remove(request: HttpRequest, session: Session, part_pk: int) -> str:
    """Take an item off the agenda."""
    item = get_object_or_404(session.agenda.select_related("session"), pk=part_pk)
    agenda.remove_item(actor=cast("User", request.user), item=item)
    return session_address(session.pk, part="agenda")


@_written
def text(request: HttpRequest, session: Session) -> "HttpResponse | str":
    """Store the text of the minutes."""
    session = recording.write_minutes(
        actor=cast("User", request.user),
        session=session,
        minutes=request.POST.get("minutes", ""),
        seen=request.POST.get("seen"),
    )
    if _is_script(request):
        return _news(request, session, None)
    messages.success(request, _("Saved."))
    return session_address(session.pk, part="minutes")


def _news(request: HttpRequest, session: Session, item: AgendaItem | None) -> JsonResponse:
    """What changes on the page after something was stored."""
    loaded = LoadedSession.of(signed_in(request), session.pk)
    card = next(
        (card for card in loaded.cards if item is not None and card.item.pk == item.pk), None
    )
    return JsonResponse(
        {
            "version": version_of(item) if item is not None else loaded.version_of_minutes,
            "badge": card.badge if card else "",
            "present": loaded.standing.voting_present,
            "quorum": render_to_string("councils/quorum.html", {"loaded": loaded}),
            "signature": render_to_string("councils/signature.html", {"loaded": loaded}, request),
        }
    )


@_written
def cancel(request: HttpRequest, session: Session) -> str:
    """Say that the session does not take place."""
    planning.cancel_session(actor=cast("User", request.user), session=session)
    messages.success(request, _("The session was cancelled."))
    return session_address(session.pk)


@_written
def sign(request: HttpRequest, session: Session) -> str:
    """Sign the session as the page shows it."""
    states = {
        int(pk): state
        for pk, _colon, state in (part.partition(":") for part in request.POST.getlist("state"))
        if is_key(pk)
    }
    try:
        require_confirmation(request)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return session_address(session.pk)
    signing.sign_session(
        actor=cast("User", request.user),
        session=session,
        seen=seen_in(request),
        states=states,
    )
    messages.success(request, _("The session is signed, and its decisions are carried out."))
    return session_address(session.pk)
