"""Sessions that were held and are not signed, and resolutions to follow up."""

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from councils.models import AgendaItem, Session
from councils.models.session import FollowUp, SessionState
from councils.services.members.reading import BY_SEAT, Act, bodies_for
from screens.worklist.duty import Duty, Item, Moment, address, never, past


def _item_of_session(session: Session, moment: Moment) -> Item:
    return Item(
        title=session.council.name,
        about=str(session),
        since=session.held_on,
        due_on=None,
        address=address("councils_session_detail", session.pk),
    )


def _sessions_to_sign(actor: User, moment: Moment) -> QuerySet[Session]:
    held = Q(state=SessionState.PLANNED, held_on__lte=moment.today)
    rows = Session.objects.filter(held, council__in=bodies_for(actor, Act.SIGN))
    return rows.select_related("council").order_by("held_on", "pk")


def _item_of_resolution(item: AgendaItem, moment: Moment) -> Item:
    return Item(
        title=item.subject,
        about=" · ".join(filter(None, (item.owner, item.session.council.name))),
        since=item.session.held_on,
        due_on=item.due_on,
        address=address("councils_session_detail", item.session_id),
    )


def _resolutions(actor: User, moment: Moment) -> QuerySet[AgendaItem]:
    """Of a secretary those of the own bodies, as `may_follow_up` says it of one."""
    rows = AgendaItem.objects.filter(follow_up=FollowUp.OPEN, session__state=SessionState.SIGNED)
    if actor.role == Role.COUNCIL_SECRETARY:
        rows = rows.filter(session__council__in=bodies_for(actor, Act.WRITE))
    found = rows.select_related("session", "session__council")
    return found.order_by(F("due_on").asc(nulls_last=True), "pk")


# Whoever may chair by role may chair by a seat too.
DUTIES = [
    Duty("sessions", _("Sessions to sign"), "draw", BY_SEAT,
         _sessions_to_sign, "held_on", never, _item_of_session),
    Duty("resolutions", _("Resolutions to follow up"), "rule", "councils.follow_up_resolution",
         _resolutions, "session__held_on", past("due_on"), _item_of_resolution),
]  # fmt: skip
