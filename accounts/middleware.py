"""Around every request: the scope of the person, and who is named in the history it writes."""

import logging
from collections.abc import Callable

import pghistory
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import url_str_to_user_pk
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.backends import refusal_of

GetResponse = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger(__name__)


class ScopeMiddleware:
    """Enters the scope of whoever asks, and names them in the history, for the whole request.

    Pages of signing in work in a scope that reaches accounts and nothing of any office.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        scope.begin()
        account = self.account(request)
        with scope.sign_in(account):
            user = request.user
            if user.is_authenticated and refusal_of(user):
                request.user = user = AnonymousUser()
            if not request.path_info.startswith(settings.SIGN_IN_PATH):
                scope.go_on_as(scope.of(user))
            with pghistory.context(**self.author(request)):
                return self.get_response(request)

    @staticmethod
    def account(request: HttpRequest) -> int | None:
        """The id of the account that the session names: signed in, or between password and code."""
        names = request.session
        if SESSION_KEY in names:
            return int(names[SESSION_KEY])
        half_way = (names.get(LOGIN_SESSION_KEY) or {}).get("user_pk")
        return url_str_to_user_pk(half_way) if half_way else None

    @staticmethod
    def author(request: HttpRequest) -> dict[str, object]:
        """What the history keeps of a request: no personal data but the name of the official."""
        user = request.user
        return {
            "user": user.pk,
            "name": user.get_full_name() if user.is_authenticated else None,
            "path": request.path_info,
        }


class RefusalMiddleware:
    """Turns the database's refusal to write outside a scope into the page that says so."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, DatabaseError) and _sqlstate(exception) == "42501":
            logger.warning("Refused by row security: %s %s", request.method, request.path_info)
            raise PermissionDenied(_("This is outside your office's scope.")) from exception


def _sqlstate(error: BaseException) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)
