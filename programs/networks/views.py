"""One network: its page and its form."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.requests import signed_in
from programs.networks.forms import PARTS, NetworkForm
from programs.networks.models import Network
from programs.networks.services import networks as services
from screens.concurrent_edits import locked
from screens.history import Track, latest
from screens.page_links import links_of
from screens.pages import address_of, allow, model_page
from screens.record_parts import on_page
from screens.record_parts import tracks as tracks_of_parts
from screens.step_page import Back, StepPage

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


def add(request: HttpRequest) -> HttpResponse:
    allow(request, services.ADD)
    user = signed_in(request)
    form = NetworkForm(request.POST or None, instance=Network(), user=user)
    return StepPage(
        row=Network,
        form=form,
        title=_("Add a network"),
        button=_("Save"),
        take=lambda data: services.save_network(actor=user, network=form.instance),
        done=_("The network was recorded. Enter its members."),
        leads_to=address_of,
        back=Back(reverse("admin:networks_network_changelist"), _("Networks")),
    ).answer(request)


@transaction.atomic
def change(request: HttpRequest, pk: int) -> HttpResponse:
    allow(request, services.CHANGE)
    rows = Network.objects.all()
    network = get_object_or_404(locked(rows) if request.method == "POST" else rows, pk=pk)
    user = signed_in(request)
    form = NetworkForm(request.POST or None, instance=network, user=user)
    return StepPage(
        row=network,
        form=form,
        title=_("Change the network"),
        button=_("Save"),
        take=lambda data: services.save_network(actor=user, network=form.instance),
        done=_("Saved."),
        back=Back(address_of(network), network.name),
    ).answer(request)
