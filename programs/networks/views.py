"""One network: its page and its form."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.requests import signed_in
from programs.networks.forms import PARTS, NetworkForm
from programs.networks.models import Network
from programs.networks.services import networks as services
from screens.history import Track, latest
from screens.page_links import links_of
from screens.pages import address_of, allow, model_page
from screens.record_form import RecordForm
from screens.record_parts import on_page
from screens.record_parts import tracks as tracks_of_parts

NEWS = 6


def find(pk: int) -> Network:
    """Raises Http404 for a network outside the scope."""
    query = Network.objects.select_related("province", "county", "field", "operator", "program")
    return get_object_or_404(query, pk=pk)


def tracks(pk: int) -> list[Track]:
    return [Track(Network, Q(pgh_obj_id=pk)), *tracks_of_parts(PARTS, pk)]


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one network: who belongs to it, whom it reached, what was pledged and kept."""
    network = find(pk)
    allow(request, "networks.view_network")
    user = signed_in(request)
    actions: list[Any] = []
    if user.has_perm(services.CHANGE):
        actions.append(
            {"title": _("Edit"), "icon": "edit", "address": address_of(network, "change")}
        )
    parts = on_page(PARTS, user, network)
    kept: dict[int, list[Any]] = {}
    for each in parts["fulfilments"]["rows"]:
        kept.setdefault(each["row"].pledge_id, []).append(each)
    context = {
        "title": network.name,
        "network": network,
        "sums": services.sums(network),
        "alerts": services.alerts(network),
        "parts": parts,
        "pledges": [
            {**each, "kept": kept.get(each["row"].pk, [])} for each in parts["pledges"]["rows"]
        ],
        "actions": [*actions, *links_of(user, network)],
        "news": latest(tracks(pk), NEWS),
        "history_address": address_of(network, "history"),
    }
    return model_page(request, Network, "networks/network.html", context)


def _saved(user: User, form: NetworkForm) -> Network:
    return services.save_network(actor=user, network=form.instance)


FORM = RecordForm(
    model=Network, form=NetworkForm, save=_saved,
    add_permission=services.ADD, change_permission=services.CHANGE,
    adding=gettext_lazy("Add a network"), changing=gettext_lazy("Change the network"),
    added=gettext_lazy("The network was recorded. Enter its members."),
)  # fmt: skip
