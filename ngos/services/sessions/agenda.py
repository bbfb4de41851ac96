"""The agenda of a planned session: applications that wait for its council, and other subjects."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ngos.models import AgendaItem, Application, Council, Session
from ngos.models.ngo import ActivityLevel
from ngos.models.session import SessionState
from ngos.services.refusal import Refusal
from ngos.services.sessions.opening import opened
from ngos.services.sessions.rules import states_that_wait
from persian.numbers import format_number
from screens.deleting import StillNamed, delete_whole

LONGEST_SUBJECT = 300  # characters, as the table holds


def waiting_for(council: Council) -> QuerySet[Application]:
    """The applications that a council is to decide on, those that wait longest first.

    An application names its council once it was sent to one; before, that of its level at the
    NGO's place decides.
    """
    found = Application.objects.filter(state__in=states_that_wait())
    return found.filter(Q(council=council) | (Q(council=None) & _by_place(council))).order_by(
        "state_since", "id"
    )


def _by_place(council: Council) -> Q:
    if council.level == ActivityLevel.NATIONAL:
        return Q(level=ActivityLevel.NATIONAL)
    if council.level == ActivityLevel.COUNTY:
        return Q(level=ActivityLevel.COUNTY, ngo__county=council.county_id)
    return Q(level=ActivityLevel.PROVINCIAL, ngo__province=council.province_id)


def to_put_on(session: Session) -> QuerySet[Application]:
    """What waits for the session's council and is on no planned agenda yet."""
    planned = AgendaItem.objects.filter(
        application=OuterRef("pk"), session__state=SessionState.PLANNED
    )
    return waiting_for(session.council).filter(~Exists(planned))


@transaction.atomic
def add_application(*, actor: User, session: Session, application: Application) -> AgendaItem:
    """Put an application on the agenda, at its end.

    Raises PermissionDenied for whoever is not of this council, and Refusal for a session that is
    not open, an application that does not wait for this council (of another place, or in another
    state), or one that is on an agenda already.
    """
    session = opened(actor, session)
    Application.objects.select_for_update(of=("self",)).filter(pk=application.pk).first()
    taken = (
        AgendaItem.objects.filter(application=application, session__state=SessionState.PLANNED)
        .select_related("session")
        .first()
    )
    if taken is not None:
        raise Refusal(
            "on_agenda",
            _("This application is on the agenda of session %(number)s already."),
            field="application",
            params={"number": format_number(taken.session.number)},
        )
    if not waiting_for(session.council).filter(pk=application.pk).exists():
        raise Refusal(
            "not_waiting",
            _(
                "“%(application)s” of “%(ngo)s” does not wait for this council: its NGO is of "
                "another place, or its state is another."
            ),
            field="application",
            params={"application": application, "ngo": application.ngo},
        )
    return AgendaItem.objects.create(
        session=session, position=_next_position(session), application=application
    )


@transaction.atomic
def add_subject(*, actor: User, session: Session, subject: str) -> AgendaItem:
    """Put a subject that is no application on the agenda. Raises Refusal for an empty one."""
    session = opened(actor, session)
    subject = subject.strip()
    if not subject:
        raise Refusal("no_subject", _("Write the subject."), field="subject")
    if len(subject) > LONGEST_SUBJECT:
        raise Refusal(
            "long_subject",
            _("The subject has more than %(most)s characters. Write the rest in the minutes."),
            field="subject",
            params={"most": format_number(LONGEST_SUBJECT)},
        )
    return AgendaItem.objects.create(
        session=session, position=_next_position(session), subject=subject
    )


@transaction.atomic
def remove_item(*, actor: User, item: AgendaItem) -> None:
    """Take an item off the agenda of a planned session; the history keeps it.

    Raises Refusal where something else names the item.
    """
    opened(actor, item.session)
    try:
        delete_whole(item)
    except StillNamed as refusal:
        raise Refusal("still_named", str(refusal)) from refusal


@transaction.atomic
def order_items(*, actor: User, session: Session, order: Sequence[int]) -> None:
    """Give the items the order of these ids.

    Raises Refusal where the ids are not those of the agenda: somebody changed it meanwhile.
    """
    session = opened(actor, session)
    items = {item.pk: item for item in session.agenda.all()}
    if sorted(order) != sorted(items):
        raise Refusal(
            "agenda_changed",
            _("Somebody changed the agenda meanwhile. Look at it again, then order it."),
        )
    for position, pk in enumerate(order, start=1):
        if items[pk].position != position:
            items[pk].position = position
            items[pk].save(update_fields=["position"])


def _next_position(session: Session) -> int:
    last = session.agenda.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1
