"""From where a request comes: its address, and its device in words, for logs and lists of sessions.

Known during the request to everything that it calls, so that services need not be handed it.
"""

import ipaddress
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

# What a browser says of itself, looked for in this order: later ones name earlier ones too.
_BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung"), ("Firefox", "Firefox"),
    ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


@dataclass(frozen=True)
class Whence:
    """`address` is an IP address or None, `device` a browser and a system («Firefox/Windows»)."""

    address: str | None = None
    device: str = ""


NOWHERE = Whence()
_current: ContextVar[Whence] = ContextVar("whence", default=NOWHERE)


def whence() -> Whence:
    """From where the request that is being answered came; nothing outside a request."""
    return _current.get()


class WhenceMiddleware:
    """Keeps in mind from where the request came, until it is answered."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _current.set(Whence(address_of(request), device_of(request)))
        try:
            return self.get_response(request)
        finally:
            _current.reset(token)


def address_of(request: HttpRequest) -> str | None:
    """The visitor's address; behind proxies, what those that are trusted say of it."""
    try:
        return str(ipaddress.ip_address(get_adapter(request).get_client_ip(request)))
    except (PermissionDenied, ValueError):
        return None


def device_of(request: HttpRequest) -> str:
    """A known browser and system, never the visitor's own words, which may hold anything."""
    said = request.headers.get("User-Agent", "")
    known = (
        next((name for mark, name in names if mark in said), "") for names in (_BROWSERS, _SYSTEMS)
    )
    return "/".join(filter(None, known))
