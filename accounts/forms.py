"""Forms of signing in."""

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _

from persian.text import canonical


class SignInForm(LoginForm):
    """Takes a username or a mobile number, typed with any digits."""

    error_messages = {
        **LoginForm.error_messages,
        "username_password_mismatch": _(
            "No account has this username and password. Check both and try again."
        ),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username or mobile number")
        self.fields["login"].widget.attrs.update({"dir": "ltr", "placeholder": ""})
        self.fields["password"].widget.attrs.update({"dir": "ltr", "placeholder": ""})

    def clean_login(self) -> str:
        return canonical(self.cleaned_data["login"])
