"""One council: its page, its form, its members."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.refusals import Refusal
from accounts.requests import signed_in
from councils.badges import session_badge
from councils.forms import CouncilForm, DayOfEndForm, MemberForm
from councils.models import Council, CouncilMember
from councils.services.members.members import end_member, save_member
from councils.services.members.reading import Act, acts_for, by_rank, may_change
from councils.services.members.saving import save_council
from councils.views.addresses import council_address
from persian.dates import today
from screens.concurrent_edits import locked
from screens.history import Track, latest
from screens.pages import allow, model_page

MOST_SESSIONS = 12  # on the page of a council
NEWS = 6


def history_tracks(pk: int) -> list[Track]:
    """What a council's time line is made of."""
    hidden = {"council", "province", "county"}
    return [
        Track(Council, Q(pgh_obj_id=pk)),
        Track(CouncilMember, Q(council_id=pk), hidden=hidden, title=lambda row: row["full_name"]),
    ]


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one council: who sits in it, and its sessions."""
    council = get_object_or_404(Council.objects.select_related("province", "county"), pk=pk)
    allow(request, "councils.view_council")
    user: Any = request.user
    day = today()
    members = by_rank(council, council.members.select_related("person"))
    sessions = []
    if user.has_perm("councils.view_session"):
        sessions = [
            {"session": session, "badge": session_badge(session.state)}
            for session in council.sessions.all()[:MOST_SESSIONS]
        ]
    context = {
        "title": council.name,
        "council": council,
        "today": day,
        "may_keep": may_change(user, council),
        "may_plan": council.is_active and acts_for(user, council, Act.PLAN),
        "sitting": [each for each in members if each.end_on is None or each.end_on >= day],
        "past": [each for each in members if each.end_on is not None and each.end_on < day],
        "sessions": sessions,
        "news": latest(history_tracks(pk), NEWS),
    }
    return model_page(request, Council, "councils/council.html", context)


@transaction.atomic
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Enter the council of a place, or change what it is called."""
    user: Any = request.user
    is_sent = request.method == "POST"
    council = Council()
    if pk is None:
        allow(request, "councils.add_council")
    else:
        rows = Council.objects.all()
        council = get_object_or_404(rows, pk=pk)
        allow(request, "councils.view_council")
        if not may_change(user, council):
            return _without_right(request, council)
        council = get_object_or_404(locked(rows) if is_sent else rows, pk=pk)
    form = CouncilForm(request.POST if is_sent else None, instance=council, user=user)
    if is_sent and form.is_valid():
        saved = _saved(form, lambda: save_council(actor=user, council=form.instance))
        if saved:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(council_address(form.instance.pk))
    context = {
        "form": form,
        "title": _("Add a council") if pk is None else _("Change the council"),
        "back": council_address(pk) if pk else reverse("admin:councils_council_changelist"),
        "back_title": council.name if pk else _("Councils"),
    }
    return model_page(request, Council, "councils/form.html", context)


@transaction.atomic
def edit_member(request: HttpRequest, pk: int, part_pk: int | None = None) -> HttpResponse:
    """Enter a member of a council, or correct what is entered."""
    council = get_object_or_404(Council.objects.all(), pk=pk)
    allow(request, "councils.change_council")
    if not may_change(signed_in(request), council):
        return _without_right(request, council)
    is_sent = request.method == "POST"
    member = CouncilMember(start_on=today())
    if part_pk is not None:
        rows = council.members.all()
        member = get_object_or_404(locked(rows) if is_sent else rows, pk=part_pk)
    form = MemberForm(request.POST if is_sent else None, instance=member, council=council)
    if is_sent and form.is_valid():
        user = signed_in(request)
        if _saved(form, lambda: save_member(actor=user, member=form.instance)):
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(council_address(pk))
    title = _("Change the member") if part_pk else _("Add a member")
    return _member_page(request, council, form, title)


def end(request: HttpRequest, pk: int, part_pk: int) -> HttpResponse:
    """Say on which day a member's term ends."""
    council = get_object_or_404(Council.objects.all(), pk=pk)
    allow(request, "councils.change_council")
    if not may_change(signed_in(request), council):
        return _without_right(request, council)
    member = get_object_or_404(council.members.all(), pk=part_pk)
    form = DayOfEndForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            end_member(
                actor=signed_in(request),
                member=member,
                on=form.cleaned_data["on"],
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(council_address(pk))
    about = f"{member}، {member.get_seat_display()}"
    return _member_page(request, council, form, _("End the term"), about)


def _member_page(
    request: HttpRequest, council: Council, form: Any, title: str, about: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "about": about,
        "back": council_address(council.pk),
        "back_title": council.name,
    }
    return model_page(request, Council, "councils/form.html", context)


def _without_right(request: HttpRequest, council: Council) -> HttpResponse:
    """Whoever may only look is sent to the page; what they would have changed is refused."""
    if request.method == "POST":
        raise PermissionDenied(_("Your role does not allow this."))
    return HttpResponseRedirect(council_address(council.pk))


def _saved(form: Any, save: Callable[[], Any]) -> bool:
    """Whether the form's row is stored; otherwise its errors say why not."""
    try:
        with transaction.atomic():
            save()
    except Refusal as refusal:
        form.add_refusal(refusal)
    except IntegrityError as error:
        if not form.explain(error):
            raise
    else:
        return True
    return False
