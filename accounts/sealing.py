"""Secrets that the database keeps and may not read: encrypted with a key that stands outside it.

The key is derived from `SECRET_KEY`. After that was changed, what was sealed before is still read
with the keys of `SECRET_KEY_FALLBACKS`. Without any of them it is lost: second factors are set up
anew. So a backup holds the installation's `.env` too.
"""

import base64
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK = "sealed:"
_PURPOSE = b"samanyar.sealing"


class Unreadable(Exception):
    """What was sealed with none of the keys that this installation has."""


def seal(text: str) -> str:
    return MARK + _box(*_secrets()).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text; what was stored before there was a seal is given back as it is.

    Raises Unreadable where no key fits, or somebody changed it.
    """
    if not sealed.startswith(MARK):
        return sealed
    try:
        return _box(*_secrets()).decrypt(sealed.removeprefix(MARK).encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def _secrets() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@cache
def _box(*secrets: str) -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE)
    return base64.urlsafe_b64encode(derived.derive(secret.encode()))
