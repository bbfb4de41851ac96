"""What is written down while a session is held: who is there, what is decided, the minutes."""

import datetime
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from councils.decisions import ON_SUBJECTS, Decision, Sense, word_of
from councils.matters import attach, matter_of
from councils.models import AgendaItem, Attendance, Council, CouncilMember, Session
from councils.models.session import FollowUp
from councils.services.members.reading import in_office_on
from councils.services.sessions.opening import opened
from persian.dates import format_jalali
from screens.history import Track
from screens.seen import Stamp, version_of

ITEM = Stamp(of=version_of, tracks=lambda item: [Track(AgendaItem, Q(pgh_obj_id=item.pk))])
MINUTES = Stamp(of=version_of, tracks=lambda row: [Track(Session, Q(pgh_obj_id=row.pk))])


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What is recorded of one item. Votes are numbers of members."""

    decision: str = ""
    votes_for: int = 0
    votes_against: int = 0
    votes_abstained: int = 0
    reason: str = ""
    conditions: str = ""
    refer_to: Council | None = None
    owner: str = ""
    due_on: datetime.date | None = None


@transaction.atomic
def mark_attendance(
    *, actor: User, session: Session, member: CouncilMember, is_present: bool
) -> Attendance:
    """Say whether a member is present. Raises Refusal for one who is not in office that day."""
    session = opened(actor, session)
    in_office = CouncilMember.objects.filter(in_office_on(session.held_on), council=session.council)
    if not in_office.filter(pk=member.pk).exists():
        raise Refusal(
            "not_in_office",
            _("%(member)s is not a member of this %(body)s on %(day)s."),
            params={
                "member": member,
                "day": format_jalali(session.held_on, "text"),
                "body": session.council.body_kind.label,
            },
        )
    row, _made = Attendance.objects.update_or_create(
        session=session, member=member, defaults={"is_present": is_present}
    )
    return row


@transaction.atomic
def record_decision(
    *, actor: User, item: AgendaItem, recorded: Recorded, seen: str | None = None
) -> AgendaItem:
    """Write down what is decided on an item of a planned session.

    Votes and presence are held against each other at signing (`obstacles`), since both are written
    as the session goes on. `seen` is what `ITEM` made of the item as the page showed it.
    Raises `Overtaken` where it changed since, and Refusal for a decision that the item
    does not allow, that lacks its conditions, or that refers to a council of another place.
    """
    session = opened(actor, item.session)
    item = session.agenda.select_for_update(of=("self",)).get(pk=item.pk)
    attach([item])
    if seen is not None:
        ITEM.check(item, seen)
    word = word_of(recorded.decision)
    if recorded.decision and word not in decisions_on(item):
        raise Refusal(
            "not_allowed",
            _("“%(decision)s” cannot be decided on this subject now. Choose from the list."),
            field="decision",
            params={"decision": word.label if word is not None else recorded.decision},
        )
    sense = word.sense if word is not None else ""
    _check_complete(recorded, sense)
    if recorded.refer_to is not None:
        _check_referral(item, session.council, recorded.refer_to)
    for name, value in vars(recorded).items():
        setattr(item, name, value)
    item.sense = sense
    if sense != Sense.REFERRAL:
        item.refer_to = None
    item.follow_up = FollowUp.OPEN if item.owner.strip() else FollowUp.NONE
    item.save()
    return item


@transaction.atomic
def write_minutes(
    *, actor: User, session: Session, minutes: str, seen: str | None = None
) -> Session:
    """Store the text of the minutes. `seen` is as `MINUTES` has it."""
    session = opened(actor, session)
    if seen is not None:
        MINUTES.check(session, seen)
    session.minutes = minutes
    session.save(update_fields=["minutes"])
    return session


def decisions_on(item: AgendaItem) -> tuple[Decision, ...]:
    """What may be decided on an item, whose row is attached, as that stands now."""
    if not item.matter:
        return ON_SUBJECTS
    matter = matter_of(item.matter)
    if matter is None or item.row is None:
        return ()
    return tuple(matter.decisions(item.row))


def councils_to_refer_to(item: AgendaItem, council: Council) -> models.QuerySet[Council]:
    """The other councils that may decide on what an item, whose row is attached, is about."""
    matter = matter_of(item.matter)
    if matter is None or item.row is None:
        return Council.objects.none()
    return matter.bodies_to_refer_to(item.row, council)


def _check_complete(recorded: Recorded, sense: str) -> None:
    """Raises Refusal, at its field, for what a decision cannot be recorded without."""
    if sense == Sense.REFERRAL and recorded.refer_to is None:
        raise Refusal("no_referral", _("Choose the council to refer to."), field="refer_to")
    if sense == Sense.CONDITIONAL and not recorded.conditions.strip():
        raise Refusal(
            "no_conditions", _("Write the conditions of the approval."), field="conditions"
        )
    if recorded.due_on and not recorded.owner.strip():
        text = _("Name who sees to it until the due date.")
        raise Refusal("owner_missing", text, field="owner")


def _check_referral(item: AgendaItem, council: Council, refer_to: Council) -> None:
    """Raises Refusal for a council that may not decide on what the item is about."""
    if not councils_to_refer_to(item, council).filter(pk=refer_to.pk).exists():
        raise Refusal(
            "not_referable",
            _("“%(council)s” does not decide on NGOs of this place. Choose another council."),
            field="refer_to",
            params={"council": refer_to},
        )
