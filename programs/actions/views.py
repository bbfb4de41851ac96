"""One action point: its page, its form, its steps, and how it is raised from another record."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.requests import signed_in
from ngos.models import NGO
from persian.dates import today
from persian.numbers import is_key
from programs.actions import forms, services
from programs.actions.badges import action_badge
from programs.actions.models import ActionPoint
from programs.actions.sources import Source, source_of, way_back
from programs.actions.workflow import ACTION, ActionState
from screens.concurrent_edits import locked
from screens.history import latest
from screens.pages import address_of, allow, model_page
from screens.record_steps import RecordSteps
from screens.step_page import Back, StepPage

NEWS = 6


def find(pk: int) -> ActionPoint:
    """Raises Http404 for a point outside the scope."""
    query = ActionPoint.objects.select_related("province", "county", "ngo")
    return get_object_or_404(query, pk=pk)


_STEPS = RecordSteps(
    workflow=ACTION, stamp=services.STAMP, find=find, called="point",
    icons={"finish": "task", "verify": "task_alt", "reopen": "undo", "drop": "do_not_disturb_on"},
)  # fmt: skip


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one action point."""
    point = find(pk)
    allow(request, "actions.view_actionpoint")
    user = signed_in(request)
    actions = _STEPS.buttons(user, point)
    if point.state == ActionState.OPEN and user.has_perm(services.CHANGE):
        actions.append({"title": _("Edit"), "icon": "edit", "address": address_of(point, "change")})
    context = {
        "title": point.title,
        "point": point,
        "badge": action_badge(point),
        "actions": actions,
        "source_address": way_back(user, point.source, point.source_id),
        "today": today(),
        "news": latest(services.tracks(pk), NEWS),
        "history_address": address_of(point, "history"),
    }
    return model_page(request, ActionPoint, "actions/point.html", context)


def _raised_from(request: HttpRequest) -> tuple[Source | None, Any]:
    """The record of the address from which a point is raised, where there is one."""
    source = source_of(request.GET.get("source", ""))
    key = request.GET.get("of", "")
    if source is None or not is_key(key) or not request.user.has_perm(source.permission):
        return None, None
    row = source.find(int(key))
    return (source, row) if row is not None else (None, None)


def add(request: HttpRequest) -> HttpResponse:
    """Raise a point: alone, from an NGO's page, or from another record."""
    allow(request, services.ADD)
    user = signed_in(request)
    point = ActionPoint(province=user.province, county=user.county)
    back = Back(reverse("admin:actions_actionpoint_changelist"), _("Action points"))
    source, row = _raised_from(request)
    ngo_key = request.GET.get("ngo", "")
    if source is not None:
        place = source.place(row)
        point.source, point.source_id, point.source_title = source.key, row.pk, source.title(row)
        point.ngo_id = place.ngo_id
        if place.province is not None:
            point.province, point.county = place.province, place.county
        back = Back(address_of(row), source.title(row))
    elif is_key(ngo_key):
        ngo = get_object_or_404(NGO.objects.select_related("province", "county"), pk=int(ngo_key))
        point.ngo, point.province, point.county = ngo, ngo.province, ngo.county
        back = Back(f"{address_of(ngo)}?tab=actions", ngo.name)
    if user.county is not None:
        point.county = user.county
    form = forms.ActionForm(request.POST or None, instance=point, user=user)
    return StepPage(
        row=ActionPoint,
        form=form,
        title=_("Add an action point"),
        button=_("Save"),
        take=lambda data: services.save_action(actor=user, point=form.instance),
        done=_("The action point was recorded."),
        about=point.source_title or (point.ngo.name if point.ngo else ""),
        back=back,
    ).answer(request)


@transaction.atomic
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a point while it is open."""
    allow(request, services.CHANGE)
    rows = ActionPoint.objects.all()
    point = get_object_or_404(locked(rows) if request.method == "POST" else rows, pk=pk)
    user = signed_in(request)
    form = forms.ActionForm(request.POST or None, instance=point, user=user)
    return StepPage(
        row=point,
        form=form,
        title=_("Change the action point"),
        button=_("Save"),
        take=lambda data: services.save_action(actor=user, point=form.instance),
        done=_("Saved."),
        back=Back(address_of(point), point.title),
    ).answer(request)


finish = _STEPS.page(
    "finish", forms.FinishForm, services.finish, _("It is done; another person verifies it.")
)
verify = _STEPS.page("verify", forms.NothingMoreForm, services.verify, _("Verified."))
reopen = _STEPS.page("reopen", forms.ReasonForm, services.reopen, _("It is to be done again."))
drop = _STEPS.page("drop", forms.ReasonForm, services.drop, _("It was dropped."), is_grave=True)
