"""The form of an account, with the roles and places that the person at it may give."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from accounts.models import County, Province, User
from accounts.roles import LEVELS, Role
from accounts.scope import Kind
from accounts.services.users import names_taken, roles_given_by
from persian.text import canonical
from screens.office_forms import OfficeModelForm


class CountyChoiceField(forms.ModelChoiceField):
    """Counties with their province, since names repeat across the country."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} — {obj.province.name}"


class UserForm(OfficeModelForm):
    """`actor` is set by the admin: the person who makes or changes the account."""

    actor: User

    class Meta:
        model = User
        fields = (
            "first_name",
            "last_name",
            "username",
            "mobile",
            "email",
            "role",
            "province",
            "county",
            "role_ends_on",
            "is_active",
        )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "username" in self.fields:
            self.fields["username"].widget.attrs["dir"] = "ltr"
            self.fields["username"].help_text = _("Latin letters, digits and . _ - @ +")
        if "email" in self.fields:
            self.fields["email"].widget.attrs["dir"] = "ltr"
        if "role" in self.fields:
            self._offer_roles(self.fields["role"])
        if "province" in self.fields:
            self._offer_places()

    def _offer_roles(self, field: Any) -> None:
        offered = [(role.value, role.label) for role in roles_given_by(self.actor)]
        field.choices = [("", _("Choose a role")), *offered]
        field.error_messages["invalid_choice"] = _(
            "This role is above yours, or is not given here. Choose one of the list."
        )

    def _offer_places(self) -> None:
        fields: dict[str, Any] = self.fields
        for name in ("province", "county"):
            fields[name].empty_label = _("None chosen")
        provinces, counties = Province.objects.all(), County.objects.select_related("province")
        province, county = fields["province"], fields["county"]
        if self.actor.scope_kind != Kind.NATIONAL:
            provinces = provinces.filter(pk=self.actor.province_id or 0)
            counties = counties.filter(province=self.actor.province_id)
            province.empty_label = None
            province.initial = self.actor.province_id
            county.label_from_instance = str
        else:
            province.help_text = _("Empty for the roles of the whole country.")
        province.queryset, county.queryset = provinces, counties
        county.help_text = _(
            "For county experts, case workers and a county's council; empty for all others."
        )
        province.error_messages["invalid_choice"] = _(
            "You manage the accounts of your own province only."
        )
        county.error_messages["invalid_choice"] = _("This county is not in your province.")

    def clean_username(self) -> str:
        return canonical(self.cleaned_data["username"])

    def clean(self) -> dict[str, object] | None:
        cleaned = super().clean()
        role = self.cleaned_data.get("role")
        if role and "county" in self.fields:
            self._check_place(Role(role))
        for name, message in names_taken(self._named()).items():
            self.add_error(name, message)
        return cleaned

    def _named(self) -> User:
        return User(
            pk=self.instance.pk,
            username=self.cleaned_data.get("username") or "",
            mobile=self.cleaned_data.get("mobile"),
        )

    def _check_place(self, role: Role) -> None:
        """Says which field is missing or too many, before the database says that one is."""
        levels = LEVELS[role]
        province, county = self.cleaned_data.get("province"), self.cleaned_data.get("county")
        missing = _("This role belongs to a place. Choose one.")
        if Kind.NATIONAL not in levels and not province:
            self._complain("province", missing)
        if levels == (Kind.NATIONAL,) and province:
            self._complain("province", _("This role is of the whole country. Empty the province."))
        if levels == (Kind.COUNTY,) and not county:
            self._complain("county", missing)
        if Kind.COUNTY not in levels and county:
            self._complain("county", _("This role is of no single county. Empty the county."))
        if county and province and county.province_id != province.pk:
            self._complain("county", _("This county is not in the chosen province."))

    def _complain(self, name: str, message: StrOrPromise) -> None:
        if name not in self.errors:
            self.add_error(name, message)

    def validate_unique(self) -> None:
        """Done by `clean`, which also looks at the accounts of other offices."""

    def validate_constraints(self) -> None:
        """Of the role and its place, unless a field was complained of already."""
        if not self.errors:
            super().validate_constraints()
