"""A password that somebody else gave leads to the page that changes it, and nowhere else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.models import User

GetResponse = Callable[[HttpRequest], HttpResponse]
STILL_OPEN = ("account_change_password", "account_logout")


class GivenPasswordMiddleware:
    """Whoever signed in with a given password chooses their own before anything else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        is_given = isinstance(user, User) and user.has_given_password
        if is_given and request.path_info not in map(reverse, STILL_OPEN):
            return redirect(STILL_OPEN[0])
        return self.get_response(request)
