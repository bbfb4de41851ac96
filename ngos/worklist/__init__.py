"""The worklist (کارتابل): what waits for a person, since when, and what to do next.

Each duty is one entry of a file's `DUTIES`. Whoever adds a subject adds its file. Every duty is
counted in one query for all.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DateField, Min, QuerySet, Value
from django.db.models.functions import Cast

from accounts.models import User
from ngos.deadlines import Deadlines
from ngos.worklist import applications, councils, inquiries, licences, supervision
from ngos.worklist.applications import waits_for
from ngos.worklist.duty import Duty, Item

__all__ = ["Counted", "counted", "duties_of", "items_of", "waits_for"]

DUTIES: list[Duty] = [
    *applications.DUTIES, *inquiries.DUTIES, *councils.DUTIES, *licences.DUTIES,
    *supervision.DUTIES,
]  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """How many rows a duty has, how many of them are overdue, and since when the oldest waits."""

    duty: Duty
    count: int
    overdue: int
    oldest: datetime.date


def duties_of(user: User) -> list[Duty]:
    return [duty for duty in DUTIES if user.has_perm(duty.permission)]


def counted(user: User, deadlines: Deadlines) -> list[Counted]:
    """The duties that have something waiting for this person, in their order.

    One query for all, one for the deadlines, and one for each policy that bounds a duty.
    """
    duties = {duty.key: duty for duty in duties_of(user)}
    parts = [_count(duty, user, deadlines) for duty in duties.values()]
    if not parts:
        return []
    rows = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    found = {row["duty"]: row for row in rows}
    return [
        Counted(duty, found[key]["count"], found[key]["late"], found[key]["oldest"])
        for key, duty in duties.items()
        if key in found and found[key]["count"]
    ]


def _count(duty: Duty, user: User, deadlines: Deadlines) -> QuerySet[Any, dict[str, Any]]:
    rows = duty.rows(user, deadlines).order_by().select_related(None)
    return rows.values(duty=Value(duty.key)).annotate(
        count=Count("pk"),
        late=Count("pk", filter=duty.overdue(deadlines)),
        oldest=Cast(Min(duty.since), DateField()),
    )


def items_of(duty: Duty, user: User, deadlines: Deadlines, most: int) -> Iterator[Item]:
    """The rows that wait longest. One query."""
    for row in duty.rows(user, deadlines)[:most]:
        yield duty.item(row, deadlines)
