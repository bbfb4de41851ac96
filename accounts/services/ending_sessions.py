"""Ending sessions: one's own, and those of an account that one manages."""

from django.db import connection, transaction

from accounts import scope
from accounts.access import log
from accounts.models import Act, Session, User
from accounts.services.users import require_over


def own_sessions(user: User) -> list[Session]:
    """The sessions of a person, those used last first. Their data and keys are not read."""
    with scope.sign_in(user.pk):
        rows = Session.objects.only("made_at", "seen_at", "address", "device")
        return list(rows.filter(user_id=user.pk).order_by("-seen_at"))


def end_own_session(*, user: User, session: int) -> bool:
    """End one of the person's own sessions; False where it is none of theirs, or has ended."""
    with scope.sign_in(user.pk), connection.cursor() as cursor:
        cursor.execute("SELECT accounts_session_end(%s)", [session])
        is_ended = bool(cursor.fetchone()[0])
        if is_ended:
            log(Act.SESSIONS_ENDED, user=user, sessions=1)
    return is_ended


@transaction.atomic
def end_sessions(*, actor: User, user: User) -> int:
    """End all sessions of an account. How many there were.

    Raises PermissionDenied for whoever does not manage that account.
    """
    require_over(actor, user)
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_sessions_end(%s)", [user.pk])
        ended = int(cursor.fetchone()[0])
    log(Act.SESSIONS_ENDED, user=actor, about=user, sessions=ended)
    return ended


def prune_sessions() -> int:
    """Remove sessions whose time has passed. For the daily clock, in the system's scope."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_sessions_prune()")
        return int(cursor.fetchone()[0])
