"""Signing a session: all that it decided is carried out, or none of it."""

from collections.abc import Mapping

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.refusals import Refusal
from councils.decisions import Sense
from councils.matters import matter_of
from councils.models import AgendaItem, Attendance, Council, Session
from councils.models.session import SessionState
from councils.services.members.reading import Act
from councils.services.sessions.obstacles import Standing, about_item
from councils.services.sessions.opening import STAMP, opened
from persian.dates import format_jalali
from persian.numbers import format_number
from screens.seen import Overtaken


@transaction.atomic
def sign_session(*, actor: User, session: Session, seen: str, states: Mapping[int, str]) -> Session:
    """Sign a session that was held, and carry out what it decided on each item.

    `seen` is what `STAMP` made of the session as the chair had it before their eyes, `states` how
    the row of each item stood there (`Matter.state`), by the key of the item.
    Raises PermissionDenied for whoever does not chair this council, and Refusal, with nothing
    changed, where anything has changed since, stands in the way (`obstacles`), or a
    decision cannot be carried out; the item is named.
    """
    session = opened(actor, session, Act.SIGN)
    STAMP.check(session, seen)
    # Nobody joins or leaves the council meanwhile.
    Council.objects.select_for_update(of=("self",)).get(pk=session.council_id)
    standing = Standing.of(session, locks=True)
    for item in standing.items:
        _check_state(item, states)
    for obstacle in standing.obstacles():
        raise obstacle.refusal()
    _complete_attendance(standing)
    for item in standing.items:
        _carry_out(actor, session, item)
    session.state = SessionState.SIGNED
    session.signed_at, session.signed_by, session.signed_by_name = timezone.now(), actor, str(actor)
    session.quorum_percent = standing.quorum_percent
    session.majority_percent = standing.majority_percent
    session.save()
    return session


def reason_of(session: Session, item: AgendaItem) -> str:
    """What the steps that follow name as their reason: the session, and what it said."""
    text = _("Session %(number)s of %(day)s, %(council)s") % {
        "number": format_number(session.number),
        "day": format_jalali(session.held_on),
        "council": session.council,
    }
    return f"{text}: {item.reason}" if item.reason else text


def _check_state(item: AgendaItem, states: Mapping[int, str]) -> None:
    """Raises Refusal, naming the item, where its row does not stand as it was shown."""
    matter = matter_of(item.matter)
    if matter is None or item.row is None or states.get(item.pk) == matter.state(item.row):
        return
    raise about_item(
        item,
        Overtaken(
            "overtaken",
            gettext_lazy("this is now “%(state)s” (%(who)s). Read it again, then sign."),
            params=dict(matter.moved(item.row)),
        ),
    )


def _complete_attendance(standing: Standing) -> None:
    """The list of a signed session names every member in office, the absent too."""
    listed = set(standing.session.attendance.values_list("member", flat=True))
    Attendance.objects.bulk_create(
        Attendance(session=standing.session, member=member)
        for member in standing.members
        if member.pk not in listed
    )


def _carry_out(actor: User, session: Session, item: AgendaItem) -> None:
    """Do what was decided on the row of an item; a postponed one waits on."""
    matter = matter_of(item.matter)
    if matter is None or item.sense == Sense.WAITING:
        return
    if item.row is None:  # out of the chair's sight
        raise PermissionDenied(_("Your role does not allow this."))
    try:
        matter.carry_out(actor=actor, item=item, row=item.row, reason=reason_of(session, item))
    except Refusal as refusal:
        raise about_item(item, refusal) from refusal
    except ObjectDoesNotExist as error:
        raise PermissionDenied(_("Your role does not allow this.")) from error
