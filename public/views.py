"""Pages of the public register: no account, no script."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from persian.numbers import is_key
from public.register import LONGEST, ngo_of, provinces, search

MINUTES = 60  # seconds that a page may be kept; a standing changes at midnight and by decisions


@cache_control(public=True, max_age=MINUTES)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """One box for a name or a number, and the NGOs that it finds."""
    if not _is_allowed(request):
        return _too_many(request)
    said, province = request.GET.get("q", "")[:LONGEST].strip(), request.GET.get("province", "")
    asked = request.GET.get("page", "1")
    page = int(asked) if is_key(asked) and len(asked) < 5 else 1
    known = provinces()
    province = province if province in known else ""
    found = search(said, province, page) if said or province else None
    query: dict[str, str | int] = {"q": said, "province": province}
    context = {
        "said": said, "province": province, "provinces": known, "found": found,
        "next": f"?{urlencode({**query, 'page': page + 1})}" if found and found.has_more else "",
        "previous": f"?{urlencode({**query, 'page': page - 1})}" if page > 1 else "",
    }  # fmt: skip
    return render(request, "public/register.html", context)


@cache_control(public=True, max_age=MINUTES)
@require_safe
def ngo(request: HttpRequest, number: int) -> HttpResponse:
    """One NGO; an unknown number is told so, with status 404."""
    if not _is_allowed(request):
        return _too_many(request)
    found = ngo_of(number) if is_key(str(number)) else None
    return render(request, "public/ngo.html", {"ngo": found}, status=200 if found else 404)


def _is_allowed(request: HttpRequest) -> bool:
    """Whether this visitor's address may still read now; lists are not read off page by page."""
    limits = {"public_register": settings.PUBLIC_REGISTER_RATE}
    return bool(
        ratelimit.consume(
            request, app="public", action="public_register", config=limits, limit_get=True
        )
    )


def _too_many(request: HttpRequest) -> HttpResponse:
    response = render(request, "licensing/public/too_many.html", status=429)
    response["Retry-After"] = "60"
    return response
