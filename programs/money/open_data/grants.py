"""Grants as rooms declare them: plain data, in which no person is named."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.models import Province


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who was given a grant: an organisation, or persons together, of whom no one is told apart.

    `key` is unique among the receivers of the register.
    """

    key: str
    name: str
    is_persons: bool = False
    county: str = ""
    ngo: int | None = None  # its number in the register


@dataclass(frozen=True, slots=True)
class Programme:
    """The call that a grant answers."""

    key: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of a grant, in rial."""

    key: str
    made_on: datetime.date
    amount: int


@dataclass(frozen=True, slots=True)
class Grant:
    """One grant. Amounts are whole rials; `key` is unique among the grants of the register."""

    key: str
    title: str
    description: str
    awarded: int
    awarded_on: datetime.date
    province: Province
    receiver: Receiver
    modified_at: datetime.datetime
    applied_for: int | None = None
    payments: tuple[Payment, ...] = ()
    programme: Programme | None = None
    is_of_open_call: bool | None = None  # where it is known
    priority: tuple[str, str] | None = None  # its key and name
    begins_on: datetime.date | None = None
    ends_on: datetime.date | None = None

    @property
    def disbursed(self) -> int:
        return sum(payment.amount for payment in self.payments)


Source = Callable[[], Iterable[Grant]]
_sources: list[Source] = []


def declare(source: Source) -> None:
    """Publish grants of another room: those in sight that are public. For `AppConfig.ready()`."""
    _sources.append(source)


def published(province: Province | None = None) -> list[Grant]:
    """All that may be published of the scope in force, or of one province in it, oldest first."""
    found = [grant for source in _sources for grant in source()]
    if province is not None:
        found = [grant for grant in found if grant.province == province]
    return sorted(found, key=lambda grant: (grant.awarded_on, grant.key))
