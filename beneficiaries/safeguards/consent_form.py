"""The form of a consent: for a purpose, to a recipient, for a time; taken back at will."""

from typing import Any

from django.contrib import admin

from beneficiaries.safeguards.models import Consent
from screens.concurrent_edits import VersionedForm
from screens.office_forms import office_formfield
from screens.refusable import Refusable
from screens.widgets import OfficeAutocompleteSelect


class ConsentForm(Refusable, VersionedForm):
    constraint_fields = {
        "consent_words_are_known": "purpose",
        "consent_names_its_recipient": "recipient",
        "consent_ends_after_it_begins": "until",
    }

    class Meta:
        model = Consent
        fields = (
            "purpose", "recipient", "ngo", "recipient_name", "way", "given_on", "until",
            "withdrawn_on",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["ngo"]
        field.widget = OfficeAutocompleteSelect(Consent._meta.get_field("ngo"), admin.site)
        field.widget.choices = field.choices
