"""A code by which those who sit in the room mark themselves.

It is shown there as a square and changes every few seconds: signed by the server, good for thirty
seconds at most, and only while the session runs. Whoever reads it in time is given a ticket in
their browser, and types the code of their own; a picture of the square that is sent on comes too
late.
"""

import datetime
from dataclasses import dataclass

from django.core import signing
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.functions import callable_by
from accounts.refusals import Refusal
from programs.events.models import Session

CODE_SECONDS = 30  # the longest life of a square
RENEWED_EVERY = 10  # seconds
TICKET_SECONDS = 180  # to type one's own code
_CODE_SALT, _TICKET_SALT = "events.self_marking.code", "events.self_marking.ticket"

callable_by("events_mark_self(bigint,text)", scope.Kind.PUBLIC)


@dataclass(frozen=True)
class Marked:
    """What whoever marked themselves is told: no name, since codes may be guessed at."""

    title: str
    is_new: bool


def runs_now(session: Session, now: datetime.datetime | None = None) -> bool:
    """Whether a session is under way: on its day, within its hours where it has some."""
    local = timezone.localtime(now)
    if session.held_on != local.date() or "cancelled" in (session.state, session.event.state):
        return False
    clock = local.time()
    is_begun = session.begins_at is None or session.begins_at <= clock
    return is_begun and (session.ends_at is None or clock <= session.ends_at)


def new_code(session: Session) -> str:
    """Raises Refusal for a session that does not run now."""
    if not runs_now(session):
        raise Refusal(
            "not_running",
            _("This session does not run now. Its code is shown on its day, within its hours."),
        )
    return signing.TimestampSigner(salt=_CODE_SALT).sign(str(session.pk))


def ticket_for(code: str) -> str:
    """What a browser gets for a code in time. Raises Refusal for one that is old or not ours."""
    try:
        pk = signing.TimestampSigner(salt=_CODE_SALT).unsign(code, max_age=CODE_SECONDS)
    except signing.SignatureExpired as error:
        text = _("This code is too old. Scan the one that is shown in the room now.")
        raise Refusal("expired", text) from error
    except signing.BadSignature as error:
        raise Refusal("unknown", _("This is no code of a session.")) from error
    return signing.TimestampSigner(salt=_TICKET_SALT).sign(pk)


def mark_self(*, ticket: str, code: str) -> Marked:
    """Mark who has this code as present. Raises Refusal where the ticket is old, the session does
    not run, or nobody of it has the code."""
    try:
        signer = signing.TimestampSigner(salt=_TICKET_SALT)
        pk = int(signer.unsign(ticket, max_age=TICKET_SECONDS))
    except signing.BadSignature as error:
        text = _("Your time to type the code is over. Scan the square in the room once more.")
        raise Refusal("ticket", text) from error
    with scope.enter(scope.of(None)), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM events_mark_self(%s, %s)", [pk, code])
        row = cursor.fetchone()
    if row is None:
        raise Refusal(
            "nobody",
            _(
                "Nobody of this session has this code, or the session is over. "
                "Compare it once more."
            ),
            field="code",
        )
    return Marked(title=row[0], is_new=bool(row[1]))
