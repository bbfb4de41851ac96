"""A session under the hands of one person: locked, still open, and of the body they work for."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from councils.models import AgendaItem, Attendance, Session
from councils.models.session import SessionState
from councils.services.members.reading import Act, require_act
from persian.dates import format_jalali_datetime
from screens.history import Track
from screens.seen import Stamp, version_of_all


def opened(actor: User, session: Session, act: Act = Act.WRITE) -> Session:
    """The session as it stands, locked until the transaction ends.

    Raises PermissionDenied for whoever does not do this for the body, Session.DoesNotExist outside
    the scope, and Refusal for one that is signed or cancelled.
    """
    require_act(actor, session.council, act)  # whoever only reads cannot lock what they see
    found = (
        Session.objects.select_for_update(of=("self",)).select_related("council").get(pk=session.pk)
    )
    require_act(actor, found.council, act)
    check_is_planned(found)
    return found


def check_is_planned(session: Session) -> None:
    """Raises Refusal for a session that is signed or cancelled, naming who signed it and when."""
    if session.state == SessionState.SIGNED and session.signed_at is not None:
        raise Refusal(
            "signed",
            _("%(who)s signed this session on %(when)s. A signed session is not changed."),
            params={
                "who": session.signed_by_name,
                "when": format_jalali_datetime(session.signed_at),
            },
        )
    if session.state == SessionState.CANCELLED:
        raise Refusal("cancelled", _("This session was cancelled. Plan another one."))


def history_tracks(pk: int) -> list[Track]:
    """What a session's time line is made of: the session, its agenda, who was there."""
    hidden = {"session", "province", "county", "council", "matter"}
    return [
        Track(Session, Q(pgh_obj_id=pk), hidden={"province", "county", "signed_by"}),
        Track(AgendaItem, Q(session_id=pk), hidden=hidden, title=lambda row: row["subject"]),
        Track(Attendance, Q(session_id=pk), hidden=hidden, title=lambda row: row["member"]),
    ]


def _tracks_of(session: Session) -> list[Track]:
    return history_tracks(session.pk)


# A session is signed as it was seen: with all that hangs on it.
STAMP = Stamp(of=lambda session: version_of_all(_tracks_of(session)), tracks=_tracks_of)
