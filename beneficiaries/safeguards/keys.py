"""Keys that stand outside the database: of what it compares and may not know.

All are derived from `NOTES_KEY`, each for one purpose, so none says anything of another.
"""

import hashlib
import hmac
from functools import cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NUMBERS, NOTES, MASTER = b"samanyar.numbers", b"samanyar.notes.digest", b"samanyar.notes.master"


def blinded(text: str, purpose: bytes = NUMBERS) -> bytes:
    """What stands for a text where it is only compared: 32 bytes that nobody finds the text by who
    has not the key, however few texts there are."""
    return hmac.digest(derived(settings.NOTES_KEY, purpose), text.encode(), hashlib.sha256)


@cache
def derived(secret: str, purpose: bytes) -> bytes:
    """A key of 32 bytes for one purpose."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
