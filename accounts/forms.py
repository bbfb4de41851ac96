"""Forms of signing in. Digits may be typed with any keyboard, in passwords too."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from persian.identifiers import IdentifierError, clean_mobile
from persian.numbers import ascii_digits
from persian.text import canonical

_LTR = {"dir": "ltr", "placeholder": "", "spellcheck": "false", "autocapitalize": "none"}


class AnyDigitsMixin:
    """Reads Persian digits as Latin ones, so that a password does not depend on the keyboard."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.to_python = _with_ascii_digits(field.to_python)  # type: ignore[method-assign]
                field.widget.attrs.update(_LTR)


def _with_ascii_digits(to_python: Any) -> Any:
    def read(value: Any) -> Any:
        return to_python(ascii_digits(value) if isinstance(value, str) else value)

    return read


class SignInForm(AnyDigitsMixin, LoginForm):
    """Takes a username or a mobile number, typed with any digits."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username or mobile number")
        self.fields["password"].help_text = ""

    def clean_login(self) -> str:
        """One spelling of each name, so that wrong tries are counted for the account."""
        name = canonical(self.cleaned_data["login"])
        try:
            return clean_mobile(name)
        except IdentifierError:
            return name.lower()

    def clean(self) -> dict[str, Any] | None:
        try:
            return super().clean()
        except ValidationError as error:
            # Only who knows the password is told why it opens nothing.
            refusal = getattr(self.request, "refused_account", "")
            if error.code == "username_password_mismatch" and refusal:
                raise get_adapter().validation_error(refusal) from error
            raise


class PasswordChangeForm(AnyDigitsMixin, ChangePasswordForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Current password")
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = _(
            "Ten characters or more, not digits alone, not your name and no common word."
        )
        self.fields["password2"].label = _("New password once more")


class PasswordAgainForm(AnyDigitsMixin, ReauthenticateForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class CodeMixin(AnyDigitsMixin):
    """A code of an authenticator app, or a recovery code."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].widget.attrs.update({"inputmode": "text", "autofocus": True})


class SecondFactorForm(CodeMixin, AuthenticateForm):
    pass


class SecondFactorAgainForm(CodeMixin, CodeAgainForm):
    pass


class SecondFactorSetUpForm(CodeMixin, ActivateTOTPForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The six digits that the app shows")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
