"""One neighbourhood: its profile, and its form."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.requests import signed_in
from persian.dates import today
from programs.neighbourhoods import forms
from programs.neighbourhoods.badges import profile_badge
from programs.neighbourhoods.models import ItemKind, Neighbourhood
from programs.neighbourhoods.parts import PARTS
from programs.neighbourhoods.services import profiles as services
from screens.history import Track, latest
from screens.page_links import links_of
from screens.pages import address_of, allow, model_page
from screens.record_form import RecordForm
from screens.record_parts import on_page
from screens.record_parts import tracks as tracks_of_parts

NEWS = 6


def find(pk: int) -> Neighbourhood:
    """Raises Http404 for a neighbourhood outside the scope."""
    query = Neighbourhood.objects.select_related(
        "province", "county", "facilitator_ngo", "body"
    ).annotate(complete=services.completeness())
    return get_object_or_404(query, pk=pk)


def tracks(pk: int) -> list[Track]:
    return [Track(Neighbourhood, Q(pgh_obj_id=pk)), *tracks_of_parts(PARTS, pk)]


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one neighbourhood."""
    row: Any = find(pk)
    allow(request, "neighbourhoods.view_neighbourhood")
    user = signed_in(request)
    actions: list[Any] = []
    if user.has_perm(services.CHANGE):
        actions.append({"title": _("Edit"), "icon": "edit", "address": address_of(row, "change")})
    part = on_page(PARTS, user, row)["items"]
    context = {
        "title": row.name,
        "row": row,
        "badge": profile_badge(row),
        "complete": row.complete,
        "missing": services.missing(row),
        "part": part,
        "groups": [
            (label, [each for each in part["rows"] if each["row"].kind == kind])
            for kind, label in ItemKind.choices
        ],
        "facilities": list(row.facilities.all())
        if user.has_perm("neighbourhoods.view_facility")
        else [],
        "actions": [*actions, *links_of(user, row)],
        "today": today(),
        "news": latest(tracks(pk), NEWS),
        "history_address": address_of(row, "history"),
    }
    return model_page(request, Neighbourhood, "neighbourhoods/neighbourhood.html", context)


def _saved(user: User, form: forms.NeighbourhoodForm) -> Neighbourhood:
    return services.save_neighbourhood(actor=user, neighbourhood=form.instance)


FORM = RecordForm(
    model=Neighbourhood, form=forms.NeighbourhoodForm, save=_saved,
    add_permission=services.ADD, change_permission=services.CHANGE,
    adding=gettext_lazy("Add a neighbourhood"), changing=gettext_lazy("Change the neighbourhood"),
    added=gettext_lazy("The profile is opened."),
)  # fmt: skip
