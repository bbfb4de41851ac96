"""The public page that tells the live standing of a licence: no account, no script, no cache."""

from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from licensing.public_papers import PublicPaper, paper_of
from licensing.verification import Verified, typed_code, verify

_NO_TRACE = {
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",  # the address is the licence's code
}


@never_cache
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """A box for the code; with a code in the address, the answer."""
    code = request.GET.get("code", "")
    return show(request, code) if code.strip() else _page(request, None)


@never_cache
@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The standing of the licence of a code now. An unknown code is told so, with status 404."""
    if not _is_allowed(request):
        response = _answer(request, "licensing/public/too_many.html", status=429)
        response["Retry-After"] = "60"
        return response
    found = verify(code)
    paper = paper_of(typed_code(code)) if found is None else None
    return _page(request, found, paper, is_unknown=found is None and paper is None)


def _is_allowed(request: HttpRequest) -> bool:
    """Whether this visitor's address may still ask now; counted as tries of signing in are."""
    limits = {"verify_licence": settings.VERIFICATION_RATE}
    return bool(
        ratelimit.consume(
            request, app="ngos", action="verify_licence", config=limits, limit_get=True
        )
    )


def _page(
    request: HttpRequest,
    found: Verified | None,
    paper: PublicPaper | None = None,
    *,
    is_unknown: bool = False,
) -> HttpResponse:
    context = {
        "found": found,
        "paper": paper,
        "is_unknown": is_unknown,
        "now": timezone.localtime(),
    }
    status = 404 if is_unknown else 200
    return _answer(request, "licensing/public/verification.html", context, status=status)


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int
) -> HttpResponse:
    response = render(request, template, context, status=status)
    for name, value in _NO_TRACE.items():
        response[name] = value
    return response
