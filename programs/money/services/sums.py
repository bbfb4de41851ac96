"""Sums of money: by priority, by receiver, of the allocations in sight. All amounts are rial."""

from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from programs.money.models import Allocation, Priority

TOTALS = ("allocated", "paid", "spent", "verified")


def _sum(name: str, prefix: str, where: Q) -> Any:
    return Coalesce(Sum(f"{prefix}{name}", filter=where), 0)


def by_priority(year: int | None = None) -> QuerySet[Priority]:
    """Each priority with the sums of its allocations of a Jalali year, or of all; 0 too.

    `number` counts those that money was allocated to, `left` is what of it is not spent.
    """
    where = Q(allocations__allocated__gt=0)
    if year is not None:
        where &= Q(allocations__year=year)
    sums = {name: _sum(name, "allocations__", where) for name in TOTALS}
    found = Priority.objects.annotate(number=Count("allocations", filter=where), **sums)
    return found.annotate(left=F("allocated") - F("spent")).order_by("position", "name_key")


def totals(allocations: QuerySet[Allocation]) -> dict[str, int]:
    """The sums of allocations, with how many they are and what is left."""
    sums = {name: _sum(name, "", Q()) for name in TOTALS}
    found = allocations.order_by().aggregate(number=Count("pk"), **sums)
    return {**found, "left": found["allocated"] - found["spent"]}
