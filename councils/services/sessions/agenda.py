"""The agenda of a planned session: what waits for its council, and subjects of its own."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from councils.matters import Matter
from councils.models import AgendaItem, Session
from councils.models.session import SessionState
from councils.services.sessions.opening import opened
from persian.numbers import format_number
from screens.deleting import StillNamed, delete_whole

LONGEST_SUBJECT = 300  # characters, as the table holds


@transaction.atomic
def add_row(*, actor: User, session: Session, matter: Matter[Any], key: int) -> AgendaItem:
    """Put a row of a matter on the agenda, at its end.

    Raises PermissionDenied for whoever is not of this council, and Refusal for a session that is
    not open, a row that does not wait for this council (of another place, or in another state), or
    one that is on an agenda already.
    """
    session = opened(actor, session)
    row = matter.rows().select_for_update(of=("self",)).filter(pk=key).first()
    planned = matter.link._default_manager.filter(
        **{matter.row_name: key}, session__state=SessionState.PLANNED
    )
    taken = planned.select_related("session").first()
    if taken is not None:
        raise Refusal(
            "on_agenda",
            _("This is on the agenda of session %(number)s already."),
            field="row",
            params={"number": format_number(taken.session.number)},
        )
    if row is None or not matter.before(session.council).filter(pk=key).exists():
        raise Refusal(
            "not_waiting",
            _(
                "“%(title)s” does not wait for this council: its NGO is of another place, or its "
                "state is another."
            ),
            field="row",
            params={"title": matter.title(row) if row is not None else ""},
        )
    item = AgendaItem.objects.create(
        session=session,
        position=_next_position(session),
        matter=matter.key,
        subject=matter.title(row)[:LONGEST_SUBJECT],
        reference=matter.reference(row),
    )
    matter.put_on(item, row)
    item.row = row
    return item


@transaction.atomic
def add_subject(*, actor: User, session: Session, subject: str) -> AgendaItem:
    """Put a subject of the council's own on the agenda. Raises Refusal for an empty one."""
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
