"""One resolution: what was decided, and what became of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.refusals import Refusal
from councils.badges import decision_badge, follow_up_badge
from councils.forms import FollowUpForm
from councils.matters import attach, matter_of
from councils.models import AgendaItem
from councils.models.session import SessionState
from councils.services.sessions.follow_up import follow_up, may_follow_up
from councils.views.addresses import session_address
from ngos.models import NGO
from screens.history import Track, timeline
from screens.pages import allow, model_page
from screens.seen import seen_in


def history_tracks(pk: int) -> list[Track]:
    hidden = {"session", "province", "county", "position", "matter"}
    return [Track(AgendaItem, Q(pgh_obj_id=pk), hidden=hidden)]


def _ngo_of(item: AgendaItem) -> NGO | None:
    """The NGO that a resolution is about, where it is about one."""
    attach([item])
    matter = matter_of(item.matter)
    if matter is None or item.row is None:
        return None
    key = matter.ngo_id(item.row)
    return NGO.objects.filter(pk=key).first() if key is not None else None


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a resolution; one that is not signed yet is on the page of its session."""
    query = AgendaItem.objects.select_related("session__council", "refer_to")
    item = get_object_or_404(query, pk=pk)
    allow(request, "councils.view_agendaitem")
    if item.session.state != SessionState.SIGNED:
        if request.method == "POST":
            raise PermissionDenied(_("Your role does not allow this."))
        return HttpResponseRedirect(session_address(item.session.pk, item.pk))
    user: Any = request.user
    stored = {
        "state": item.follow_up,
        "owner": item.owner,
        "due_on": item.due_on,
        "notes": item.follow_up_notes,
    }
    form = FollowUpForm(request.POST or None, initial=stored)
    if request.method == "POST":
        allow(request, "councils.follow_up_resolution")
        if form.is_valid():
            seen = seen_in(request)
            try:
                follow_up(actor=user, item=item, seen=seen, **form.cleaned_data)
            except Refusal as refusal:
                form.add_refusal(refusal)
            else:
                messages.success(request, _("Saved."))
                return HttpResponseRedirect(reverse("admin:councils_agendaitem_detail", args=[pk]))
    context = {
        "title": item.subject,
        "item": item,
        "ngo": _ngo_of(item),
        "form": form if may_follow_up(user, item) else None,
        "decision_badge": decision_badge(item.decision),
        "follow_up_badge": follow_up_badge(item.follow_up, item.due_on),
        "page": timeline(history_tracks(pk), page=request.GET.get("page")),
    }
    return model_page(request, AgendaItem, "councils/resolution.html", context)
