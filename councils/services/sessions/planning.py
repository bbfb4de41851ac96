"""Planning a session, changing its day or number, and cancelling it."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from councils.models import Council, CouncilMember, Session
from councils.models.session import SessionState
from councils.services.members.reading import Act, chair_in_office, in_office_on, require_act
from councils.services.sessions.opening import opened
from persian.dates import format_jalali, to_jalali
from persian.numbers import format_number, persian_digits

MOST_SESSIONS = 366  # in a year; a larger number is a slip, and the next ones would follow it


@transaction.atomic
def plan_session(
    *,
    actor: User,
    council: Council,
    held_on: datetime.date,
    number: int | None = None,
    place: str = "",
    chair: CouncilMember | None = None,
) -> Session:
    """A new session of a council. Its number is the next of the Jalali year of its day.

    The chair is whoever sits as chair on that day, unless another member is named to lead it.
    Raises PermissionDenied for whoever is not of this council, Refusal where nobody chairs it on
    that day or the number is taken.
    """
    require_act(actor, council, Act.PLAN)  # whoever only reads cannot lock what they see
    council = Council.objects.select_for_update(of=("self",)).get(pk=council.pk)
    require_act(actor, council, Act.PLAN)
    if not council.is_active:
        raise Refusal(
            "not_in_use", _("This %(body)s is not in use."), field="council",
            params={"body": council.body_kind.label},
        )  # fmt: skip
    year = to_jalali(held_on).year
    session = Session(
        council=council,
        year=year,
        number=number or next_number(council, year),
        held_on=held_on,
        place=place,
        chair=_chair(council, held_on, chair),
    )
    _check_number(session)
    session.save()
    return session


@transaction.atomic
def change_session(
    *,
    actor: User,
    session: Session,
    held_on: datetime.date,
    number: int | None = None,
    place: str = "",
    chair: CouncilMember | None = None,
) -> Session:
    """Another day, number, place or chair of a planned session.

    A day of another year gives the next number of that year, unless a number is given that differs
    from the present one. Members who are not in office on the new day leave the attendance list.
    Raises as `plan_session` does, and Refusal for a session that is signed or cancelled.
    """
    session = opened(actor, session)
    council = Council.objects.select_for_update(of=("self",)).get(pk=session.council_id)
    year = to_jalali(held_on).year
    if year != session.year and number in (None, session.number):
        number = next_number(council, year)
    session.number = number or session.number
    session.year, session.held_on, session.place = year, held_on, place
    session.chair = _chair(council, held_on, chair)
    _check_number(session)
    session.save()
    in_office = council.members.filter(in_office_on(held_on))
    session.attendance.exclude(member__in=in_office).delete()
    return session


@transaction.atomic
def cancel_session(*, actor: User, session: Session) -> Session:
    """Say that a planned session does not take place; what was on its agenda waits again."""
    session = opened(actor, session)
    session.state = SessionState.CANCELLED
    session.save(update_fields=["state"])
    return session


def next_number(council: Council, year: int) -> int:
    """The number after the last one of a council in a Jalali year."""
    last = council.sessions.filter(year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _chair(council: Council, day: datetime.date, chosen: CouncilMember | None) -> CouncilMember:
    if chosen is None:
        chosen = chair_in_office(council, day)
        if chosen is None:
            raise Refusal(
                "no_chair",
                _(
                    "This %(body)s has no chair on %(day)s. Add the chair on its page first, or "
                    "choose who leads this session."
                ),
                field="chair",
                params={"day": format_jalali(day, "text"), "body": council.body_kind.label},
            )
    elif not council.members.filter(in_office_on(day), pk=chosen.pk).exists():
        raise Refusal(
            "chair_not_in_office",
            _("%(member)s is not a member of this %(body)s on %(day)s. Choose a member in office."),
            field="chair",
            params={
                "member": chosen,
                "day": format_jalali(day, "text"),
                "body": council.body_kind.label,
            },
        )
    return chosen


def _check_number(session: Session) -> None:
    if session.number > MOST_SESSIONS:
        raise Refusal(
            "number_too_large",
            _("There are no more than %(most)s sessions in a year. Correct the number."),
            field="number",
            params={"most": format_number(MOST_SESSIONS)},
        )
    same = Session.objects.filter(
        council=session.council_id, year=session.year, number=session.number
    ).exclude(pk=session.pk)
    for other in same:
        raise Refusal(
            "number_taken",
            _(
                "The session of %(day)s has the number %(number)s in %(year)s already. "
                "The next free number is %(free)s."
            ),
            field="number",
            params={
                "day": format_jalali(other.held_on, "text"),
                "number": format_number(other.number),
                "year": persian_digits(other.year),
                "free": format_number(next_number(session.council, session.year)),
            },
        )
