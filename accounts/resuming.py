"""Going on after a rest: a session that was not used for long asks who is there, and loses nothing.

What was sent with the request that found the session resting is carried on in the page that asks,
and goes to where it was going once the password is right. Nothing of it is kept on the server.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from accounts import scope
from accounts.access import log
from accounts.confirming import confirm, take_code
from accounts.models import Act, User
from accounts.requests import signed_in
from persian.numbers import ascii_digits

GetResponse = Callable[[HttpRequest], HttpResponse]
PASSWORD, CODE, METHOD = "resume_password", "resume_code", "resume_method"
LOST = "resume_lost"  # names of the fields whose files could not be carried on
OWN = (PASSWORD, CODE, METHOD, LOST)  # fields of the page that asks, among those that it carries on


class ResumeMiddleware:
    """Behind the check against forgery: what is carried on was sent by the application's forms."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        if not getattr(request.session, "is_idle", False) or not isinstance(request.user, User):
            return None
        if request.path_info == reverse("account_logout"):
            return None
        if is_script(request):
            told = _("You were away for long. Open the page anew and write your password.")
            return JsonResponse({"refused": told}, status=409)
        if PASSWORD not in request.POST:
            return _asks(request)
        try:
            _prove(request, request.user)
        except ValidationError as error:
            return _asks(request, error.messages[0])
        if request.POST.get(METHOD) == "get":
            return HttpResponseRedirect(request.get_full_path())
        carried = request.POST.copy()
        for name in carried.getlist(LOST):
            # An empty file, which every form refuses: nothing is stored without what was chosen.
            request.FILES.appendlist(name, SimpleUploadedFile("file", b""))
        for name in OWN:
            carried.pop(name, None)
        request.POST = carried  # type: ignore[assignment]
        return None


def is_script(request: HttpRequest) -> bool:
    """Whether a script of a page asks, which has no use for another page."""
    by = request.headers.get("X-Requested-With", "")
    accepts = request.headers.get("Accept", "")
    return by in ("fetch", "XMLHttpRequest") or accepts.startswith("application/json")


def _prove(request: HttpRequest, user: User) -> None:
    """Raises ValidationError where what was typed does not prove that it is this person."""
    confirm(request, request.POST.get(PASSWORD, ""), by_password=True)
    if _needs_code(request, user):
        with scope.sign_in(user.pk):
            if not take_code(request, user, ascii_digits(request.POST.get(CODE, ""))):
                log(Act.CODE_FAILED, user=user)
                raise ValidationError(_("This code is wrong or too old."))
    session: Any = request.session
    session.prove(user.pk)
    with scope.sign_in(user.pk):
        log(Act.SIGNED_IN, user=user, resumed=True)


def _needs_code(request: HttpRequest, user: User) -> bool:
    """After a session's longest time it is as at the first sign-in: with the second factor."""
    if not getattr(request.session, "is_over", False):
        return False
    with scope.sign_in(user.pk):
        return bool(is_mfa_enabled(user))


def _asks(request: HttpRequest, problem: str = "") -> HttpResponse:
    was_sent = request.method == "POST" and request.POST.get(METHOD) != "get"
    context = {
        "problem": problem,
        "names": {"password": PASSWORD, "code": CODE, "method": METHOD, "lost": LOST},
        "carried": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in OWN
            for value in values
        ]
        if request.method == "POST"
        else [],
        "was_sent": was_sent,
        "lost": list(request.FILES) + request.POST.getlist(LOST) if was_sent else [],
        "files": [file.name for _name, files in request.FILES.lists() for file in files]
        if was_sent
        else [],
        "needs_code": _needs_code(request, signed_in(request)),
        "action": request.get_full_path(),
    }
    response = render(request, "account/resume.html", context, status=401)
    add_never_cache_headers(response)
    return response


def keep(request: HttpRequest) -> HttpResponse:
    """Asked by a page's script while somebody works on it: how many minutes the session has."""
    minutes = getattr(request.session, "idle_minutes", 0)
    if not isinstance(request.user, User):
        return JsonResponse({"minutes": 0}, status=409)
    return JsonResponse({"minutes": minutes})
