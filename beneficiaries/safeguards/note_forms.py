"""The forms of sealed notes. What is typed goes into no page, message or log but its own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from beneficiaries.records.models import Beneficiary
from beneficiaries.safeguards.models import Consent
from beneficiaries.safeguards.models.vault import LegalGround, Subject
from beneficiaries.safeguards.services.notes import consents_to_notes
from persian.forms import PersianCharField
from persian.personal_numbers import Takes
from screens.step_form import StepForm

LONGEST = 8_000  # characters


def _text() -> PersianCharField:
    return PersianCharField(
        label=_("Text"), max_length=LONGEST, takes=Takes.ANYTHING,
        widget=theme.UnfoldAdminTextareaWidget(),
        help_text=_("It is sealed before it is stored; nobody reads it in the database."),
    )  # fmt: skip


class NoteForm(StepForm):
    """A new note: what it is about, its text, and by whose leave it is written."""

    subject = forms.ChoiceField(
        label=_("Subject"), choices=Subject.choices, widget=theme.UnfoldAdminSelectWidget()
    )
    text = _text()
    consent = forms.ModelChoiceField(
        Consent.objects.none(),
        label=_("Consent"),
        required=False,
        widget=theme.UnfoldAdminSelectWidget(),
    )
    legal_ground = forms.ChoiceField(
        label=_("Legal ground"),
        choices=[("", ""), *LegalGround.choices],
        required=False,
        widget=theme.UnfoldAdminSelectWidget(),
    )

    def __init__(self, *args: Any, woman: Beneficiary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["consent"]
        field.queryset = consents_to_notes(woman)


class NoteTextForm(StepForm):
    """Another text for a note."""

    text = _text()
