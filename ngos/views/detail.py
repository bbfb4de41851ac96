"""One NGO: its page, its status, its deletion and its return."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.refusals import Refusal
from accounts.requests import signed_in
from ngos.badges import status_badge
from ngos.forms.parts import StatusForm
from ngos.models import NGO
from ngos.page import Loaded, part
from ngos.personal_data import log_shown
from ngos.services.change_status import allowed_statuses, change_status
from ngos.services.delete_ngo import delete_ngo, deleted_ngos, restore_ngo
from ngos.standing import standing_badge, standing_of_ngo
from ngos.views.pages import ngo_page_address, page
from persian.dates import today


def _allow(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied(_("Your role does not allow this."))


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one NGO, at the tab that the address names."""
    user: Any = request.user
    loaded = part.loaded(user, pk)
    _allow(request, "ngos.view_ngo")
    tabs = part.parts_for(user)
    asked = request.GET.get("tab")
    chosen = next((tab for tab in tabs if tab.key == asked), tabs[0])
    ngo = loaded.ngo
    if chosen.shows_personal_data:
        log_shown(user, ngo)
    context = {
        "title": ngo.name,
        "loaded": loaded,
        # The list as it was left: its filters travel in the address.
        "list_filters": request.GET.get("_changelist_filters", ""),
        "status_badge": status_badge(ngo.status),
        "licence_badge": standing_badge(standing_of_ngo(ngo, alert_days=loaded.alert_days)),
        "alerts": part.alerts(loaded),
        "actions": part.actions(user, ngo),
        "news": [] if chosen.key == part.HISTORY else part.news(user, pk),
        "tab": chosen.key,
        "chosen": chosen,
        "tabs": [
            {"key": tab.key, "title": tab.title, "count": tab.count(loaded) if tab.count else None}
            for tab in tabs
        ],
        **chosen.load(request, loaded),
    }
    return page(request, ngo, "ngos/detail.html", context)


def status(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the status of an NGO."""
    ngo = get_object_or_404(NGO, pk=pk)
    _allow(request, "ngos.change_status")
    user: Any = request.user
    allowed = allowed_statuses(actor=user, ngo=ngo)
    form = StatusForm(request.POST or None, allowed=allowed, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            change_status(actor=user, ngo=ngo, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("The status was changed."))
            return HttpResponseRedirect(ngo_page_address(pk))
    context = {
        "form": form,
        "allowed": allowed,
        "title": _("Change the status"),
        "status_badge": status_badge(ngo.status),
    }
    return page(request, ngo, "ngos/status_form.html", context)


def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an NGO, after saying what goes with it."""
    loaded = Loaded.of(request.user, pk)
    _allow(request, "ngos.delete_ngo")
    if request.method == "POST":
        try:
            delete_ngo(actor=signed_in(request), ngo=loaded.ngo)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(ngo_page_address(pk))
        messages.success(
            request,
            _("“%(ngo)s” was deleted. It can be brought back from this page.")
            % {"ngo": loaded.ngo},
        )
        return HttpResponseRedirect(reverse("admin:ngos_ngo_deleted"))
    return page(
        request, loaded.ngo, "ngos/ngo_delete.html", {"loaded": loaded, "title": _("Delete an NGO")}
    )


@require_GET
def deleted(request: HttpRequest) -> HttpResponse:
    """NGOs that were deleted and can be brought back."""
    _allow(request, "ngos.delete_ngo")
    events = deleted_ngos().select_related("county", "province", "field")
    found = Paginator(events, 30).get_page(request.GET.get("page"))
    return page(request, None, "ngos/deleted.html", {"page": found, "title": _("Deleted NGOs")})


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted NGO back."""
    _allow(request, "ngos.delete_ngo")
    try:
        restored = restore_ngo(actor=signed_in(request), pk=pk)
    except NGO.DoesNotExist as error:
        raise Http404 from error
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("admin:ngos_ngo_deleted"))
    messages.success(request, _("“%(ngo)s” is back in the register.") % {"ngo": restored.ngo})
    if restored.lost_terms:
        text = _("%(count)s terms could not come back: their persons are no longer registered.")
        messages.warning(request, text % {"count": restored.lost_terms})
    return HttpResponseRedirect(ngo_page_address(pk))
