"""Sealed notes: written, read one by one, changed. Pages that show a text are never kept."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.refusals import Refusal
from accounts.requests import signed_in
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.opening import of_record
from beneficiaries.records.views.record import back_to
from beneficiaries.safeguards.models import Note
from beneficiaries.safeguards.note_forms import NoteForm, NoteTextForm
from beneficiaries.safeguards.services import notes
from screens.pages import model_page
from screens.step_page import StepPage


def _of(woman: Beneficiary, pk: int) -> Note:
    rows = Note.objects.select_related("beneficiary", "key", "consent")
    return get_object_or_404(rows, pk=pk, beneficiary=woman)


@require_http_methods(["GET", "POST"])
@transaction.atomic
@of_record("notes", notes.ADD)
def add(request: HttpRequest, woman: Beneficiary) -> HttpResponse:
    """Seal a new note."""
    user = signed_in(request)

    def take(data: dict[str, Any]) -> Note:
        return notes.write(actor=user, woman=woman, **data)

    return StepPage(
        row=woman,
        form=NoteForm(request.POST or None, woman=woman),
        title=_("Write a sealed note"),
        button=_("Seal it"),
        take=take,
        done=_("The note is sealed."),
        back=back_to(woman),
    ).answer(request)


@require_GET
@of_record("notes", notes.VIEW)
def read(request: HttpRequest, woman: Beneficiary, part_pk: int) -> HttpResponse:
    """Open one note; that it was read stands in her log."""
    user = signed_in(request)
    note = _of(woman, part_pk)
    text, refused = "", ""
    try:
        text = notes.read(actor=user, note=note)
    except Refusal as refusal:
        refused = str(refusal)
    context = {
        "title": note.get_subject_display(),
        "note": note,
        "text": text,
        "refused": refused,
        "back": back_to(woman),
        "may_change": not refused and user.has_perm(notes.CHANGE),
    }
    return model_page(request, Beneficiary, "safeguards/note.html", context)


@require_http_methods(["GET", "POST"])
@transaction.atomic
@of_record("notes", notes.CHANGE)
def change(request: HttpRequest, woman: Beneficiary, part_pk: int) -> HttpResponse:
    """Put another text into a note. The one that is there is not shown in the form."""
    user = signed_in(request)
    note = _of(woman, part_pk)
    return StepPage(
        row=woman,
        form=NoteTextForm(request.POST or None),
        title=_("Write the note anew"),
        button=_("Seal it"),
        take=lambda data: notes.change(actor=user, note=note, text=data["text"]),
        done=_("The note is sealed."),
        back=back_to(woman),
    ).answer(request)
