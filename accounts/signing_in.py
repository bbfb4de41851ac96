"""What the sign-in library tells of second factors, in the access log; and how long it remembers a
code that was used."""

from allauth.mfa import app_settings as library
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.dispatch import receiver

from accounts import scope
from accounts.access import log
from accounts.models import Act, User


def _remember_used(code: TOTP, typed: str) -> bool:
    """False for a code that was used. Remembered as long as it would be taken: the library itself
    forgets it after one period, though an earlier and a later code are taken too."""
    periods = 2 * library.TOTP_TOLERANCE + 1
    name = code._get_used_cache_key(typed)
    return bool(cache.add(name, "y", timeout=periods * library.TOTP_PERIOD))


TOTP._mark_code_used = _remember_used


def _log(act: Act, user: User) -> None:
    """In the scope of the person's signing in, wherever the library tells it."""
    with scope.sign_in(user.pk):
        log(act, user=user)


@receiver(signals.authenticator_added)
def second_factor_set(user: User, authenticator: Authenticator, **_rest: object) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        _log(Act.SECOND_FACTOR_SET, user)


@receiver(signals.authenticator_removed)
def second_factor_removed(user: User, authenticator: Authenticator, **_rest: object) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        _log(Act.SECOND_FACTOR_REMOVED, user)


@receiver(signals.authenticator_reset)
def codes_renewed(user: User, **_rest: object) -> None:
    _log(Act.CODES_RENEWED, user)


@receiver(signals.authentication_failed)
def code_failed(user: User, **_rest: object) -> None:
    _log(Act.CODE_FAILED, user)
