"""What the sign-in library tells of second factors, in the access log."""

from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.dispatch import receiver

from accounts import scope
from accounts.access import log
from accounts.models import Act, User


def _log(act: Act, user: User) -> None:
    """In the scope of the person's signing in, wherever the library tells it."""
    with scope.sign_in(user.pk):
        log(act, user=user)


@receiver(signals.authenticator_added)
def second_factor_set(user: User, authenticator: Authenticator, **_rest: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        _log(Act.SECOND_FACTOR_SET, user)


@receiver(signals.authenticator_removed)
def second_factor_removed(user: User, authenticator: Authenticator, **_rest: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        _log(Act.SECOND_FACTOR_REMOVED, user)


@receiver(signals.authenticator_reset)
def codes_renewed(user: User, **_rest: Any) -> None:
    _log(Act.CODES_RENEWED, user)


@receiver(signals.authentication_failed)
def code_failed(user: User, **_rest: Any) -> None:
    _log(Act.CODE_FAILED, user)
