"""The interface for programs: read-only, versioned, refusals as RFC 9457 has them."""

import functools
import hashlib
import json
from collections.abc import Callable
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder

MINUTE = 60  # seconds that an answer may be kept


class _Readable(JSONRenderer):
    """Persian letters as they are, each in two bytes and not in six."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    renderer=_Readable(),
    title="Public register of NGOs",
    version="1.0.0",
    description=(
        "The public register of NGOs, their licences, calls for proposals and grants. Read-only, "
        "no key. Lists come in pages; follow `next`. Days are told in both calendars."
    ),
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
)


def problem(status: int, title: str, detail: str | None = None, **more: Any) -> HttpResponse:
    """A refusal in the form of RFC 9457."""
    told = {"type": "about:blank", "title": title, "status": status, **more}
    if detail:
        told["detail"] = detail
    body = json.dumps(told, ensure_ascii=False, cls=NinjaJSONEncoder)
    return HttpResponse(body, status=status, content_type="application/problem+json")


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    told = [{"at": list(each["loc"]), "detail": each["msg"]} for each in error.errors]
    return problem(422, "The question was not understood", errors=told)


@api.exception_handler(Http404)
def _unknown(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, "Not found")


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, "Refused", str(error))


def public(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap all that the interface answers: its limit, its tag, and that every site may read it."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        limits = {"api": settings.API_RATE}
        if not ratelimit.consume(request, app="api", action="api", config=limits, limit_get=True):
            refused = problem(429, "Too many questions", "Ask again in a minute.")
            refused["Retry-After"] = "60"
            return refused
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        asks = request.method in ("GET", "HEAD") and response.status_code == 200
        return (
            _tagged(request, response) if asks and isinstance(response, HttpResponse) else response
        )

    # Nobody is signed in here, and nothing is changed.
    wrapped.csrf_exempt = True  # type: ignore[attr-defined]
    return wrapped


def _tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """With an ETag by what it holds; 304 to whoever has just that."""
    tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    known = [each.strip().removeprefix("W/") for each in
             request.headers.get("If-None-Match", "").split(",")]  # fmt: skip
    if tag in known or "*" in known:
        response = HttpResponse(status=304)
        response["Access-Control-Allow-Origin"] = "*"
    response["ETag"] = tag
    patch_cache_control(response, public=True, max_age=MINUTE)
    return response
