"""What makes two rows of a registry likely duplicates, as the room of the registry declares it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models


def _nothing(*args: object) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True)
class Awaited:
    """Rows of a table that hold nothing yet (`empty`), and the fields that tell their place."""

    place: Sequence[str]
    empty: models.Q


@dataclass(frozen=True)
class DuplicateRules:
    """The declaration of one registry. Columns are those of the model's table.

    `name` holds the folded name, `place` the county and `number` what is unique in the country.
    `type_words` are folded words that a name may begin with and that tell no two rows apart.
    `evidence` maps further columns to what their being equal says; those in `spelled` are folded
    before they are compared.

    `groups` are fields that are taken together from one row when two are merged. `settled` names
    the fields that nobody chooses, given both rows; `masked` those that a person may not see.
    `loose` are columns that name a row of the registry without a foreign key. `awaited` are rows
    that hold nothing yet: they become one with what the other row has in their place. `merge` is
    the service, called with `actor`, `keep`, `drop` and `values` (see `merging.combine`).
    """

    kind: str
    model: type[models.Model]
    view_permission: str
    merge_permission: str
    merge: Callable[..., Any]
    name: str
    place: str
    number: str
    type_words: Sequence[str] = ()
    evidence: Mapping[str, Any] = field(default_factory=dict)
    spelled: Collection[str] = ()
    groups: Sequence[tuple[str, ...]] = ()
    settled: Callable[[Any, Any], Collection[str]] = _nothing
    masked: Callable[[Any], Collection[str]] = _nothing
    loose: Sequence[tuple[type[models.Model], str]] = ()
    awaited: dict[type[models.Model], Awaited] = field(default_factory=dict)
    related: Sequence[str] = ()  # foreign keys that the list and the page show

    def also(self, awaited: Mapping[type[models.Model], Awaited]) -> None:
        """What a room above adds: its own rows that hang on these. For `AppConfig.ready()`."""
        self.awaited.update(awaited)

    def load(self, keys: Iterable[int]) -> dict[int, Any]:
        """The rows of these keys that are in scope."""
        return self.model._default_manager.select_related(*self.related).in_bulk(list(keys))

    def shows_personal_data(self, user: object) -> bool:
        """Whether the rows have fields that others may not see, and this person sees them."""
        return self.masked is not _nothing and not self.masked(user)


_declared: dict[str, DuplicateRules] = {}


def declare(rules: DuplicateRules) -> DuplicateRules:
    """Make the rules of a registry known to the finding and the screens."""
    _declared[rules.kind] = rules
    return rules


def all_rules() -> Collection[DuplicateRules]:
    return _declared.values()


def rules_of(kind: str) -> DuplicateRules:
    """The rules of a registry. Raises KeyError for one that declares none."""
    return _declared[kind]


def has_rules(kind: str) -> bool:
    return kind in _declared
