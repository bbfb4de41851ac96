"""What the rows of a list sum to, shown above them once the list is narrowed.

A figure of the dashboard opens a narrowed list; its total is the figure. The whole list is not
summed up each time that somebody opens it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Sum
from django.utils.functional import Promise

from screens.listing import OfficeChangeList


@dataclass(frozen=True, slots=True)
class ListTotal:
    """The sum of a column, or of what the list's query calls so, and how it is written."""

    label: str | Promise
    column: str
    write: Callable[[int], str]


def written_totals(
    totals: Sequence[ListTotal], changelist: OfficeChangeList
) -> list[dict[str, Any]]:
    """Each total of a narrowed list in words; nothing of one that is not, or cannot be read."""
    if not totals or not changelist.chips or changelist.problems:
        return []
    sums = {
        f"total_{number}": Sum(total.column, output_field=BigIntegerField())
        for number, total in enumerate(totals)
    }
    found = changelist.queryset.order_by().aggregate(**sums)
    return [
        {"label": total.label, "written": total.write(found[f"total_{number}"] or 0)}
        for number, total in enumerate(totals)
    ]
