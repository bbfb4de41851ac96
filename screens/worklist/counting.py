"""Duties are declared by the rooms, and counted for a person."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DateField, Min, QuerySet, Value
from django.db.models.functions import Cast

from accounts.models import User
from screens.worklist.duty import Duty, Item, Moment

_duties: list[Duty] = []


def declare(*duties: Duty) -> None:
    """Add to the worklist, after what the rooms below have declared. For `AppConfig.ready()`."""
    _duties.extend(duties)


@dataclass(frozen=True)
class Counted:
    """How many rows a duty has, how many of them are overdue, and since when the oldest waits."""

    duty: Duty
    count: int
    overdue: int
    oldest: datetime.date


def duties_of(user: User) -> list[Duty]:
    return [duty for duty in _duties if user.has_perm(duty.permission)]


def counted(user: User, moment: Moment) -> list[Counted]:
    """The duties that have something waiting for this person, in their order.

    One query for all, and one for each policy that bounds a duty.
    """
    duties = {duty.key: duty for duty in duties_of(user)}
    parts = [_count(duty, user, moment) for duty in duties.values()]
    if not parts:
        return []
    rows = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    found = {row["duty"]: row for row in rows}
    return [
        Counted(duty, found[key]["count"], found[key]["late"], found[key]["oldest"])
        for key, duty in duties.items()
        if key in found and found[key]["count"]
    ]


def _count(duty: Duty, user: User, moment: Moment) -> QuerySet[Any, dict[str, Any]]:
    rows = duty.rows(user, moment).order_by().select_related(None)
    return rows.values(duty=Value(duty.key)).annotate(
        count=Count("pk"),
        late=Count("pk", filter=duty.overdue(moment)),
        oldest=Cast(Min(duty.since), DateField()),
    )


def items_of(duty: Duty, user: User, moment: Moment, most: int) -> Iterator[Item]:
    """The rows that wait longest. One query."""
    for row in duty.rows(user, moment)[:most]:
        yield duty.item(row, moment)
