"""The signature without which the database believes no scope.

What a scope says of itself (`scope.claims`) may be set by whoever can run SQL; that it was entered
by the application cannot be. The key is derived from `SECRET_KEY`, so it is a secret of the same
installation; the database holds it in a table that the owner of the tables alone can read, and
compares in `scope_claim` (accounts/sql_scope.py). A signature holds on the one connection that it
was made for, and for some hours.
"""

import hashlib
import hmac
import time
from functools import cache

from django.conf import settings

HOURS = 12  # the longest work in one scope; also the longest life of a signature
_BLOCK = 64  # bytes of a block of SHA-256
_PURPOSE = b"samanyar.scope"


@cache
def _key(secret: str) -> bytes:
    return hmac.digest(secret.encode(), _PURPOSE, "sha256")


def pads() -> tuple[bytes, bytes]:
    """The key as HMAC uses it (RFC 2104): the inner and the outer pad, 64 bytes each."""
    block = _key(settings.SECRET_KEY).ljust(_BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)


def claims(*parts: object) -> str:
    """The claims of a scope as one text, with the second until which they hold at the end."""
    until = int(time.time()) + HOURS * 3600
    return "|".join("" if part is None else str(part) for part in (*parts, until))


def signature(text: str, backend: int) -> str:
    """The signature of claims for the connection whose process in the server is `backend`."""
    message = f"{text}|{backend}".encode()
    return hmac.new(_key(settings.SECRET_KEY), message, hashlib.sha256).hexdigest()
