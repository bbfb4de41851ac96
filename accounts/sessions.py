"""Where sessions are kept: the session engine of the project.

A browser's cookie is the key; the database knows its SHA-256. No query reads the table: the
functions of `sql_sessions.py` find, keep and delete the session of a key.
"""

import hashlib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import connection

from accounts import scope
from accounts.sealing import Unreadable, seal, unseal
from accounts.security_policies import SESSION_IDLE_MINUTES
from accounts.whence import whence

# So long after the last proof of who it is, even a session in use asks for it again.
LONGEST = timedelta(seconds=settings.SESSION_COOKIE_AGE)
# So long a session that asks is kept, so that what was typed can still be sent with the password.
KEPT = 2 * LONGEST


class SessionStore(SessionBase):
    """A session. `is_idle`: its person must prove again who they are; `is_over`: in full."""

    row_id: int | None = None
    idle_minutes: int = 0
    is_idle = False
    is_over = False

    @property
    def key_salt(self) -> str:
        return "accounts.sessions"

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Signed and sealed: among the data may be the secret of a second factor being set up."""
        return seal(super().encode(session_dict))

    def decode(self, session_data: bytes | str) -> dict[str, object]:
        try:
            found: dict[str, object] = super().decode(unseal(str(session_data)))
        except Unreadable:
            return {}
        return found

    def load(self) -> dict[str, object]:
        row = None
        if self.session_key:
            row = _call(
                "SELECT * FROM accounts_session_load(%s, %s, %s)",
                [_hashed(self.session_key), SESSION_IDLE_MINUTES.default, LONGEST],
            )
        if row is None:
            self._session_key = None
            return {}
        self.row_id, data, self.idle_minutes, self.is_idle, self.is_over = row
        return self.decode(data)

    def exists(self, session_key: str) -> bool:
        """Keys are random enough that a new one is never there already; `save` makes sure."""
        return False

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Raises CreateError for a key that is taken, UpdateError for a session that was ended."""
        if self.session_key is None:
            return self.create()
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        account = data.get(SESSION_KEY)
        age = int(KEPT.total_seconds()) if account else self.get_expiry_age()
        came = whence()
        row = _call(
            "SELECT accounts_session_save(%s, %s, %s, %s, %s::inet, %s, %s)",
            [
                _hashed(self.session_key), self.encode(data), int(account) if account else None,
                age, came.address, came.device, must_create,
            ],
        )  # fmt: skip
        if row is None or not row[0]:
            raise CreateError if must_create else UpdateError
        return None

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            _call("SELECT accounts_session_delete(%s)", [_hashed(key)])

    def prove(self, account: int) -> None:
        """The person has proved again who they are: the session's time begins anew."""
        if self.session_key:
            with scope.sign_in(account):
                _call(
                    "SELECT accounts_session_proven(%s, %s)",
                    [_hashed(self.session_key), int(KEPT.total_seconds())],
                )
        self.is_idle = self.is_over = False

    @classmethod
    def clear_expired(cls) -> None:
        """Done by the daily clock (`services/ending_sessions.py`)."""


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _call(statement: str, values: list[Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row
