"""What a list says of its export: a column for each thing that stands in the file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models.expressions import Combinable

from accounts.models import User


@dataclass(frozen=True)
class ExportColumn:
    """One column of the file that a list becomes.

    `value` is a field of the list's model («status», «county__name») or an expression. Its field
    says how it is written: whole numbers and rials as numbers, days as Jalali text, moments with
    their time, choices by their labels, yes and no as words, lists with commas, texts disarmed.
    `label` heads the column: the field's own name, where nothing else is said; an expression needs
    one. `show` turns the values of a choice into words other than its labels.
    `personal` is the permission without which the column is left out or, with `is_masked`, written
    with its middle hidden.
    """

    value: str | Combinable
    label: Any = None
    show: Callable[[Any], Any] | None = None
    personal: str = ""
    is_masked: bool = False


@dataclass(frozen=True)
class ShownColumn:
    """A column as one person gets it."""

    column: ExportColumn
    is_masked: bool


def shown_to(user: User, columns: Iterable[ExportColumn]) -> list[ShownColumn]:
    """The columns that this person may have in a file, masked where they must be."""
    found = []
    for column in columns:
        may_see = not column.personal or user.has_perm(column.personal)
        if may_see or column.is_masked:
            found.append(ShownColumn(column, is_masked=not may_see))
    return found


def needed_for(user: User, columns: Iterable[ExportColumn]) -> list[str]:
    """The permissions to which this person owes columns with personal data."""
    named = {column.personal for column in columns if column.personal}
    return sorted(name for name in named if user.has_perm(name))
