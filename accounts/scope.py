"""Scope: which rows a piece of work may touch. The database enforces it; only this file enters it.

The application logs in as a role that may see no office's rows. Entering a scope switches to the
role of that *kind* of scope and claims the values its policies compare with (`row_security/`),
signed (`signing.py`): whoever can run SQL within a request may set both, and gains nothing by it.
Leaving always switches back, also after an exception.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, LiteralString, Protocol, cast

from django.db import connection

from accounts import signing

if TYPE_CHECKING:
    import psycopg
    from django.db.backends.base.base import BaseDatabaseWrapper


class Kind(StrEnum):
    NATIONAL = "national"
    PROVINCE = "province"
    COUNTY = "county"
    NGO = "ngo"
    PUBLIC = "public"  # a visitor without an account
    SYSTEM = "system"  # jobs and commands: every row
    SIGN_IN = "sign_in"  # finding out who somebody is: one account and nothing else


@dataclass(frozen=True, slots=True)
class Scope:
    """A kind of scope and what its policies compare with: ids of rows, and the person's role."""

    kind: Kind
    province: int | None = None
    county: int | None = None
    ngo: int | None = None
    user: int | None = None
    role: str | None = None


def role_name(kind: Kind) -> str:
    """The database role of a kind of scope."""
    return f"samanyar_{kind}"


class _Holder(Protocol):
    """A connection of Django's that remembers the scope in force on it."""

    samanyar_scope: Scope | None


_held = cast("_Holder", connection)  # of whichever thread asks


@contextmanager
def enter(scope: Scope) -> Iterator[Scope]:
    """Work within `scope`; afterwards the scope before it, if any, is in force again."""
    before = current()
    _apply(scope)
    try:
        yield scope
    finally:
        # Within a failed transaction nothing can be set, and nothing needs to be: rolling it back
        # also takes back what `_apply` set inside it.
        if not (connection.in_atomic_block and connection.needs_rollback) and not _is_failed():
            _leave_for(before)
        else:
            _held.samanyar_scope = before


def _leave_for(before: Scope | None) -> None:
    """Back to the scope before. A connection on which that fails is given up, with its scope."""
    try:
        _apply(before)
    except Exception:
        _held.samanyar_scope = before
        connection.close()
        raise


# What a session may keep between two requests: rows of cursors, prepared statements, channels,
# locks, settings, tables of its own, and what sequences gave it last. A login may change
# what its sessions begin with, so where names are looked for is said.
_ANEW = (
    "CLOSE ALL; DEALLOCATE ALL; UNLISTEN *; SELECT pg_advisory_unlock_all(); RESET ALL; "
    "SET search_path = public, pg_temp; DISCARD TEMP; DISCARD SEQUENCES"
)


def begin() -> None:
    """Before anything is asked of a connection for somebody: what was done on it is gone.

    Connections outlive requests, and whoever could run SQL in one might leave something of their
    own for the next, or find there what the one before had asked for.
    """
    if not connection.in_atomic_block and _is_within_a_transaction():
        connection.close()
    with connection.cursor() as cursor:
        cursor.execute(_ANEW)


def go_on_as(scope: Scope) -> None:
    """Put `scope` in the place of the one in force, until the block that entered that ends.

    For signing in: from the moment the password was right the request is that person's.
    """
    _apply(scope)


def current() -> Scope | None:
    """The scope in force on this thread's connection."""
    return getattr(connection, "samanyar_scope", None)


def is_system() -> bool:
    """Whether a job or a command works on every row."""
    scope = current()
    return scope is not None and scope.kind is Kind.SYSTEM


def reenter(opened: "BaseDatabaseWrapper") -> None:
    """Enter the scope in force on a physical connection that was opened in its midst."""
    scope = current()
    if scope is not None and opened.alias == connection.alias:
        _apply(scope)


@contextmanager
def outside() -> Iterator[None]:
    """No scope: for a block that works under another login, on connections of its own."""
    before = current()
    _held.samanyar_scope = None
    try:
        yield
    finally:
        _held.samanyar_scope = before


def system() -> AbstractContextManager[Scope]:
    """Every row: for jobs and commands. The login of the web server may not enter it."""
    return enter(Scope(Kind.SYSTEM))


def sign_in(account: int | None = None) -> AbstractContextManager[Scope]:
    """One account by its id: while it is being found out who somebody is.

    Without one it is only asked which account has a name (`accounts.names`).
    """
    return enter(Scope(Kind.SIGN_IN, user=account))


class Person(Protocol):
    """Who a scope is asked for: an account, or a visitor, who has none of its places."""

    @property
    def is_authenticated(self) -> bool: ...

    @property
    def is_active(self) -> bool: ...


def of(user: Person | None) -> Scope:
    """The scope of a person: what their role and their place in the country allow."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Scope(Kind.PUBLIC)
    account: Any = user
    return Scope(
        kind=account.scope_kind,
        province=account.province_id,
        county=account.county_id,
        ngo=account.ngo_id,
        user=account.pk,
        role=account.role,
    )


def _is_within_a_transaction() -> bool:
    import psycopg

    raw = connection.connection
    return raw is not None and raw.info.transaction_status != psycopg.pq.TransactionStatus.IDLE


def _is_failed() -> bool:
    import psycopg

    raw = connection.connection
    return raw is not None and (
        raw.closed or raw.info.transaction_status == psycopg.pq.TransactionStatus.INERROR
    )


def _apply(scope: Scope | None) -> None:
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute(*_said(scope, connection.connection.info.backend_pid))
    _held.samanyar_scope = scope


def apply_beside(scope: Scope, server: "psycopg.Connection[Any]") -> None:
    """Enter a scope on a connection of one's own beside Django's, until it is closed."""
    server.execute(*_said(scope, server.info.backend_pid))


def claims_of(scope: Scope) -> str:
    """What a scope says of itself, as it is signed."""
    return signing.claims(
        scope.kind, scope.province, scope.county, scope.ngo, scope.user, scope.role
    )


def _said(scope: Scope | None, backend: int) -> tuple[LiteralString, list[str]]:
    """The statement that enters a scope, or leaves it, on the connection of one process."""
    claims = signature = ""
    if scope is not None:
        claims = claims_of(scope)
        signature = signing.signature(claims, backend)
    return (
        "SELECT set_config('role', %s, false), set_config('scope.claims', %s, false), "
        "set_config('scope.signature', %s, false)",
        [role_name(scope.kind) if scope else "none", claims, signature],
    )
