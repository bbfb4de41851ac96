"""The page of one woman, and the forms of what is known of her."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import User
from accounts.requests import signed_in
from beneficiaries.records import eligibility
from beneficiaries.records.badges import state_badge
from beneficiaries.records.forms import NumbersForm, WomanForm
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.words import RecordState, Supporter
from beneficiaries.records.opening import of_record
from beneficiaries.records.parts import PARTS
from beneficiaries.records.personal_data import ASSIGN, CHANGE, REVEAL
from beneficiaries.records.sections import sections_for
from beneficiaries.records.services.records import save_woman
from beneficiaries.records.views.tracks import tracks_of
from screens.concurrent_edits import locked
from screens.history import latest
from screens.listing_cells import masked
from screens.page_links import links_of
from screens.pages import address_of, model_page
from screens.record_parts import on_page
from screens.step_page import Back, StepPage

NEWS = 6


@require_GET
@of_record("record")
def detail(request: HttpRequest, woman: Beneficiary) -> HttpResponse:
    """Her page: who she is, her household, what other rooms tell of her, her life with us."""
    user = signed_in(request)
    sections = sections_for(user)
    story = sorted(
        (told for section in sections for told in section.story(woman)),
        key=lambda told: told.on,
        reverse=True,
    )
    context = {
        "title": str(woman),
        "woman": woman,
        "badge": state_badge(woman.state),
        "national_id": masked(woman.national_id),
        "mobile": masked(woman.mobile),
        "sheba": masked(woman.sheba),
        "supporters": "، ".join(str(Supporter(each).label) for each in woman.supporters),
        "warnings": eligibility.warnings(woman),
        "notices": [text for section in sections for text in section.warns(woman)],
        "parts": on_page(PARTS, user, woman),
        "sections": [
            {"section": section, "template": section.template, "loaded": section.load(user, woman)}
            for section in sections
        ],
        "story": story,
        "actions": [
            *_buttons(user, woman),
            *(button for section in sections for button in section.buttons(user, woman)),
            *links_of(user, woman),
        ],
        "news": latest(tracks_of(woman.pk), NEWS),
        "history_address": address_of(woman, "history"),
    }
    return model_page(request, Beneficiary, "records/woman.html", context)


def _buttons(user: User, woman: Beneficiary) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    def offer(permission: str, title: str, icon: str, page: str) -> None:
        if user.has_perm(permission):
            found.append({"title": title, "icon": icon, "address": address_of(woman, page)})

    offer(CHANGE, _("Edit"), "edit", "edit")
    offer(CHANGE, _("Correct her numbers"), "pin", "numbers")
    offer(REVEAL, _("Show a number"), "visibility", "reveal")
    offer(ASSIGN, _("Choose the case worker"), "person_add", "assign")
    if woman.state == RecordState.ACTIVE:
        offer(CHANGE, _("Close the record"), "inventory_2", "close")
    else:
        offer(CHANGE, _("Open the record again"), "unarchive", "open_again")
    return found


def back_to(woman: Beneficiary) -> Back:
    return Back(address_of(woman), str(woman))


def _changed(request: HttpRequest, woman: Beneficiary, form_class: Any, title: str) -> HttpResponse:
    rows = Beneficiary.objects.all()
    is_sent = request.method == "POST"
    stored = get_object_or_404(locked(rows) if is_sent else rows, pk=woman.pk)
    user = signed_in(request)
    form = form_class(request.POST if is_sent else None, instance=stored)
    return StepPage(
        row=stored,
        form=form,
        title=title,
        button=_("Save"),
        take=lambda data: save_woman(actor=user, woman=form.instance),
        done=_("Saved."),
        back=back_to(woman),
    ).answer(request)


@require_http_methods(["GET", "POST"])
@transaction.atomic
@of_record("edit", CHANGE)
def edit(request: HttpRequest, woman: Beneficiary) -> HttpResponse:
    """Change what is known of her."""
    return _changed(request, woman, WomanForm, _("Change what is known of her"))


@require_http_methods(["GET", "POST"])
@transaction.atomic
@of_record("numbers", CHANGE)
def numbers(request: HttpRequest, woman: Beneficiary) -> HttpResponse:
    """Correct her numbers without seeing them."""
    return _changed(request, woman, NumbersForm, _("Correct her numbers"))


def list_address() -> str:
    return reverse("admin:records_beneficiary_changelist")
