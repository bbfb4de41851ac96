"""Whose account needs a second factor: a policy on roles, and the way to setting one up."""

import time
from collections.abc import Callable
from contextlib import nullcontext

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts import scope
from accounts.models import PolicySetting, User
from accounts.security_policies import SECOND_FACTOR_ROLES

GetResponse = Callable[[HttpRequest], HttpResponse]
SECONDS_BETWEEN_LOOKS = 300  # at the policy and the account, within a session
FOUND = "second_factor_at"  # in the session: the second at which nothing was missing


def is_required_for(user: object) -> bool:
    """Whether this person's office requires a second factor of their role. One query.

    A demonstration requires none until somebody decides so, as `SECOND_FACTOR_BY_DEFAULT` says.
    """
    if not isinstance(user, User):
        return False
    own = scope.of(user)
    with nullcontext() if scope.current() == own else scope.enter(own):
        rows = PolicySetting.objects.filter(name=SECOND_FACTOR_ROLES.name)
        decided: dict[int | None, list[str]] = dict(rows.values_list("province_id", "value"))
    default = SECOND_FACTOR_ROLES.default if settings.SECOND_FACTOR_BY_DEFAULT else []
    return user.role in decided.get(user.province_id, decided.get(None, default))


class SecondFactorMiddleware:
    """Leads those whose role needs a second factor to setting one up first."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and not request.path_info.startswith(settings.SIGN_IN_PATH):
            now = time.time()
            if now - request.session.get(FOUND, 0) > SECONDS_BETWEEN_LOOKS:
                if _is_missing(user):
                    return redirect("mfa_activate_totp")
                request.session[FOUND] = now
        return self.get_response(request)


def _is_missing(user: User) -> bool:
    if not is_required_for(user):
        return False
    with scope.sign_in(user.pk):
        return not is_mfa_enabled(user)
