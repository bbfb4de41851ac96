"""Sealing and opening of texts by the keys of offices, which the master key wraps.

A text is sealed with AES-256-GCM. What it is bound to (its row, its woman, its office's key) goes
into the seal: moved to another row it does not open. Keys never travel in SQL but wrapped.
"""

import os
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from beneficiaries.safeguards.keys import MASTER, NOTES, blinded, derived
from beneficiaries.safeguards.models import Note, OfficeKey

NONCE = 12  # bytes


class Unreadable(Exception):
    """A text that none of this installation's keys opens, or that is not where it was sealed."""


def digest_of(text: str) -> bytes:
    """What two texts are compared by."""
    return blinded(text, NOTES)


# -- keys of offices -------------------------------------------------------------------------------


def _name_of(key: OfficeKey) -> bytes:
    return f"key|{key.province_id}|{key.county_id or 0}|{key.version}".encode()


def new_key(*, province_id: int, county_id: int | None, version: int) -> OfficeKey:
    """A fresh key of an office, wrapped, not stored yet."""
    key = OfficeKey(province_id=province_id, county_id=county_id, version=version)
    wrap(key, AESGCM.generate_key(bit_length=256))
    return key


def wrap(key: OfficeKey, plain: bytes) -> None:
    """Wrap a key by the master key in force."""
    nonce = os.urandom(NONCE)
    box = AESGCM(derived(settings.NOTES_KEY, MASTER))
    key.wrapped = nonce + box.encrypt(nonce, plain, _name_of(key))


def unwrap(key: OfficeKey) -> bytes:
    """The key in plain bytes. Raises Unreadable without the master key that wrapped it."""
    wrapped = bytes(key.wrapped)
    for secret in _masters():
        try:
            return AESGCM(derived(secret, MASTER)).decrypt(
                wrapped[:NONCE], wrapped[NONCE:], _name_of(key)
            )
        except (InvalidTag, ValueError):
            continue
    raise Unreadable


def _masters() -> Iterator[str]:
    yield settings.NOTES_KEY
    yield from settings.NOTES_KEY_FALLBACKS


# -- texts -----------------------------------------------------------------------------------------


def _bound_to(note: Note) -> bytes:
    return f"note|{note.uid}|{note.beneficiary_id}|{note.key_id}".encode()


def seal(note: Note, text: str, key: OfficeKey) -> None:
    """Put a text into a note, by a stored key."""
    note.key = key
    nonce = os.urandom(NONCE)
    note.sealed = nonce + AESGCM(unwrap(key)).encrypt(nonce, text.encode(), _bound_to(note))
    note.digest = digest_of(text)


def open_text(note: Note) -> str:
    """The text of a note. Raises Unreadable."""
    sealed = bytes(note.sealed)
    try:
        return (
            AESGCM(unwrap(note.key))
            .decrypt(sealed[:NONCE], sealed[NONCE:], _bound_to(note))
            .decode()
        )
    except (InvalidTag, ValueError) as error:
        raise Unreadable from error
