"""The forms of what hangs on an NGO: terms in office, branches, documents; and of its status."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts.models import County
from accounts.policies import value_of
from ngos.forms.strict_numbers import typed_national_id
from ngos.models import NGO, Branch, Document, Person, Term
from ngos.models.ngo import Status
from ngos.policies.register import FIRST_DIRECTORS_MONTHS
from papers.scans import ScanField
from persian.forms import JalaliDateField, PersianCharField
from persian.numbers import format_number
from screens.concurrent_edits import VersionedForm
from screens.office_forms import office_formfield
from screens.refusable import Refusable
from screens.typed_fields import choices_of, rows_of
from screens.widgets import OfficeAutocompleteSelect, OfficeJalaliDateWidget

_NEW = "new_"
# What the law asks of a founder is asked at once: age and expertise too.
_OF_A_NEW_PERSON = (
    "first_name", "last_name", "father_name", "national_id", "birth_date", "education", "mobile",
)  # fmt: skip


class PartForm(Refusable, VersionedForm):
    """A form of something that hangs on an NGO, which is given and never typed."""

    def __init__(self, *args: Any, ngo: NGO, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ngo, self.user = ngo, user
        self.instance.ngo = ngo


class PersonOfProvince(OfficeAutocompleteSelect):
    """Finds people whom the office of one province knows."""

    def __init__(self, province_id: int) -> None:
        super().__init__(Term._meta.get_field("person"), admin.site)
        self.province_id = province_id

    def get_url(self) -> str:
        return f"{super().get_url()}?province={self.province_id}"


class TermForm(PartForm):
    """Who holds which post, from when to when: a registered person, or one entered here."""

    constraint_fields = {
        "term_post_is_known": "post",
        "term_ends_after_it_begins": "end_on",
        "term_of_a_person_in_a_post_once": "start_on",
        "term_of_a_single_post_once": "start_on",
        "term_of_ceo_and_inspector_apart": "post",
        "person_once_in_province": "new_national_id",
        "person_national_id_is_right": "new_national_id",
        "person_mobile_is_right": "new_mobile",
        "person_has_a_name": "new_first_name",
    }
    unseen = {
        "person_once_in_province": _(
            "A person with this national ID is registered in another office of the province. "
            "Ask the province's office to enter the term."
        ),
    }

    class Meta:
        model = Term
        fields = (
            "post", "person", "start_on", "end_on", "gazette_no", "is_known_benefactor",
            "holds_public_office",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.new_person: Person | None = None
        person = rows_of(self, "person")
        person.required = False
        person.queryset = Person.objects.filter(province=self.ngo.province_id)
        person.widget = PersonOfProvince(self.ngo.province_id)
        person.widget.choices = person.choices
        person.help_text = _("Type a part of the name.")
        person.error_messages["invalid_choice"] = _(
            "This person is not registered with the office of the NGO's province."
        )
        self.fields["end_on"].help_text = _(
            "The last day; empty while the term lasts. The first directors and inspectors serve "
            "%(months)s months where the charter says nothing else."
        ) % {"months": format_number(value_of(FIRST_DIRECTORS_MONTHS))}
        if self.user.has_perm("ngos.add_person"):
            self._offer_new_person()

    def _offer_new_person(self) -> None:
        for name in _OF_A_NEW_PERSON:
            field = office_formfield(Person._meta.get_field(name), required=False)  # type: ignore[arg-type]
            self.fields[_NEW + name] = field  # type: ignore[assignment]

    @property
    def has_new_person(self) -> bool:
        return _NEW + "last_name" in self.fields

    @property
    def has_typed_person(self) -> bool:
        """Whether the part for a new person has anything to show: then it stands open."""
        return any(self.data.get(self.add_prefix(each.name)) for each in self.new_person_fields)

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self._meta.fields or ()]

    @property
    def new_person_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(_NEW)]

    def clean_new_national_id(self) -> Any:
        return typed_national_id(self, _NEW + "national_id", self.ngo.province_id)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        typed = {
            name.removeprefix(_NEW): value for name, value in data.items() if name.startswith(_NEW)
        }
        is_new = any(typed.values())
        if data.get("person") and is_new:
            self.add_error(
                "person", _("Either choose a registered person or enter a new one, not both.")
            )
        elif is_new:
            self._make_person(typed)
        elif not data.get("person") and "person" not in self.errors:
            self.add_error("person", _("Choose the person, or enter a new one below."))
        return data

    def _make_person(self, typed: dict[str, Any]) -> None:
        values = {
            name: value or ("" if name.endswith("_name") or name == "education" else None)
            for name, value in typed.items()
        }
        person = Person(province_id=self.ngo.province_id, county_id=self.ngo.county_id, **values)
        failed = {name.removeprefix(_NEW) for name in self.errors if name.startswith(_NEW)}
        try:
            person.full_clean(exclude=failed, validate_constraints=False)
        except forms.ValidationError as error:
            for name, messages in error.message_dict.items():
                self.add_error(_NEW + name if _NEW + name in self.fields else None, messages)
            return
        for constraint in Person._meta.constraints:
            try:
                constraint.validate(Person, person, exclude=failed)
            except forms.ValidationError as error:
                message: str | Promise = error.messages[0]
                if constraint.name == "person_once_in_province":
                    message = _(
                        "This person is registered already. Choose them in the field “Person”."
                    )
                self._add_at(constraint.name, message, error.code)
                return
        self.new_person = person

    def _known_constraints(self) -> list[Any]:
        return [*Term._meta.constraints, *Person._meta.constraints]


class BranchForm(PartForm):
    """A branch in another county. Other provinces' counties belong to NGOs of national level."""

    constraint_fields = {
        "branch_once_in_county": "county",
        "branch_closes_after_it_opens": "closed_on",
    }

    class Meta:
        model = Branch
        fields = (
            "county", "head_name", "permit_no", "address", "phone", "opened_on", "closed_on",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counties = County.objects.select_related("province")
        if self.ngo.activity_level != "national":
            counties = counties.filter(province_id=self.ngo.province_id) | counties.filter(
                pk=self.instance.county_id
            )
        field = rows_of(self, "county")
        field.queryset = counties
        if self.ngo.activity_level == "national":
            field.label_from_instance = _with_province  # type: ignore[assignment,method-assign]
        field.error_messages["invalid_choice"] = _(
            "This county is not offered for this NGO. Choose it from the list."
        )


def _with_province(county: County) -> str:
    return f"{county} ({county.province})"


class DocumentForm(PartForm):
    """A document, with its file where it was scanned."""

    constraint_fields = {
        "document_type_is_known": "type",
        "document_ends_after_it_begins": "expires_on",
    }

    class Meta:
        model = Document
        fields = ("type", "number", "authority", "issued_on", "expires_on")
        formfield_callback = office_formfield

    file = ScanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].describe(self.instance)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        has_file = data.get("file") or self.instance.file or "file" in self.errors
        if not has_file and not data.get("number"):
            self.add_error("file", _("Choose the file, or enter the number of the document."))
        return data


class DayForm(Refusable, forms.Form):
    """The last day of a term, or the day a branch closed."""

    refused_at = "on"

    on = JalaliDateField(label=_("Date"), widget=OfficeJalaliDateWidget)


class StatusForm(Refusable, forms.Form):
    """Another status, from a day on, with its reason."""

    status = forms.ChoiceField(label=_("New status"), widget=theme.UnfoldAdminSelectWidget)
    on = JalaliDateField(label=_("Status since"), widget=OfficeJalaliDateWidget)
    reason = PersianCharField(
        label=_("Reason for the status"),
        required=False,
        max_length=300,
        widget=theme.UnfoldAdminTextInputWidget,
        help_text=_(
            "Needed for suspension, revocation and dissolution: the resolution or the ruling."
        ),
    )

    def __init__(self, *args: Any, allowed: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "status").choices = [
            choice for choice in Status.choices if choice[0] in allowed
        ]
