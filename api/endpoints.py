"""What can be asked: the register, licences, calls, grants, files of the whole."""

import datetime
import json
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from ninja import Path, Query, Schema
from psycopg.types.json import Jsonb
from pydantic import AfterValidator, Field, StringConstraints

from api import shapes
from api.interface import api, problem
from persian.dates import today
from public.register import NARROWED_BY, Gone, gone, ngo_of, ngos, rows

LARGEST = 2**63 - 1
EARLIER = datetime.timedelta(minutes=10)  # how long something may have been in the writing


def _without_null(text: str) -> str:
    if "\x00" in text:
        raise ValueError("no null character")
    return text


Name = Annotated[str, StringConstraints(max_length=120), AfterValidator(_without_null)]
Number = Path[Annotated[int, Field(ge=0, le=LARGEST)]]


class Asked(Schema):
    """What a page of any list is asked by."""

    after: Annotated[int, Query(ge=0, le=LARGEST)] = 0
    limit: Annotated[int, Query(ge=1, le=1000)] = 100


class AskedSince(Asked):
    updated_since: datetime.datetime | None = None


class AskedNGOs(AskedSince):
    province: Name | None = None
    county: Name | None = None
    field: Name | None = None
    level: Name | None = None
    charity: bool | None = None
    standing: Name | None = None


class AskedLicences(AskedSince):
    ngo: Annotated[int | None, Query(ge=0, le=LARGEST)] = None


@api.get("/ngos", response={200: shapes.NGOs, 422: shapes.Problem}, summary="NGOs by number")
def list_ngos(request: HttpRequest, asked: Query[AskedNGOs]) -> dict[str, Any]:
    """With `updated_since` what changed since, and in `removed` what a copy must delete."""
    as_of = _as_of()
    removed: list[Gone] = []
    if asked.updated_since is None:
        wanted = asked.dict(include=set(NARROWED_BY), exclude_none=True)
        values = [Jsonb(wanted), today(), asked.after, asked.limit + 1]
        found = ngos("public_by_number(%s, %s, %s, %s)", values)
        more = len(found) > asked.limit
        found = found[: asked.limit]
        last = found[-1].id if found else 0
    else:
        values = [_aware(asked.updated_since), asked.after, asked.limit + 1]
        numbers = [row["number"] for row in rows("public_changed(%s, %s, %s)", values)]
        more = len(numbers) > asked.limit
        numbers = numbers[: asked.limit]
        last = numbers[-1] if numbers else 0
        found = ngos("public_of_numbers(%s::bigint[], %s)", [numbers, today()])
        removed = gone(sorted(set(numbers) - {ngo.id for ngo in found}))
        found = [ngo for ngo in found if _is_asked_for(ngo, asked)]
    return {
        "items": [shapes.ngo_of(ngo) for ngo in found],
        "removed": [shapes.removed_of(each) for each in removed],
        "next": _next(request, last) if more else None,
        "as_of": as_of,
    }


def _is_asked_for(ngo: Any, asked: AskedNGOs) -> bool:
    told = {name: getattr(ngo, name) for name in NARROWED_BY if name != "charity"}
    told["charity"] = ngo.is_charity
    wanted = asked.dict(include=set(NARROWED_BY), exclude_none=True)
    return all(told[name] == value for name, value in wanted.items())


@api.get(
    "/ngos/{number}",
    response={200: shapes.NGO, 404: shapes.Problem, 410: shapes.Problem, 422: shapes.Problem},
    summary="One NGO",
)
def one_ngo(request: HttpRequest, number: Number) -> Any:
    """Status 410, with the reason, for one that was in the register and is not."""
    if found := ngo_of(number):
        return shapes.ngo_of(found)
    for each in gone([number]):
        removed = shapes.removed_of(each).dict()
        return problem(410, "Not in the register any more", each.told or None, removed=removed)
    raise Http404


@api.get(
    "/licences", response={200: shapes.Licences, 422: shapes.Problem}, summary="Licences by id"
)
def list_licences(request: HttpRequest, asked: Query[AskedLicences]) -> dict[str, Any]:
    """With an NGO that is removed go its licences."""
    as_of = _as_of()
    since = _aware(asked.updated_since) if asked.updated_since else None
    values = [asked.ngo, since, today(), asked.after, asked.limit + 1]
    found = rows("public_licences(%s, %s, %s, %s, %s)", values)
    removed = rows("public_licences_gone(%s)", [since]) if since and not asked.after else []
    return {
        **_paged(request, found, asked.limit),
        "items": [shapes.licence_of(row) for row in found[: asked.limit]],
        "removed": [{"id": row["number"], "at": row["at"]} for row in removed],
        "as_of": as_of,
    }


@api.get("/calls", response={200: shapes.Calls, 422: shapes.Problem}, summary="Calls by id")
def list_calls(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Those that were published."""
    as_of = _as_of()
    found = rows("public_calls(%s, %s)", [asked.after, asked.limit + 1])
    items = [shapes.call_of(row) for row in found[: asked.limit]]
    return {**_paged(request, found, asked.limit), "items": items, "as_of": as_of}


@api.get(
    "/awards", response={200: shapes.Awards, 422: shapes.Problem}, summary="Grants (360Giving)"
)
def list_awards(request: HttpRequest, asked: Query[AskedSince]) -> dict[str, Any]:
    """Published once a day. What persons were given is told as sums alone."""
    as_of = _as_of()
    since = _aware(asked.updated_since) if asked.updated_since else None
    found = rows("public_awards(%s, %s, %s)", [since, asked.after, asked.limit + 1])
    shown = found[: asked.limit]
    return {
        **_paged(request, found, asked.limit),
        "items": [json.loads(row["body"]) for row in shown if row["body"] is not None],
        "removed": [
            {"key": row["key"], "at": row["changed_at"]} for row in shown if row["body"] is None
        ],
        "as_of": as_of,
    }


@api.get("/dumps", response=list[shapes.DumpFile], summary="Files with the whole register")
def list_dumps(request: HttpRequest) -> list[dict[str, Any]]:
    """Written once a day, each with its SHA-256."""
    return [
        {**row, "address": reverse("api_dump", args=[row["name"]])}
        for row in rows("public_dumps()", [])
    ]


def _paged(request: HttpRequest, found: list[dict[str, Any]], limit: int) -> dict[str, str | None]:
    more = len(found) > limit
    return {"next": _next(request, found[limit - 1]["id"]) if more else None}


def _next(request: HttpRequest, after: int) -> str:
    asked = {**request.GET.dict(), "after": str(after)}
    return f"{request.path}?{urlencode(asked)}"


def _as_of() -> datetime.datetime:
    return (timezone.now() - EARLIER).replace(microsecond=0)


def _aware(moment: datetime.datetime) -> datetime.datetime:
    """A moment without a time zone is Tehran's. One at either end of all time is brought to it, and
    told in the one time zone that the database takes for every moment."""
    told = timezone.make_aware(moment) if timezone.is_naive(moment) else moment
    try:
        return told.astimezone(datetime.UTC)
    except OverflowError:
        end = datetime.datetime.max if moment.year > 1 else datetime.datetime.min
        return end.replace(tzinfo=datetime.UTC)
