"""Answers are compressed on their way: a page of a list is a tenth as long.

Whoever can put words of their own on a page, have it sent and see how long it is could guess at
secrets on it (BREACH). Django's middleware puts up to a hundred bytes of chance into each answer;
the token against forgery is masked anew each time; cookies go to no page that another site embeds.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_TEXTS = frozenset(
    {"application/json", "application/javascript", "application/xml", "image/svg+xml"}
)


class CompressionMiddleware(GZipMiddleware):
    """Texts alone: workbooks, PDF and pictures are compressed already. What streams still does."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind.startswith("text/") or kind in _TEXTS:
            return super().process_response(request, response)
        return response
