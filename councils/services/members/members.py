"""Members of bodies: taking one up, correcting and ending a term.

Seats are those of the body's kind. Of a body that sits by its seats a member may name the account
by which the seat acts; councils elect representatives of the NGOs.

Sources: the guide to electing the NGOs' representatives (two for each council, for two years, of
25 years or more); what of it an office may decide otherwise are policies.
"""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from accounts.refusals import Refusal
from councils.kinds import Seat
from councils.models import Council, CouncilMember
from councils.policies import CANDIDATE_AGE_MIN, NGO_REPRESENTATIVE_MONTHS
from councils.services.members.reading import accounts_for, may_change
from persian.dates import add_jalali_months, format_jalali
from persian.numbers import format_number

NGO_REPRESENTATIVES = 2  # of one council at one time


@transaction.atomic
def save_member(*, actor: User, member: CouncilMember) -> CouncilMember:
    """Store a cleaned seat, new or corrected; an elected representative's end is proposed.

    Raises PermissionDenied for whoever does not keep this body, Refusal for a seat that its kind
    does not have, an account that cannot act for it, or where the rules of the election are against
    it, IntegrityError where a constraint refuses.
    """
    council = _kept(actor, member.council)
    _check_seat(member, council)
    _check_account(member, council)
    if (
        council.body_kind.sits_by_place
        and member.seat == Seat.NGO_REPRESENTATIVE
        and member.person is not None
    ):
        member.full_name = str(member.person)
        if member._state.adding and member.end_on is None:
            member.end_on = proposed_end(member.start_on, council)
        _check_age(member, council)
        _check_seats(member, council)
    if not member._state.adding:
        _check_sessions(member)
    member.save()
    return member


@transaction.atomic
def end_member(*, actor: User, member: CouncilMember, on: datetime.date) -> CouncilMember:
    """End a term on its last day, which may be still to come. Raises Refusal before it began."""
    _kept(actor, member.council)
    member = CouncilMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if on < member.start_on:
        raise Refusal("too_early", _("The term ends before it begins."), field="on")
    member.end_on = on
    _check_sessions(member, field="on")
    member.save(update_fields=["end_on"])
    return member


def proposed_end(start_on: datetime.date, council: Council) -> datetime.date:
    """The last day of an elected representative's term that begins on a day."""
    months = value_of(NGO_REPRESENTATIVE_MONTHS, council.province_id)
    return add_jalali_months(start_on, months) - datetime.timedelta(days=1)


def _kept(actor: User, council: Council) -> Council:
    """The council, locked: seats are counted, and two may be filled at once."""
    if not may_change(actor, council):
        raise PermissionDenied(_("Your role does not allow this."))
    return Council.objects.select_for_update(of=("self",)).get(pk=council.pk)


def _check_seat(member: CouncilMember, council: Council) -> None:
    if member.seat not in dict(council.body_kind.seats):
        raise Refusal("unknown_seat", _("Choose the seat from the list."), field="seat")


def _check_account(member: CouncilMember, council: Council) -> None:
    """An account is of the body's place, or of an office above it that reads the body's rows."""
    if member.user_id is None:
        return
    if not accounts_for(council).filter(pk=member.user_id).exists():
        raise Refusal(
            "other_office",
            _("Choose the account of somebody whose office has this body and whose role may act."),
            field="user",
        )


def _check_age(member: CouncilMember, council: Council) -> None:
    least = value_of(CANDIDATE_AGE_MIN, council.province_id)
    born = member.person.birth_date if member.person else None
    if born is None:
        raise Refusal(
            "birth_date_missing",
            _(
                "The birth date of %(person)s is not recorded, so the age of candidates cannot be "
                "checked. Enter it among the people first."
            ),
            field="person",
            params={"person": member.person},
        )
    grown = add_jalali_months(born, 12 * least)
    if member.start_on < grown:
        raise Refusal(
            "too_young",
            _(
                "A representative is at least %(years)s years old. %(person)s is so on "
                "%(day)s; choose another person or a later beginning."
            ),
            field="person",
            params={
                "years": format_number(least),
                "person": member.person,
                "day": format_jalali(grown, "text"),
            },
        )


def _check_seats(member: CouncilMember, council: Council) -> None:
    """No day has more representatives than seats: the days on which terms begin tell."""
    others = council.members.filter(seat=Seat.NGO_REPRESENTATIVE).exclude(pk=member.pk)
    last = Q(start_on__lte=member.end_on) if member.end_on else Q()
    terms = list(
        others.filter(last)
        .filter(Q(end_on=None) | Q(end_on__gte=member.start_on))
        .values_list("start_on", "end_on")
    )
    for day in {member.start_on, *(start for start, _end in terms if start > member.start_on)}:
        sitting = sum(start <= day and (end is None or end >= day) for start, end in terms)
        if sitting >= NGO_REPRESENTATIVES:
            raise Refusal(
                "no_seat",
                _(
                    "On %(day)s the council has its two representatives of NGOs already. "
                    "End one of those terms first, or begin later."
                ),
                field="start_on",
                params={"day": format_jalali(day, "text")},
            )


def _check_sessions(member: CouncilMember, field: str = "end_on") -> None:
    """A term keeps the days of the signed sessions that the member was present at."""
    if member.pk is None:
        return
    days = member.attended.filter(is_present=True, session__state="signed").order_by(
        "session__held_on"
    )
    for day in days.values_list("session__held_on", flat=True):
        if day < member.start_on or (member.end_on is not None and day > member.end_on):
            raise Refusal(
                "was_present",
                _(
                    "%(member)s was present at the signed session of %(day)s. "
                    "The term has to hold that day."
                ),
                field=field if day > member.start_on else "start_on",
                params={"member": member, "day": format_jalali(day, "text")},
            )
