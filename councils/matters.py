"""What a body decides on besides subjects of its own: the rows of other rooms.

A room whose rows come before councils declares a `Matter` in `AppConfig.ready()`, and keeps in a
table of its own (`models.session.OnAgenda`) which item of an agenda is about which row. Sessions
know neither.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet

from accounts.models import User
from councils.decisions import Decision
from councils.kinds import COUNCIL
from councils.models.council import Council
from councils.models.session import AgendaItem, OnAgenda, SessionState

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Waiting:
    """One row that may be put on an agenda, as a secretary reads it."""

    key: int
    title: str
    about: str


class Matter(ABC, Generic[Row]):
    """One kind of rows that bodies decide on.

    `key` is what an item stores, `link` the table that says which row an item is about, and
    `row_name` the name of its key to the row; `bodies` are the kinds of bodies that decide on it.
    Rows given to the methods come from `rows`.
    """

    key: ClassVar[str]
    link: ClassVar[type[OnAgenda]]
    row_name: ClassVar[str]
    bodies: ClassVar[frozenset[str]] = frozenset({COUNCIL.key})

    @abstractmethod
    def rows(self) -> QuerySet[Row]:
        """All rows, with what the other methods read of them."""

    @abstractmethod
    def waiting_for(self, council: Council) -> QuerySet[Row]:
        """The rows that a body of these kinds is to decide on, those that wait longest first."""

    @abstractmethod
    def waiting(self, row: Row) -> Waiting:
        """How a row that waits is offered."""

    @abstractmethod
    def waiting_title(self, count: int) -> str:
        """What stands above so many rows that wait."""

    @abstractmethod
    def title(self, row: Row) -> str:
        """What the item of an agenda is called, as it stays in the minutes."""

    @abstractmethod
    def reference(self, row: Row) -> str:
        """The number by which people find the row; "" where it has none."""

    @abstractmethod
    def about(self, row: Row) -> str:
        """A few words more for the agenda, on how the row stands now."""

    @abstractmethod
    def state(self, row: Row) -> str:
        """What names how the row stands: a session is signed as it was seen."""

    @abstractmethod
    def moved(self, row: Row) -> Mapping[str, Any]:
        """How a row stands that is no longer as it was seen (`state`), and by whom (`who`)."""

    @abstractmethod
    def decisions(self, row: Row) -> Sequence[Decision]:
        """What may be decided on the row as it stands; nothing where it waits for no body."""

    @abstractmethod
    def bodies_to_refer_to(self, row: Row, council: Council) -> QuerySet[Council]:
        """The other bodies that this one may refer the row to."""

    @abstractmethod
    def case(self, row: Row, user: User) -> tuple[str, dict[str, Any]]:
        """What one needs to decide: a template, and what it reads."""

    @abstractmethod
    def ngo_id(self, row: Row) -> int | None:
        """The NGO that the row is about, for the way to its page."""

    @abstractmethod
    def carry_out(self, *, actor: User, item: AgendaItem, row: Row, reason: str) -> None:
        """Do what a session decided on the row, which is locked. `reason` names the session.

        Raises Refusal where that cannot be done: nothing of the session is signed then.
        """

    def to_put_on(self, council: Council) -> QuerySet[Row]:
        """What waits for a body and is on no planned agenda yet."""
        planned = self.link._default_manager.filter(
            **{self.row_name: OuterRef("pk")}, session__state=SessionState.PLANNED
        )
        return self.before(council).filter(~Exists(planned))

    def before(self, council: Council) -> QuerySet[Row]:
        """The rows that wait for a body, none where its kind does not decide on this matter."""
        if council.kind not in self.bodies:
            return self.rows().none()
        return self.waiting_for(council)

    def put_on(self, item: AgendaItem, row: Row) -> None:
        """Keep that an item is about a row."""
        self.link._default_manager.create(
            item=item, session_id=item.session_id, **{self.row_name: row}
        )

    def rows_of(self, items: Iterable[AgendaItem], *, locks: bool = False) -> dict[int, Row]:
        """The rows that these items are about, by the key of the item. Two queries.

        With `locks`, in the order of their keys, so that two sessions, or a session and a clerk,
        wait for each other and never for ever.
        """
        links = self.link._default_manager.filter(item__in=[item.pk for item in items])
        keys = dict(links.values_list("item_id", f"{self.row_name}_id"))
        rows = self.rows().filter(pk__in=set(keys.values())).order_by("pk")
        found = {row.pk: row for row in (rows.select_for_update(of=("self",)) if locks else rows)}
        return {item: found[key] for item, key in keys.items() if key in found}


_matters: dict[str, Matter[Any]] = {}


def declare(matter: Matter[Any]) -> None:
    """Let bodies decide on the rows of a room. For `AppConfig.ready()`."""
    _matters[matter.key] = matter


def all_matters() -> list[Matter[Any]]:
    return list(_matters.values())


def matter_of(key: str) -> Matter[Any] | None:
    """The matter of an item; None for a subject of the body's own, and for one not known."""
    return _matters.get(key)


def attach(items: Sequence[AgendaItem], *, locks: bool = False) -> Sequence[AgendaItem]:
    """Give each item the row that it is about (`item.row`): two queries for each matter.

    A row out of sight is None. Where the scope reaches a session, it reaches its rows.
    """
    for key in sorted({item.matter for item in items if item.matter}):
        matter = matter_of(key)
        if matter is not None:
            own = [item for item in items if item.matter == key]
            rows = matter.rows_of(own, locks=locks)
            for item in own:
                item.row = rows.get(item.pk)
    return items
