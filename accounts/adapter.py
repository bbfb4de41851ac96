"""What the sign-in library asks of the project."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User


def display_name(user: User) -> str:
    return user.get_full_name()


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _(
            "This account is closed, or its time has ended. Ask your office's director general."
        ),
        "username_password_mismatch": _(
            "No account has this username and password. Check both and try again."
        ),
        "too_many_login_attempts": _(
            "There were too many wrong tries. Wait five minutes and try again; if you have "
            "forgotten the password, ask your office's director general for a new one."
        ),
        "enter_current_password": _(
            "This is not your current password. Write the one you signed in with."
        ),
        "incorrect_password": _("This is not your password. Check it and try again."),
        "rate_limited": _("There were too many tries. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: User, password: str) -> None:
        """While somebody signs in, the database lets nothing else of an account be changed."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "This code is wrong or too old. Write the code that the app shows now."
        ),
        "cannot_delete_authenticator": _(
            "Your office requires a second factor, so it cannot be turned off."
        ),
        "cannot_generate_recovery_codes": _(
            "Recovery codes belong to a second factor. Set up the authenticator app first."
        ),
    }

    def get_totp_label(self, user: User) -> str:
        return user.username

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        is_totp = authenticator.type == Authenticator.Type.TOTP
        return not (settings.SECOND_FACTOR_REQUIRED and authenticator.user.is_staff and is_totp)
