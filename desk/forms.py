"""Forms of the desk: plain fields on plain pages, one subject each."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts import scope
from accounts.forms import AnyDigitsMixin
from accounts.models import User
from accounts.roles import Role
from desk import fields
from desk.models import FieldChange, Invitation
from desk.models.change_request import ChangeField
from ngos.models import NGO
from ngos.models.ngo import CONTACT
from persian.forms import PersianCharField
from screens.refusable import Refusable
from screens.step_form import carry
from supervision.models import AnnualReport

_TYPED = (forms.TextInput, forms.Textarea, forms.Select, forms.NumberInput)


def in_the_offices_look(form: Any) -> Any:
    """The same form on a page of the staff site: its fields in the theme's look."""
    for field in form.fields.values():
        if isinstance(field.widget, _TYPED):
            field.widget.attrs["class"] = " ".join(theme.INPUT_CLASSES)
    return form


ACCEPTED = ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.docx,.xlsx,image/*"
_LEFT_TO_RIGHT = ("phone", "email", "website", "postal_code", "mobile")


class ContactForm(Refusable, forms.ModelForm):
    """By what one reaches the NGO; stored at once."""

    class Meta:
        model = NGO
        fields = CONTACT

    def __init__(self, *args: Any, seen: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        carry(self, seen)
        self.fields["address"].widget.attrs["rows"] = 3
        for name in _LEFT_TO_RIGHT:
            self.fields[name].widget.attrs["dir"] = "ltr"


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class PapersField(forms.FileField):
    """Several files; on a phone they may come from the camera."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", _Several({"accept": ACCEPTED}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not given:
            raise ValidationError(_("Attach the paper that proves it."), code="required")
        return [super(PapersField, self).clean(each, initial) for each in given]


class ChangeForm(Refusable, forms.Form):
    """What is asked for of one field, why, and the papers that prove it."""

    reason = PersianCharField(
        label=_("Why"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}),
        help_text=_("For example: by the assembly of 5 Khordad, whose minutes are attached."),
    )  # fmt: skip
    papers = PapersField(label=_("Papers"), help_text=fields.PAPER_TOLD)
    refused_at = None

    def __init__(self, *args: Any, ngo: NGO, field: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ngo, self.field = ngo, field
        own: dict[str, Any] = {}
        if not fields.is_of_board(field):
            own["after"] = fields.typed(ngo, field)
        else:
            for name in ("first_name", "last_name", "national_id", "start_on", "gazette_no"):
                column: Any = FieldChange._meta.get_field(name)
                own[name] = column.formfield(required=name != "gazette_no")
        self.fields = {**own, **self.fields}

    def values(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        papers, reason = found.pop("papers"), found.pop("reason")
        if "after" in found:
            found["after"] = fields.stored(self.field, found["after"])
        return {"values": found, "papers": papers, "reason": reason, "field": self.field}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.field == ChangeField.NAME and data.get("after") == self.ngo.name:
            self.add_error("after", _("This is the name that the register has."))
        return data


class DecisionForm(Refusable, forms.Form):
    """The office's word on each field that waits: approved, returned with its reason, or later."""

    def __init__(self, *args: Any, lines: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            key = line.change.pk
            self.fields[f"decision_{key}"] = forms.ChoiceField(
                label=str(line.change), required=False, widget=forms.RadioSelect,
                choices=[
                    ("", _("Later")), ("approve", _("Approve")), ("return", _("Return")),
                ],
            )  # fmt: skip
            self.fields[f"remarks_{key}"] = PersianCharField(
                label=_("What is lacking"), required=False, max_length=500
            )
            self.fields[f"now_{key}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=line.now, strip=False
            )


class InvitationForm(Refusable, forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ("name", "ends_on", "is_administrator")


class OfficeInvitationForm(Refusable, forms.ModelForm):
    """The office also says who signs annual reports."""

    class Meta:
        model = Invitation
        fields = ("name", "post", "ends_on", "is_administrator")


class ReportForm(Refusable, forms.ModelForm):
    """What an NGO did and spent in a year; amounts in rial."""

    class Meta:
        model = AnnualReport
        fields = ("activities", "income", "expense")

    def __init__(self, *args: Any, seen: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        carry(self, seen)


class NewOfficerForm(AnyDigitsMixin, Refusable, forms.ModelForm):
    """The account of whoever was invited."""

    password1 = forms.CharField(
        label=_("Password"), strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("Ten characters or more, not digits alone, not your name and no common word."),
    )  # fmt: skip
    password2 = forms.CharField(
        label=_("Password once more"), strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )  # fmt: skip

    class Meta:
        model = User
        fields = ("first_name", "last_name", "username", "mobile")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.role = Role.NGO_OFFICER
        for name in ("first_name", "last_name"):
            self.fields[name].widget.attrs["dir"] = "rtl"
        self.fields["username"].help_text = _("Latin letters and digits; you sign in with it.")

    def validate_unique(self) -> None:
        """A visitor sees no account; the database says what is taken."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        password, again = data.get("password1"), data.get("password2")
        if password and again and password != again:
            self.add_error("password2", _("The two passwords differ. Write the same one twice."))
        return data

    def _post_clean(self) -> None:
        """As while signing in: no visitor reads an account, nor the names that make no password."""
        with scope.sign_in():
            super()._post_clean()  # type: ignore[misc] # Django's, which its stubs leave out
            password = self.cleaned_data.get("password1")
            if password:
                try:
                    validate_password(password, self.instance)
                except ValidationError as error:
                    self.add_error("password1", error)
