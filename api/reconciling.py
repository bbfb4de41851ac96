"""Lists of names matched with the register: the reconciliation interface (OpenRefine, 0.2), and the
page on which anybody sends a list."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from api.interface import problem
from persian.sounds import sound_of
from persian.text import fold
from public.register import LONGEST, rows

MOST_QUESTIONS = 1000  # of one request
NEAR = 5
PROVINCE = "province"
TYPE = {"id": "ngo", "name": "NGO"}


@dataclass(frozen=True, slots=True)
class Match:
    """An NGO that a name may mean; `likeness` from 0 to 1, which is the very same name."""

    id: int
    name: str
    legal_id: str
    county: str | None
    province: str
    is_same: bool
    likeness: float


def matched(names: Sequence[str], provinces: Sequence[str] = ()) -> list[list[Match]]:
    """For each name its likeliest NGOs, the likeliest first: those of the very name, or of like
    ones. `provinces` narrows each to a province, where it is not empty."""
    keys = [fold(name.replace("\x00", "")[:LONGEST]) for name in names]
    places = [each.replace("\x00", "") for each in provinces] or [""] * len(keys)
    values = [keys, [sound_of(key) for key in keys], places, NEAR]
    found: list[list[Match]] = [[] for _ in keys]
    for row in rows("public_matched(%s::text[], %s::text[], %s::text[], %s)", values):
        found[row.pop("place") - 1].append(Match(**row))
    return [sorted(each, key=lambda match: (-match.likeness, match.id))[:NEAR] for each in found]


def service(request: HttpRequest) -> HttpResponse:
    """The manifest, or the answers to `queries`."""
    asked = request.POST.get("queries") or request.GET.get("queries")
    if not asked:
        if request.method == "POST":
            return problem(422, "The question was not understood", "`queries` is missing.")
        return JsonResponse(_manifest(request))
    try:
        questions = _questions(json.loads(asked))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return problem(422, "The question was not understood", "`queries` is no such object.")
    if len(questions) > MOST_QUESTIONS:
        return problem(422, "Too many at once", f"At most {MOST_QUESTIONS} names.")
    found = matched([name for _, name, _, _ in questions], [place for _, _, place, _ in questions])
    return JsonResponse(
        {
            key: {"result": [_told(match, each) for match in each[:most]]}
            for (key, _name, _place, most), each in zip(questions, found, strict=True)
        }
    )


def _questions(said: Any) -> list[tuple[str, str, str, int]]:
    found = []
    for key, asked in said.items():
        name, most = asked.get("query", ""), asked.get("limit") or NEAR
        if not isinstance(name, str) or not isinstance(most, int):
            raise TypeError
        place = ""
        for each in asked.get("properties") or ():
            value = each.get("v")
            if each.get("pid") == PROVINCE and isinstance(value, str):
                place = value
        found.append((str(key), name, place, max(1, min(most, NEAR))))
    return found


def _told(match: Match, all_of_it: list[Match]) -> dict[str, Any]:
    alone = match.is_same and len(all_of_it) == 1
    where = f"{match.county}، {match.province}" if match.county else match.province
    return {
        "id": str(match.id), "name": match.name, "description": where,
        "score": round(match.likeness * 100, 1), "match": alone, "type": [TYPE],
    }  # fmt: skip


def _manifest(request: HttpRequest) -> dict[str, Any]:
    page = reverse("public_ngo", args=[0]).replace("/0/", "/{{id}}/")
    return {
        "versions": ["0.2"],
        "name": "Public register of NGOs",
        "identifierSpace": request.build_absolute_uri(reverse("public_register")),
        "schemaSpace": "https://schema.org/NGO",
        "view": {"url": request.build_absolute_uri("/").rstrip("/") + page},
        "defaultTypes": [TYPE],
        "batchSize": 100,
    }
