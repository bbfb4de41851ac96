"""Browsers in which somebody has signed in before: whoever tries passwords elsewhere does not lock
their owner out of them.

A signed cookie names the browser and the accounts that signed in there. It opens nothing: it gives
the browser a counter of wrong tries of its own. Elsewhere tries are counted for the account and the
address together, and for the account from all strange addresses.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

# With a name that, behind TLS, no other host of the domain may give a cookie.
COOKIE = "__Host-known_browser" if settings.HTTPS else "known_browser"
_SALT = "accounts.known_devices"
_YEAR = 365 * 24 * 3600  # seconds
_MOST_ACCOUNTS = 20  # of a browser that many share; the oldest is forgotten

# Wrong tries, in the words of the sign-in library.
OF_KNOWN_BROWSER = {"login_failed": "5/5m/key"}
OF_ADDRESS = {"login_failed": "10/m/ip,5/5m/key"}
OF_ACCOUNT = {"login_failed": "50/h/key"}


def browser_of(request: HttpRequest, account: int | None) -> str | None:
    """The name of this browser, where the account signed in here before."""
    name, accounts = _read(request)
    return name if account in accounts else None


def remember(request: HttpRequest, response: HttpResponse, account: int) -> None:
    """The account has signed in in this browser."""
    name, accounts = _read(request)
    known = [*(each for each in accounts if each != account), account][-_MOST_ACCOUNTS:]
    response.set_cookie(
        COOKIE,
        signing.dumps({"name": name or secrets.token_hex(8), "accounts": known}, salt=_SALT),
        max_age=_YEAR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[int]]:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_YEAR)
        return found["name"], found["accounts"]
    except (signing.BadSignature, KeyError, TypeError):
        return "", []
