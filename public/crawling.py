"""What search engines are told: where to look, and the addresses of all NGOs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from public.register import rows

PART = 10_000  # addresses of one file; the standard allows 50,000
HOURS = 6 * 60 * 60


@cache_control(public=True, max_age=HOURS)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    context = {"sitemap": request.build_absolute_uri(reverse("sitemap"))}
    return render(request, "robots.txt", context, content_type="text/plain")


@cache_control(public=True, max_age=HOURS)
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The files that together list every NGO, each named by the number after which it begins."""
    parts = [0]
    while len(found := _numbers(parts[-1])) == PART:
        parts.append(found[-1])
    addresses = [
        request.build_absolute_uri(reverse("sitemap_part", args=[after])) for after in parts
    ]
    context = {"addresses": addresses}
    return render(request, "public/sitemap_index.xml", context, content_type="application/xml")


@cache_control(public=True, max_age=HOURS)
@require_safe
def sitemap_part(request: HttpRequest, after: int) -> HttpResponse:
    if after >= 2**63:
        raise Http404
    addresses = [
        request.build_absolute_uri(reverse("public_ngo", args=[number]))
        for number in _numbers(after)
    ]
    context = {"addresses": addresses}
    return render(request, "public/sitemap.xml", context, content_type="application/xml")


def _numbers(after: int) -> list[int]:
    return [row["number"] for row in rows("public_numbers(%s, %s)", [after, PART])]
