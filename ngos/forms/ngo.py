"""The form of an NGO. Its people, branches and documents have theirs in `forms_of_parts`."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import County
from ngos.duplicates import likely_duplicates
from ngos.forms.strict_numbers import typed_postal_code
from ngos.kept import kept_of
from ngos.models import NGO, Field
from ngos.models.ngo import Status
from ngos.personal_data import PERSONAL_DATA, masked_fields, sees_personal_data
from ngos.services.change_status import FIRST
from persian.identifiers import mask
from screens.concurrent_edits import VersionedForm
from screens.typed_fields import choices_of, rows_of

_LEFT_TO_RIGHT = ("registration_no", "external_ref", "phone", "email", "website", "licence_no")


class CountyField(forms.ModelChoiceField):
    """A county; where counties of several provinces are offered, with its province."""

    with_province = False

    def label_from_instance(self, county: Any) -> str:
        return f"{county} ({county.province})" if self.with_province else str(county)


class NGOForm(VersionedForm):
    """What an office knows of an NGO.

    The province is that of the person's office, and the county too where the office is a county's;
    the status has a page of its own. `request` is set by the admin class.
    """

    request: HttpRequest
    constraint_fields = {
        "ngo_has_a_name": "name",
        "ngo_legal_id_once": "legal_id",
        "ngo_legal_id_is_right": "legal_id",
        "ngo_name_once_in_county": "name",
        "ngo_registration_once_in_office": "registration_no",
        "ngo_postal_code_is_right": "postal_code",
        "ngo_mobile_is_right": "mobile",
        "ngo_sheba_is_right": "sheba",
        "ngo_founded_in_the_past": "founded_on",
        "ngo_founded_as_far_as_known": "founded_on",
        "ngo_status_has_begun": "status_since",
        "ngo_licence_ends_after_it_begins": "licence_expires_on",
    }
    unseen = {
        "ngo_legal_id_once": _(
            "This legal ID is registered in the system already, outside your office's scope. "
            "Compare the number with the registration notice; if it is right, ask the ministry."
        ),
        "ngo_registration_once_in_office": _(
            "This registration number is registered in the system already, outside your office's "
            "scope. Compare it with the registration notice; if it is right, ask the ministry."
        ),
    }

    class Meta:
        model = NGO
        fields = "__all__"
        field_classes = {"county": CountyField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duplicates: list[NGO] = []
        user: Any = self.request.user
        self.history_masked = masked_fields(user, NGO)
        if self.is_adding:
            self.instance.status = Status.ACTIVE  # where the form does not ask for it
            if user.province_id:
                self.instance.province_id = user.province_id
            if user.county_id:
                self.instance.county_id = user.county_id
        self._dress()
        self._offer_counties(user)
        self._offer_fields()
        self._offer_first_statuses()
        self._leave_what_is_kept()
        self._mask(user)

    def _dress(self) -> None:
        """Numbers with letters and slashes read from left to right; notes begin small."""
        for name, field in self.fields.items():
            if name in _LEFT_TO_RIGHT:
                field.widget.attrs["dir"] = "ltr"
            elif isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3
        if (founded := self.fields.get("founded_on")) is not None:
            founded.help_text = _("Where the day is not known, the year or its month will do.")

    def _offer_counties(self, user: Any) -> None:
        field = self.fields.get("county")
        if isinstance(field, CountyField):
            offered = County.objects.select_related("province")
            if user.province_id:
                offered = offered.filter(province_id=user.province_id)
            field.with_province = user.province_id is None
            field.queryset = offered
            field.error_messages["invalid_choice"] = _(
                "This county is not one of your province. Choose it from the list."
            )

    def _offer_fields(self) -> None:
        """Fields no longer in use stay where they are chosen and are not offered anew."""
        usable = Field.objects.filter(is_active=True)
        if "field" in self.fields:
            chosen_before = Field.objects.filter(pk=self.instance.field_id)
            rows_of(self, "field").queryset = usable | chosen_before
        if "other_fields" in self.fields:
            if not self.is_adding:
                chosen = self.instance.other_fields.values("pk")
                usable = usable | Field.objects.filter(pk__in=chosen)
            rows_of(self, "other_fields").queryset = usable

    def _offer_first_statuses(self) -> None:
        if "status" in self.fields:
            choices_of(self, "status").choices = [(each.value, each.label) for each in FIRST]

    def _leave_what_is_kept(self) -> None:
        """What is kept elsewhere is shown and not typed."""
        if self.is_adding:
            return
        for name, where in kept_of([self.instance.pk]).items():
            if name in self.fields:
                self.fields[name].disabled = True
                self.fields[name].help_text = str(where)

    def _mask(self, user: Any) -> None:
        """Personal data is not sent to whoever may not see it; typing replaces it."""
        self.masked: set[str] = set()
        if sees_personal_data(user):
            return
        for name in PERSONAL_DATA[NGO]:
            stored = getattr(self.instance, name)
            if stored and name in self.fields:
                self.masked.add(name)
                self.initial[name] = ""
                self.fields[name].widget.attrs["placeholder"] = mask(stored)
                self.fields[name].help_text = _(
                    "Recorded and hidden from your role. "
                    "Leave empty to keep it; type to replace it."
                )

    # -- checking ------------------------------------------------------------------------------

    def clean_postal_code(self) -> Any:
        return typed_postal_code(self, "postal_code", self.instance.province_id)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.masked:
            if not data.get(name) and name not in self.errors:
                data[name] = getattr(self.instance, name)
        if self.is_adding:
            self._look_for_duplicates(data)
        return data

    def _look_for_duplicates(self, data: dict[str, Any]) -> None:
        province = data.get("province")
        self.duplicates = list(
            likely_duplicates(
                name=data.get("name") or "",
                legal_id=data.get("legal_id"),
                province_id=province.pk if province else self.instance.province_id,
            )
        )
        if self.duplicates and "_despite_duplicates" not in self.data:
            self.add_error(None, forms.ValidationError(
                _("The register may have this NGO already. Look at the list above before saving."),
                code="duplicates",
            ))  # fmt: skip
