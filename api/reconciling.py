"""Lists of names matched with the register: the reconciliation interface (OpenRefine, 0.2), and the
page on which anybody sends a list."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from time import monotonic
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from api.interface import problem
from persian.sounds import sound_of
from persian.text import fold
from public.register import LONGEST, rows

MOST_QUESTIONS = 1000  # of one request
SECONDS = 10  # that names of one request are compared by likeness, some together
TOGETHER = 10
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
    ones. `provinces` narrows each to a province, where it is not empty.

    Raises Refusal where comparing takes longer than one visitor may keep the database at work.
    """
    keys = [fold(name.replace("\x00", "")[:LONGEST]) for name in names]
    places = [each.replace("\x00", "") for each in provinces] or [""] * len(keys)
    found = _asked(keys, [""] * len(keys), places)  # the very names, all at once
    others = [at for at, key in enumerate(keys) if key and not found[at]]
    until = monotonic() + SECONDS
    waiting = iter(others)
    while turn := list(islice(waiting, TOGETHER)):
        if monotonic() > until:
            raise Refusal(
                "too_long", _("Comparing so many names takes too long now. Send fewer at once.")
            )
        told = [keys[at] for at in turn]
        near = _asked(told, [sound_of(key) for key in told], [places[at] for at in turn])
        for at, matches in zip(turn, near, strict=True):
            found[at] = matches
    return found


def _asked(keys: Sequence[str], sounds: Sequence[str], places: Sequence[str]) -> list[list[Match]]:
    """What the database finds of each: by its name, and where it has a sound by that."""
    found: list[list[Match]] = [[] for _key in keys]
    values = [list(keys), list(sounds), list(places), NEAR]
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
    names, places = [each[1] for each in questions], [each[2] for each in questions]
    try:
        found = matched(names, places)
    except Refusal as refusal:
        return problem(422, "Too many at once", str(refusal))
    return JsonResponse(
        {
            key: {"result": [_told(match, each) for match in each[:most]]}
            for (key, _said, _where, most), each in zip(questions, found, strict=True)
        }
    )


def _questions(said: Any) -> list[tuple[str, str, str, int]]:
    found = []
    for key, asked in said.items():
        name, most = asked.get("query", ""), asked.get("limit") or NEAR
        if not isinstance(name, str) or not isinstance(most, int):
            raise TypeError
        name = _speakable(name)
        place = ""
        for each in asked.get("properties") or ():
            value = each.get("v")
            if each.get("pid") == PROVINCE and isinstance(value, str):
                place = _speakable(value)[:LONGEST]
        found.append((str(key), name, place, max(1, min(most, NEAR))))
    return found


def _speakable(text: str) -> str:
    """Without halves of signs, which JSON can name and no database stores."""
    return text.encode(errors="ignore").decode()


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
