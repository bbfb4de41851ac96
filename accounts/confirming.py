"""Proving once more who one is: before what cannot be taken back, and after a rest.

The password will do, or a code of the second factor where there is one. Wrong ones are counted, and
stand in the access log. A proof holds for the minutes of a policy, in the one session.
"""

import time

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from allauth.mfa import app_settings as library
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts import scope
from accounts.access import log
from accounts.models import Act, User
from accounts.policies import values_for
from accounts.requests import signed_in
from accounts.security_policies import CONFIRM_ACTS, CONFIRM_MINUTES
from persian.numbers import ascii_digits

FIELD = "confirmation"  # of the forms of acts that ask
PROVEN = "proven_at"  # in the session: the second of the last proof


def needs_confirmation(request: HttpRequest) -> bool:
    """Whether an act that cannot be taken back asks this person now. One query."""
    user = signed_in(request)
    values = values_for(user.province_id)
    if not values[CONFIRM_ACTS.name]:
        return False
    return not is_recent(request, seconds=values[CONFIRM_MINUTES.name] * 60)


def is_recent(request: HttpRequest, *, seconds: int) -> bool:
    """Whether the person proved who they are in this session, no longer ago than that."""
    return bool(time.time() - request.session.get(PROVEN, 0) <= seconds)


def require_confirmation(request: HttpRequest) -> None:
    """Take the proof that came with a form, where one is needed.

    Raises ValidationError, with what to do, where it is missing or wrong.
    """
    if not needs_confirmation(request):
        return
    typed = request.POST.get(FIELD, "")
    if not typed:
        raise ValidationError(
            _("Write your password, or a code of your second factor, and send the form again."),
            code="confirmation_missing",
        )
    confirm(request, typed)


def confirm(request: HttpRequest, typed: str, *, by_password: bool = False) -> None:
    """Take what was typed as a proof: the password, or (unless `by_password`) a code.

    Raises ValidationError where it is wrong, or after too many tries.
    """
    user = signed_in(request)
    adapter = get_adapter(request)
    with scope.sign_in(user.pk):
        usage = ratelimit.consume(
            request, app="allauth.account", action="reauthenticate", user=user
        )
        if usage is None:
            log(Act.LOCKED_OUT, user=user)
            raise adapter.validation_error("rate_limited")
        text = ascii_digits(typed)
        # A code is used up by looking at it, so it is looked at only where one will do.
        is_code = not by_password and take_code(request, user, text)
        if not is_code and not user.check_password(text):
            log(Act.CONFIRMATION_FAILED, user=user)
            raise adapter.validation_error("incorrect_password")
        usage.rollback()
    note(request)


def note(request: HttpRequest) -> None:
    """The person has just proved who they are."""
    request.session[PROVEN] = time.time()


def take_code(request: HttpRequest, user: User, typed: str) -> bool:
    """Whether this is a code of the person who asks, within the scope of their sign-in.

    So few digits could be guessed: tries are counted with those of signing in, wherever it is that
    a code is asked for. Raises ValidationError after too many.
    """
    if len(typed) != library.TOTP_DIGITS or not typed.isdigit():
        return is_code_of(user, typed)
    whose = f"mfa-auth-user-{user.pk}"  # as the library names it
    usage = ratelimit.consume(request, app="allauth.account", action="login_failed", key=whose)
    if usage is None:
        log(Act.LOCKED_OUT, user=user)
        raise get_adapter(request).validation_error("rate_limited")
    is_right = is_code_of(user, typed)
    if is_right:
        usage.rollback()
    return is_right


def is_code_of(user: User, typed: str) -> bool:
    """Whether this is a code of the account's second factor, within the scope of its sign-in."""
    if not typed or len(typed) > 20:
        return False
    own = Authenticator.objects.filter(user_id=user.pk)
    return any(each.wrap().validate_code(typed) for each in own)
