"""Kinds of lists whose rows not everybody may see who sees imports: those of persons in need.

A room says in its models which kinds they are and who may; row security then hides such runs, with
all that was read from their files, from everybody else (`models.py`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import models

from accounts.roles import Role
from accounts.row_security import Access, ByPlace, value
from accounts.scope import Kind

_kinds: dict[str, tuple[Role, ...]] = {}


def declare(kinds: Iterable[str], roles: tuple[Role, ...]) -> None:
    """Let lists of these kinds be seen by these roles of a province's office alone."""
    _kinds.update(dict.fromkeys(kinds, roles))


def may_see(user: Any, kind: str) -> bool:
    """Whether this person may see imports of a kind at all."""
    roles = _kinds.get(kind)
    return roles is None or (user.role in roles and user.province_id is not None)


def condition(kind: str) -> str:
    """SQL: whether a row whose kind of list is `kind` is open to the person of the scope."""
    groups: dict[tuple[Role, ...], list[str]] = {}
    for name, roles in _kinds.items():
        groups.setdefault(roles, []).append(name)
    parts = []
    for roles, names in groups.items():
        listed = ", ".join(f"'{name}'" for name in sorted(names))
        allowed = ", ".join(f"'{role}'" for role in roles)
        parts.append(f"({kind} NOT IN ({listed}) OR {value('role')} IN ({allowed}))")
    return " AND ".join(parts) or "true"


def _of_runs(table: str) -> str:
    """SQL: whether the run that a row belongs to is open to the person; asked once for all rows."""
    sees_all = [set(roles) for roles in _kinds.values()]
    if not sees_all:
        return "true"
    roles = ", ".join(f"'{role}'" for role in sorted(set.intersection(*sees_all)))
    return f"({value('role')} IN ({roles}) OR {table}.run_id IN (SELECT id FROM imports_run))"


@dataclass(frozen=True)
class OfKinds:
    """Rows of imports: the province's, without those of a kind that is not open to the person. The
    kind is a column of theirs or, `of_run`, of the run that they belong to."""

    of_run: bool = False

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        table = model._meta.db_table
        open_to_me = _of_runs(table) if self.of_run else condition(f"{table}.kind")
        found = ByPlace(county=None).access(model)
        for place in (Kind.NATIONAL, Kind.PROVINCE):
            access = found[place]
            both = open_to_me if access.reads == "true" else f"{access.reads} AND {open_to_me}"
            found[place] = replace(access, reads=both, writes=both)
        return found
