"""One self-help group: its page and its form."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.requests import signed_in
from programs.microfunds import forms
from programs.microfunds.badges import group_badge
from programs.microfunds.models import SelfHelpGroup
from programs.microfunds.services import funds as services
from screens.concurrent_edits import locked
from screens.history import latest
from screens.page_links import links_of
from screens.pages import address_of, allow, model_page
from screens.step_page import Back, StepPage

NEWS = 6


def find(pk: int) -> SelfHelpGroup:
    """Raises Http404 for a group outside the scope."""
    query = SelfHelpGroup.objects.select_related("province", "county", "facilitator", "fund")
    return get_object_or_404(query, pk=pk)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one group."""
    group = find(pk)
    allow(request, "microfunds.view_selfhelpgroup")
    user = signed_in(request)
    actions: list[Any] = []
    if user.has_perm(services.CHANGE_GROUP):
        actions.append({"title": _("Edit"), "icon": "edit", "address": address_of(group, "change")})
    context = {
        "title": group.name,
        "group": group,
        "badge": group_badge(group.is_active),
        "warnings": list(services.warnings_of_group(group)),
        "actions": [*actions, *links_of(user, group)],
        "news": latest(services.tracks_of_group(pk), NEWS),
        "history_address": address_of(group, "history"),
    }
    return model_page(request, SelfHelpGroup, "microfunds/group.html", context)


def add(request: HttpRequest) -> HttpResponse:
    allow(request, services.ADD_GROUP)
    user = signed_in(request)
    form = forms.GroupForm(request.POST or None, instance=SelfHelpGroup(), user=user)
    return StepPage(
        row=SelfHelpGroup,
        form=form,
        title=_("Add a self-help group"),
        button=_("Save"),
        take=lambda data: services.save_group(actor=user, group=form.instance),
        done=_("The group was recorded."),
        leads_to=address_of,
        back=Back(reverse("admin:microfunds_selfhelpgroup_changelist"), _("Self-help groups")),
    ).answer(request)


@transaction.atomic
def change(request: HttpRequest, pk: int) -> HttpResponse:
    allow(request, services.CHANGE_GROUP)
    rows = SelfHelpGroup.objects.all()
    group = get_object_or_404(locked(rows) if request.method == "POST" else rows, pk=pk)
    user = signed_in(request)
    form = forms.GroupForm(request.POST or None, instance=group, user=user)
    return StepPage(
        row=group,
        form=form,
        title=_("Change the group"),
        button=_("Save"),
        take=lambda data: services.save_group(actor=user, group=form.instance),
        done=_("Saved."),
        back=Back(address_of(group), group.name),
    ).answer(request)
