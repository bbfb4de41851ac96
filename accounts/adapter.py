"""What the sign-in library asks of the project."""

from typing import Any

from allauth.account import app_settings as library
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import known_devices
from accounts.access import log
from accounts.backends import UsernameOrMobileBackend
from accounts.confirming import is_recent, note
from accounts.models import Act, User
from accounts.sealing import seal, unseal
from accounts.second_factor import is_required_for
from accounts.whence import address_of


def display_name(user: User) -> str:
    return user.get_full_name()


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _(
            "This account is closed, or its time has ended. Ask your office's director general."
        ),
        "password_over": _(
            "This password was given to you, and its time has ended. Ask your office's director "
            "general for a new one."
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
        user.set_password(password)
        user.save_password()
        log(Act.PASSWORD_CHANGED, user=user)

    def is_reauthentication_required(self, *, app: str, **told: object) -> bool:
        """Not of somebody who has just signed in: the first second factor is set up at once."""
        return super().is_reauthentication_required(app=app, **told) and not is_recent(
            context.request, seconds=library.REAUTHENTICATION_TIMEOUT
        )

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        note(request)
        log(Act.SIGNED_IN, user=user)

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            log(Act.SIGNED_OUT, user=request.user)
        super().logout(request)

    def post_login(self, request: HttpRequest, user: User, **told: object) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **told)
        known_devices.remember(request, response, user.pk)
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try. Raises ValidationError, before any password is looked at, after too many."""
        account = UsernameOrMobileBackend.find(credentials["username"])
        self._counted: list[ratelimit.RateLimitUsage] = []
        for key, config in self._counters(request, account, credentials["username"]):
            usage = ratelimit.consume(
                request, app="allauth.account", action="login_failed", key=key, config=config
            )
            if usage is None:
                log(Act.LOCKED_OUT, user=account)
                raise self.validation_error("too_many_login_attempts")
            self._counted.append(usage)

    @staticmethod
    def _counters(
        request: HttpRequest, account: int | None, typed: str
    ) -> list[tuple[str, dict[str, str]]]:
        """What a try is counted for. The owner's browser is not held up by tries elsewhere."""
        whose = f"account:{account}" if account is not None else f"name:{typed.lower()}"
        browser = known_devices.browser_of(request, account)
        if browser is not None:
            return [(f"{whose}:browser:{browser}", known_devices.OF_KNOWN_BROWSER)]
        return [
            (f"{whose}:address:{address_of(request)}", known_devices.OF_ADDRESS),
            (f"{whose}:strangers", known_devices.OF_ACCOUNT),
        ]

    def _rollback_login_failed_rl_usage(self) -> None:
        """The password was right: it is no wrong try of those counted."""
        for usage in self._counted:
            usage.rollback()

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """What was typed is kept nowhere: it may be a password, or a national ID."""
        log(Act.SIGN_IN_FAILED, user=UsernameOrMobileBackend.find(credentials["username"]))

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
        return not (is_totp and is_required_for(authenticator.user))

    def encrypt(self, text: str) -> str:
        """Secrets of second factors are stored so that a dump of the database holds none."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
