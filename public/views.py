"""Pages of the public register: no account, no script."""

from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ngos.models.ngo import ActivityLevel
from ngos.standing import Standing
from persian.numbers import is_key
from public import linked_data
from public.chart import finances
from public.map import provinces_map
from public.register import (
    LONGEST,
    NARROWED_BY,
    fields_of_activity,
    finances_of,
    gone,
    licences_of,
    ngo_of,
    places,
    search,
)

MINUTES = 60  # seconds that a page may be kept; a standing changes at midnight and by decisions
STANDINGS = (
    Standing.VALID, Standing.EXPIRED, Standing.SUSPENDED, Standing.REVOKED, Standing.UNKNOWN,
)  # fmt: skip
CHARITY = {"yes": True, "no": False}


@cache_control(public=True, max_age=MINUTES)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """One box for a name or a number, what it is narrowed by, and the NGOs that it finds."""
    if not is_allowed(request):
        return too_many(request)
    said = request.GET.get("q", "")[:LONGEST].strip()
    asked = request.GET.get("page", "1")
    page = int(asked) if is_key(asked) and len(asked) < 5 else 1
    choices = _choices(request.GET)
    chosen = {name: each for name in NARROWED_BY if (each := request.GET.get(name, "")) in
              {value for value, _label in choices[name]} and each}  # fmt: skip
    wanted: dict[str, Any] = dict(chosen)
    if "charity" in wanted:
        wanted["charity"] = CHARITY[wanted["charity"]]
    found = search(said, wanted, page) if said or wanted else None
    query: dict[str, str | int] = {"q": said, **chosen}
    context = {
        "said": said, "chosen": chosen, "choices": choices, "found": found,
        "map": provinces_map(chosen.get("province", "")) if found is None else None,
        "next": f"?{urlencode({**query, 'page': page + 1})}" if found and found.has_more else "",
        "previous": f"?{urlencode({**query, 'page': page - 1})}" if page > 1 else "",
    }  # fmt: skip
    return render(request, "public/register.html", context)


def _choices(asked: QueryDict) -> dict[str, list[tuple[str, str]]]:
    """The values and words of each choice; counties are those of the chosen province."""
    known = places()
    counties = known.get(asked.get("province", ""), [])
    named = {"province": list(known), "county": counties, "field": fields_of_activity()}
    return {
        **{name: [(each, each) for each in values] for name, values in named.items()},
        "level": [(value, str(label)) for value, label in ActivityLevel.choices],
        "standing": [(each.value, str(each.label)) for each in STANDINGS],
        "charity": [("yes", ""), ("no", "")],
    }


@cache_control(public=True, max_age=MINUTES)
@require_safe
def ngo(request: HttpRequest, number: int) -> HttpResponse:
    """One NGO. A number that was in the register and is not is told so with status 410 and why, an
    unknown one with 404."""
    if not is_allowed(request):
        return too_many(request)
    if not is_key(str(number)):
        return render(request, "public/ngo.html", {"ngo": None}, status=404)
    found = ngo_of(number)
    if found is None:
        removed = next(iter(gone([number])), None)
        status = 404 if removed is None else 410
        return render(request, "public/ngo.html", {"ngo": None, "gone": removed}, status=status)
    address = request.build_absolute_uri(reverse("public_ngo", args=[number]))
    years = finances_of(number)
    context = {
        "ngo": found, "licences": _licences(number), "years": years, "chart": finances(years),
        "linked_data": linked_data.of_ngo(found, address),
    }  # fmt: skip
    return render(request, "public/ngo.html", context)


def _licences(number: int) -> list[dict[str, Any]]:
    return [{**row, "standing": Standing(row["standing"])} for row in licences_of(number)]


def is_allowed(request: HttpRequest) -> bool:
    """Whether this visitor's address may still read now; lists are not read off page by page."""
    limits = {"public_register": settings.PUBLIC_REGISTER_RATE}
    return bool(
        ratelimit.consume(
            request, app="public", action="public_register", config=limits, limit_get=True
        )
    )


def too_many(request: HttpRequest) -> HttpResponse:
    response = render(request, "licensing/public/too_many.html", status=429)
    response["Retry-After"] = "60"
    return response
