"""One agreement: its page and its form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.requests import signed_in
from persian.dates import today
from persian.numbers import is_key
from programs.projects import forms
from programs.projects.badges import agreement_badge
from programs.projects.models import Agreement, Program
from programs.projects.parts import AGREEMENT_PARTS
from programs.projects.services import agreements as services
from screens.history import latest
from screens.page_links import links_of
from screens.pages import address_of, allow, model_page
from screens.record_form import RecordForm
from screens.record_parts import on_page

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


def _begun(request: HttpRequest) -> Agreement:
    """A new one, of a program where the address names one."""
    agreement = Agreement()
    key = request.GET.get("program", "")
    program = Program.objects.filter(pk=int(key)).first() if is_key(key) else None
    if program is not None:
        agreement.program = program
        agreement.province_id, agreement.county_id = program.province_id, program.county_id
    return agreement


def _saved(user: User, form: forms.AgreementForm) -> Agreement:
    return services.save_agreement(actor=user, agreement=form.instance)


FORM = RecordForm(
    model=Agreement, form=forms.AgreementForm, save=_saved,
    add_permission=services.ADD, change_permission=services.CHANGE,
    adding=gettext_lazy("Add an agreement"), changing=gettext_lazy("Change the agreement"),
    added=gettext_lazy("The agreement was recorded. Enter its parties."), begin=_begun,
)  # fmt: skip
