"""The square that is shown in the room, and the page that it leads to: no account, no script."""

import base64
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.refusals import Refusal
from accounts.requests import signed_in
from files.printing import qr_code
from licensing.verification import typed_code
from programs.events.models import Session
from programs.events.services import self_marking
from programs.events.views.attendance import find
from screens.pages import address_of, allow, model_page

COOKIE = "attend"


def _square_of(request: HttpRequest, session: Session) -> dict[str, Any]:
    """The picture of a fresh code; why there is none, where the session does not run."""
    try:
        code = self_marking.new_code(session)
    except Refusal as refusal:
        return {"refused": str(refusal)}
    path = f"{reverse('attend')}?c={code}"
    address = settings.PUBLIC_ADDRESS + path if settings.PUBLIC_ADDRESS else ""
    picture = qr_code(address or request.build_absolute_uri(path))
    return {"picture": f"data:image/svg+xml;base64,{base64.b64encode(picture).decode()}"}


@never_cache
@require_GET
def shown(request: HttpRequest, pk: int) -> HttpResponse:
    """The square, large, for the wall of the room; it is renewed by itself."""
    session = find(pk)
    allow(request, "events.take_attendance")
    context = {
        "title": _("Self-marking code"),
        "session": session,
        "square": _square_of(request, session),
        "square_address": address_of(session, "square"),
        "seconds": self_marking.RENEWED_EVERY,
        "back": {"address": address_of(session), "title": str(session)},
        "user": signed_in(request),
    }
    return model_page(request, Session, "events/code.html", context)


@never_cache
@require_GET
def square(request: HttpRequest, pk: int) -> HttpResponse:
    """A fresh square, for the page that shows it."""
    session = find(pk)
    allow(request, "events.take_attendance")
    found = _square_of(request, session)
    return JsonResponse(found, status=200 if "picture" in found else 409)


@never_cache
@require_http_methods(["GET", "POST"])
def attend(request: HttpRequest) -> HttpResponse:
    """Where the square leads: a box for one's own code."""
    limits = {"attend": settings.VERIFICATION_RATE}
    if not ratelimit.consume(
        request, app="events", action="attend", config=limits, limit_get=request.method == "POST"
    ):
        return _page(request, {"refused": _("Too many tries. Wait a minute.")}, status=429)
    if request.method == "POST":
        try:
            marked = self_marking.mark_self(
                ticket=request.COOKIES.get(COOKIE, ""),
                code=typed_code(request.POST.get("code", "")),
            )
        except Refusal as refusal:
            is_open = refusal.field == "code"
            return _page(request, {"refused": str(refusal), "is_open": is_open}, status=409)
        return _page(request, {"marked": marked})
    code = request.GET.get("c", "")
    if not code:
        return _page(request, {})
    try:
        ticket = self_marking.ticket_for(code)
    except Refusal as refusal:
        return _page(request, {"refused": str(refusal)}, status=409)
    response = _page(request, {"is_open": True})
    response.set_cookie(
        COOKIE, ticket, max_age=self_marking.TICKET_SECONDS, path=reverse("attend"),
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip
    return response


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, "events/public/attend.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
