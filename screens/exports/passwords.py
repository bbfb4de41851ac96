"""The form that asks for the password of a workbook."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from screens.listing_actions import ActionForm

SHORTEST_PASSWORD = 8  # characters


class PasswordForm(ActionForm):
    """The password of a workbook, twice, since nobody can ask for a lost one."""

    password = forms.CharField(
        label=_("Password of the file"),
        help_text=_(
            "At least eight characters. Tell it to the receiver by another way than the file."
        ),
        min_length=SHORTEST_PASSWORD,
        max_length=255,  # that Excel takes
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "dir": "ltr"}),
    )
    again = forms.CharField(
        label=_("The password once more"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "dir": "ltr"}),
    )

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("This is not the same password. Type both again."))
        return again
