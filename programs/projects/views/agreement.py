"""One agreement: its page and its form."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.requests import signed_in
from persian.dates import today
from persian.numbers import is_key
from programs.projects import forms
from programs.projects.badges import agreement_badge
from programs.projects.models import Agreement, Program
from programs.projects.parts import AGREEMENT_PARTS
from programs.projects.services import agreements as services
from screens.concurrent_edits import locked
from screens.history import latest
from screens.page_links import links_of
from screens.pages import address_of, allow, model_page
from screens.record_parts import on_page
from screens.step_page import Back, StepPage

NEWS = 6


def find(pk: int) -> Agreement:
    """Raises Http404 for an agreement outside the scope."""
    query = Agreement.objects.select_related("province", "county", "program")
    return get_object_or_404(query, pk=pk)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one agreement."""
    agreement = find(pk)
    allow(request, "projects.view_agreement")
    user = signed_in(request)
    actions: list[Any] = []
    if user.has_perm(services.CHANGE):
        actions.append(
            {"title": _("Edit"), "icon": "edit", "address": address_of(agreement, "change")}
        )
    context = {
        "title": agreement.title,
        "agreement": agreement,
        "badge": agreement_badge(agreement),
        "is_in_force": services.state_of(agreement) == "in_force",
        "actions": [*actions, *links_of(user, agreement)],
        "parts": on_page(AGREEMENT_PARTS, user, agreement),
        "today": today(),
        "news": latest(services.tracks(pk), NEWS),
        "history_address": address_of(agreement, "history"),
    }
    return model_page(request, Agreement, "projects/agreement.html", context)


def add(request: HttpRequest) -> HttpResponse:
    """Record an agreement, of a program where the address names one."""
    allow(request, services.ADD)
    user = signed_in(request)
    agreement = Agreement()
    key = request.GET.get("program", "")
    program = Program.objects.filter(pk=int(key)).first() if is_key(key) else None
    if program is not None:
        agreement.program = program
        agreement.province_id, agreement.county_id = program.province_id, program.county_id
    form = forms.AgreementForm(request.POST or None, instance=agreement, user=user)
    return StepPage(
        row=Agreement,
        form=form,
        title=_("Add an agreement"),
        button=_("Save"),
        take=lambda data: services.save_agreement(actor=user, agreement=form.instance),
        done=_("The agreement was recorded. Enter its parties."),
        leads_to=address_of,
        back=Back(reverse("admin:projects_agreement_changelist"), _("Agreements")),
    ).answer(request)


@transaction.atomic
def change(request: HttpRequest, pk: int) -> HttpResponse:
    allow(request, services.CHANGE)
    rows = Agreement.objects.all()
    agreement = get_object_or_404(locked(rows) if request.method == "POST" else rows, pk=pk)
    user = signed_in(request)
    form = forms.AgreementForm(request.POST or None, instance=agreement, user=user)
    return StepPage(
        row=agreement,
        form=form,
        title=_("Change the agreement"),
        button=_("Save"),
        take=lambda data: services.save_agreement(actor=user, agreement=form.instance),
        done=_("Saved."),
        back=Back(address_of(agreement), agreement.title),
    ).answer(request)
