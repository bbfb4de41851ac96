"""Where an officer begins: the NGO as it stands, what is asked of it, the doors to its parts."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import signed_in
from desk.models import ChangeState, FieldChange
from desk.services import officers
from desk.views.pages import for_officers, office, page
from ngos.page import Awaited, part
from ngos.standing import standing_of_ngo


@require_safe
@for_officers
def home(request: HttpRequest) -> HttpResponseBase:
    """To the NGO that the officer works for now."""
    return HttpResponseRedirect(reverse("desk_ngo", args=[signed_in(request).ngo_id]))


@require_safe
@for_officers
def ngo(request: HttpRequest, ngo_pk: int) -> HttpResponse:
    user = signed_in(request)
    loaded = part.loaded(user, ngo_pk)
    doors = part.parts_on_desk(user)
    awaited = [each for _part, desk in doors for each in desk.awaited(loaded)]
    awaited += _returned(ngo_pk)
    awaited.sort(key=lambda each: (each.due_on is None, each.due_on))
    row = loaded.ngo
    context = {
        "loaded": loaded,
        "standing": standing_of_ngo(row, alert_days=loaded.alert_days),
        "awaited": awaited,
        "doors": [(each.key, desk.title or each.title, desk) for each, desk in doors],
        "office": office(),
        "administers": officers.administers(),
        "waiting": FieldChange.objects.filter(ngo=ngo_pk, state=ChangeState.ASKED).count(),
    }
    return page(request, row, "desk/ngo.html", context)


def _returned(ngo_pk: int) -> list[Awaited]:
    """What the office gave back, until it is asked for anew."""
    rows = FieldChange.objects.filter(ngo=ngo_pk).order_by("field", "-pk").distinct("field")
    return [
        Awaited(
            _("Returned by the office: %(field)s") % {"field": row},
            about=row.remarks,
            address=reverse("desk_change_ask", args=[ngo_pk, row.field]),
        )
        for row in rows
        if row.state == ChangeState.RETURNED
    ]


@require_safe
@for_officers
def show(request: HttpRequest, ngo_pk: int, key: str) -> HttpResponse:
    """A part of the NGO that a room shows on the desk."""
    user = signed_in(request)
    loaded = part.loaded(user, ngo_pk)
    found = [each for each in part.parts_on_desk(user) if each[0].key == key]
    if not found:
        raise Http404
    chosen, desk = found[0]
    context = {
        "loaded": loaded,
        "title": desk.title or chosen.title,
        "template": desk.template,
        **desk.load(request, loaded),
    }
    return page(request, loaded.ngo, "desk/part.html", context)


@require_POST
@for_officers
def choose(request: HttpRequest) -> HttpResponseBase:
    """Work for another of the own NGOs."""
    chosen = request.POST.get("ngo", "")
    if not chosen.isdecimal() or not officers.choose(int(chosen[:18])):
        raise Http404
    return HttpResponseRedirect(reverse("desk_ngo", args=[int(chosen)]))
