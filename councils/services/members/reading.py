"""Who sits in a body on a day, who works for it, and what a council is called.

Whether one person may do something for one body (`acts_for`), and for which bodies (`bodies_for`),
are two forms of one rule and stand beside each other. A council's secretary and chair are told by
role and place; those of another body by the seat that is theirs today, whose member names their
account.
"""

import datetime
from collections.abc import Iterable
from enum import Enum

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import County, Province, User
from accounts.refusals import require
from accounts.roles import Role, permissions_of
from accounts.scope import Kind
from councils.kinds import COUNCIL, Seat
from councils.models import Council, CouncilMember
from ngos.models.ngo import ActivityLevel
from persian.dates import today

BY_SEAT = "councils.act_by_seat"  # whom a seat of chair or secretary lets act


class Act(Enum):
    """What is done for a body: the permission of a council's role, and the seat of other kinds."""

    PLAN = "councils.add_session", Seat.SECRETARY
    WRITE = "councils.change_session", Seat.SECRETARY
    SIGN = "councils.sign_session", Seat.CHAIR

    @property
    def permission(self) -> str:
        return self.value[0]

    @property
    def seat(self) -> Seat:
        return self.value[1]


def in_office_on(day: datetime.date) -> Q:
    """Members whose term holds the day."""
    return Q(start_on__lte=day) & (Q(end_on=None) | Q(end_on__gte=day))


def members_in_office(council: Council, day: datetime.date) -> list[CouncilMember]:
    """The members of a body on a day: chair and secretary first, then by seat."""
    return by_rank(council, council.members.filter(in_office_on(day)))


def by_rank(council: Council, members: Iterable[CouncilMember]) -> list[CouncilMember]:
    """In the order of the seats of its kind; the chair and the secretary lead every list."""
    ranks = {key: number for number, (key, _label) in enumerate(council.body_kind.seats, start=2)}
    ranks |= {Seat.CHAIR: 0, Seat.SECRETARY: 1}
    return sorted(members, key=lambda one: (ranks.get(one.seat, len(ranks) + 2), one.pk))


def chair_in_office(council: Council, day: datetime.date) -> CouncilMember | None:
    return council.members.filter(in_office_on(day), seat=Seat.CHAIR).first()


# -- who works for a body --------------------------------------------------------------------------


def acts_for(actor: User, body: Council, act: Act) -> bool:
    """Whether a person does this for a body today."""
    if body.body_kind.sits_by_place:
        return actor.has_perm(act.permission) and sits_at(actor, body)
    return actor.has_perm(BY_SEAT) and _seats_of(actor, act).filter(council=body).exists()


def bodies_for(actor: User, act: Act) -> QuerySet[Council]:
    """The bodies for which a person does this today, as `acts_for` says it of one."""
    found = Q(pk=None)
    if actor.has_perm(act.permission):
        found |= Q(pk__in=councils_of(actor))
    if actor.has_perm(BY_SEAT):
        mine = Exists(_seats_of(actor, act).filter(council=OuterRef("pk")))
        found |= ~Q(kind=COUNCIL.key) & Q(mine)
    return Council.objects.filter(found)


def may_act(actor: User, act: Act) -> bool:
    """Whether a person's role lets them do this for any body; which one, `bodies_for` says."""
    return actor.has_perm(act.permission) or actor.has_perm(BY_SEAT)


def require_act(actor: User, body: Council, act: Act) -> None:
    """Raises PermissionDenied for whoever does not do this for the body.

    A province's secretary reaches the rows of its counties' councils, and does not write for them.
    """
    if acts_for(actor, body, act):
        return
    require(actor, act.permission if body.body_kind.sits_by_place else BY_SEAT)
    raise PermissionDenied(
        _("You are not of “%(council)s”. Its own secretary and chair work for it.")
        % {"council": body}
    )


def _seats_of(actor: User, act: Act) -> QuerySet[CouncilMember]:
    """The seats of an act that are this person's today."""
    return CouncilMember.objects.filter(in_office_on(today()), user=actor.pk, seat=act.seat)


def accounts_for(body: Council) -> QuerySet[User]:
    """The accounts that a seat of a body may name: of offices that reach it, in roles that may act.

    None for a council, whose secretary and chair are known by their roles.
    """
    if body.body_kind.sits_by_place:
        return User.objects.none()
    roles = [role for role in Role if BY_SEAT in permissions_of(role)]
    reaches = Q(province=None)
    if body.province_id is not None:
        county = Q(county=None)
        if body.county_id is not None:
            county |= Q(county=body.county_id)
        reaches |= Q(province=body.province_id) & county
    return User.objects.filter(reaches, role__in=roles, is_active=True)


# The level of the council that a person works for, by the kind of their scope.
_LEVELS = {
    Kind.COUNTY: ActivityLevel.COUNTY,
    Kind.PROVINCE: ActivityLevel.PROVINCIAL,
    Kind.NATIONAL: ActivityLevel.NATIONAL,
}


def sits_at(actor: User, council: Council) -> bool:
    """Whether a person's office is the one of a council: its county's, province's, or ministry.

    No office is that of a body of another kind.
    """
    place = (actor.province_id, actor.county_id)
    return (
        council.body_kind.sits_by_place
        and _LEVELS.get(actor.scope_kind) == council.level
        and place == (council.province_id, council.county_id)
    )


def councils_of(actor: User) -> QuerySet[Council]:
    """The council whose office is a person's, as `sits_at` says it of one; at most one."""
    level = _LEVELS.get(actor.scope_kind, "")
    return Council.objects.filter(
        kind=COUNCIL.key, level=level, province=actor.province_id, county=actor.county_id
    )


def of_own_council(actor: User, path: str = "") -> Q:
    """Rows of the council that a person works for, and of none that is known."""
    return Q(**{f"{path}council__in": councils_of(actor)}) | Q(**{f"{path}council": None})


# -- who keeps a body ------------------------------------------------------------------------------


def may_change(actor: User, council: Council) -> bool:
    """Whether this person keeps the body and its members: a secretary those of the own council.

    Who sits by seat is said by the office above alone: a seat lets its holder act.
    """
    if not actor.has_perm("councils.change_council"):
        return False
    if actor.role == Role.COUNCIL_SECRETARY:
        return sits_at(actor, council)
    return actor.province_id is None or actor.province_id == council.province_id


def name_by_place(province: Province | None, county: County | None) -> str:
    """What the council of a place is called."""
    if county is not None:
        return _("Council of NGOs of the county of %(place)s") % {"place": county}
    if province is not None:
        return _("Council of NGOs of the province of %(place)s") % {"place": province}
    return _("National council of NGOs")
