"""Access to a desk ends with the day of the officer, at the next request."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts import scope
from accounts.models import User
from accounts.roles import Role
from desk.services import officers

GetResponse = Callable[[HttpRequest], HttpResponse]


class OfficerMiddleware:
    """Whoever no longer speaks for the NGO of their scope goes on with another of their own, or is
    signed out. It is asked at each request, so a day that ended at midnight needs no job."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        is_officer = isinstance(user, User) and user.role == Role.NGO_OFFICER
        if not is_officer or request.path_info.startswith(settings.SIGN_IN_PATH):
            return self.get_response(request)
        if officers.stands():
            return self.get_response(request)
        own = officers.own_ngos()
        if own and officers.choose(own[0].pk):
            return redirect("desk")
        with scope.sign_in(user.pk):
            logout(request)
        return redirect("account_inactive")
