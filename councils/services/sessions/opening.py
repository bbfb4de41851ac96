"""A session under the hands of one person: locked, still open, and of the council they work for."""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from councils.models import AgendaItem, Attendance, Session
from councils.models.session import SessionState
from councils.services.members.reading import require_work_for
from persian.dates import format_jalali_datetime


def opened(actor: User, session: Session, permission: str = "councils.change_session") -> Session:
    """The session as it stands, locked until the transaction ends.

    Raises PermissionDenied without the permission or for another council's session,
    Session.DoesNotExist outside the scope, and Refusal for one that is signed or cancelled.
    """
    require(actor, permission)
    found = (
        Session.objects.select_for_update(of=("self",)).select_related("council").get(pk=session.pk)
    )
    require_work_for(actor, found.council)
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


def version_of_session(session: Session) -> str:
    """What names all that stands in a session: the last events of it and of what hangs on it."""
    own = _last(Session, pgh_obj_id=session.pk)
    parts = [_last(model, session_id=session.pk) for model in (Attendance, AgendaItem)]
    return ".".join(str(number) for number in (own, *parts))


def _last(model: type, **condition: int) -> int:
    events = model._meta.get_field("events").related_model  # type: ignore[attr-defined]
    found = events.objects.filter(**condition).aggregate(last=Max("pgh_id"))["last"]
    return int(found or 0)
