"""Where short-lived values are kept: tries that are counted, codes that were used.

In the database, so that every process counts together. Django's own would read from the table
whatever program somebody put there, and forget counters when there are many: values here are JSON,
signed with their name; names are made with a key of the installation; and only time makes room.
"""

import json
from typing import Any

from django.core import signing
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.utils.crypto import salted_hmac

from accounts import scope

_SALT = "accounts.cache"
_DAY = 86400.0  # seconds; nothing is kept longer


class DatabaseCache(BaseCache):
    """By the functions of `sql_cache.py`; no role of the application reads the table."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: object, default: object = None, version: int | None = None) -> Any:
        name = self._name(key, version)
        kept = _call("SELECT accounts_cache_get(%s)", [name])
        try:
            return default if kept is None else json.loads(_signer(name).unsign(kept))
        except signing.BadSignature:
            return default

    def set(
        self,
        key: object,
        value: object,
        timeout: object = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """What is no JSON is not kept: the pages that the theme found are found anew."""
        try:
            self._put(key, value, timeout, version, only_new=False)
        except TypeError:
            self.delete(key, version)

    def add(
        self,
        key: object,
        value: object,
        timeout: object = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        return self._put(key, value, timeout, version, only_new=True)

    def touch(
        self, key: object, timeout: object = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        missing = object()
        value = self.get(key, missing, version)
        return value is not missing and self._put(key, value, timeout, version, only_new=False)

    def delete(self, key: object, version: int | None = None) -> bool:
        return bool(_call("SELECT accounts_cache_delete(%s)", [self._name(key, version)]))

    def clear(self) -> None:
        """For jobs and commands: the web server's login may not."""
        with scope.system():
            _call("SELECT accounts_cache_clear()", [])

    def _put(
        self, key: Any, value: Any, timeout: Any, version: int | None, *, only_new: bool
    ) -> bool:
        name = self._name(key, version)
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        kept = _signer(name).sign(json.dumps(value))
        return bool(
            _call(
                "SELECT accounts_cache_put(%s, %s, %s, %s)",
                [name, kept, _DAY if seconds is None else float(seconds), only_new],
            )
        )

    def _name(self, key: object, version: int | None) -> str:
        made = self.make_and_validate_key(key, version=version)
        return salted_hmac(_SALT, made, algorithm="sha256").hexdigest()


def _signer(name: str) -> signing.Signer:
    return signing.Signer(salt=f"{_SALT}.{name}")


def _call(statement: str, values: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return row[0] if row else None
