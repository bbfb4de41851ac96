"""Who sits in a council on a day, who works for it, and what it is called."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import County, Province, User
from accounts.roles import Role
from accounts.scope import Kind
from councils.models import Council, CouncilMember
from councils.models.council import Seat
from ngos.models.ngo import ActivityLevel

# What a list of members begins with.
_RANKS = (
    Seat.CHAIR, Seat.SECRETARY, Seat.ISLAMIC_COUNCIL, Seat.NGO_REPRESENTATIVE, Seat.MEMBER,
)  # fmt: skip


def in_office_on(day: datetime.date) -> Q:
    """Members whose term holds the day."""
    return Q(start_on__lte=day) & (Q(end_on=None) | Q(end_on__gte=day))


def members_in_office(council: Council, day: datetime.date) -> list[CouncilMember]:
    """The members of a council on a day: chair and secretary first, then by seat."""
    return by_rank(council.members.filter(in_office_on(day)))


def by_rank(members: Iterable[CouncilMember]) -> list[CouncilMember]:
    return sorted(members, key=lambda member: (_RANKS.index(Seat(member.seat)), member.pk))


def chair_in_office(council: Council, day: datetime.date) -> CouncilMember | None:
    return council.members.filter(in_office_on(day), seat=Seat.CHAIR).first()


# The level of the council that a person works for, by the kind of their scope.
_LEVELS = {
    Kind.COUNTY: ActivityLevel.COUNTY,
    Kind.PROVINCE: ActivityLevel.PROVINCIAL,
    Kind.NATIONAL: ActivityLevel.NATIONAL,
}


def sits_at(actor: User, council: Council) -> bool:
    """Whether a person's office is the one of a council: its county's, province's, or ministry."""
    place = (actor.province_id, actor.county_id)
    return _LEVELS.get(actor.scope_kind) == council.level and place == (
        council.province_id,
        council.county_id,
    )


def require_work_for(actor: User, council: Council) -> None:
    """Raises PermissionDenied for whoever is not of this council.

    A province's secretary reaches the rows of its counties' councils, and does not write for them.
    """
    if not sits_at(actor, council):
        raise PermissionDenied(
            _("You are not of “%(council)s”. Its own secretary and chair work for it.")
            % {"council": council}
        )


def may_change(actor: User, council: Council) -> bool:
    """Whether this person keeps the council and its members: a secretary those of the own one."""
    if not actor.has_perm("councils.change_council"):
        return False
    if actor.role == Role.COUNCIL_SECRETARY:
        return sits_at(actor, council)
    return actor.province_id is None or actor.province_id == council.province_id


def councils_of(actor: User) -> QuerySet[Council]:
    """The council that a secretary or a chair works for; at most one."""
    level = _LEVELS.get(actor.scope_kind, "")
    return Council.objects.filter(level=level, province=actor.province_id, county=actor.county_id)


def of_own_council(actor: User, path: str = "") -> Q:
    """Rows of the council that a person works for, and of none that is known."""
    return Q(**{f"{path}council__in": councils_of(actor)}) | Q(**{f"{path}council": None})


def name_by_place(province: Province | None, county: County | None) -> str:
    """What the council of a place is called."""
    if county is not None:
        return _("Council of NGOs of the county of %(place)s") % {"place": county}
    if province is not None:
        return _("Council of NGOs of the province of %(place)s") % {"place": province}
    return _("National council of NGOs")
