"""Pages for what went wrong, in the product's look."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from files.disk import is_full
from files.malware import refused_upload


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/403.html", {"reason": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """What no view foresaw. A full disk and a file with malware, which none need, are told."""
    error = sys.exc_info()[1]
    refusal = refused_upload(error)
    if refusal is not None:
        return render(request, "errors/422.html", {"reason": str(refusal)}, status=422)
    if is_full(error):
        return render(request, "errors/507.html", status=507)
    return render(request, "errors/500.html", status=500)
