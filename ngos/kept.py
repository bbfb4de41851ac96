"""Columns of an NGO that somebody else keeps: the terms of its officers, or a room above.

There the register shows what stands elsewhere, by a trigger. So no form takes them, nobody chooses
them when two NGOs are merged, and a file that says otherwise is warned about: told once, here.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise


@dataclass(frozen=True)
class Kept:
    """`columns` of the NGO that are kept where `keeps` says so of any of some NGOs, by key.

    `sql` is the same condition about a row `e` of the table; `where` tells people where the value
    comes from.
    """

    columns: tuple[str, ...]
    keeps: Callable[[Collection[int]], bool]
    sql: str
    where: str | Promise


# What the register shows of an NGO's licence.
LICENCE = ("licence_no", "licence_issued_on", "licence_expires_on")

_kept: list[Kept] = []
_conditions: dict[str, str] = {}
# For imports: column → condition, of all that is declared.
CONDITIONS: Mapping[str, str] = MappingProxyType(_conditions)


def declare(kept: Kept) -> None:
    """Keep columns of NGOs. For `AppConfig.ready()`."""
    _kept.append(kept)
    _conditions.update(dict.fromkeys(kept.columns, kept.sql))


def kept_of(keys: Collection[int]) -> dict[str, str | Promise]:
    """The columns that are kept of any of these NGOs, and where their values come from."""
    return {column: kept.where for kept in _kept if kept.keeps(keys) for column in kept.columns}
