"""Everything the page of a session shows, for one person."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from accounts.models import User
from councils.badges import decision_badge, session_badge
from councils.decisions import Decision, Sense
from councils.forms import DecisionForm
from councils.matters import Waiting, all_matters, matter_of
from councils.models import AgendaItem, CouncilMember, Session
from councils.models.session import SessionState
from councils.services.members.reading import Act, acts_for
from councils.services.sessions import opening, recording
from councils.services.sessions.obstacles import Obstacle, Standing
from screens.history import Entry, latest

MOST_WAITING = 100  # rows of a matter that are offered at once
NEWS = 6


@dataclass(frozen=True)
class Card:
    """An item as the agenda shows it."""

    item: AgendaItem

    @property
    def about(self) -> str:
        """How what the item is about stands now."""
        matter = matter_of(self.item.matter)
        return matter.about(self.item.row) if matter and self.item.row is not None else ""

    @property
    def badge(self) -> SafeString:
        return decision_badge(self.item.decision)


@dataclass(frozen=True)
class Group:
    """What waits of one matter."""

    key: str
    title: str
    rows: list[Waiting]


@dataclass(frozen=True)
class Presence:
    """A member of the list of attendance."""

    member: CouncilMember
    is_present: bool
    is_chair: bool


class LoadedSession:
    """A session with all that its page needs."""

    def __init__(self, user: User, session: Session, asked: str = "") -> None:
        self.user: User = user
        self.session = session
        self.standing = Standing.of(session)
        self._asked = str(asked)

    @classmethod
    def of(cls, user: User, pk: int, asked: str = "") -> "LoadedSession":
        """Raises Http404 for a session outside the person's scope."""
        query = Session.objects.select_related("council__province", "council__county", "chair")
        return cls(user, get_object_or_404(query, pk=pk), asked)

    # -- what may be done ----------------------------------------------------------------------

    @property
    def is_planned(self) -> bool:
        return self.session.state == SessionState.PLANNED

    @cached_property
    def may_write(self) -> bool:
        return self.is_planned and acts_for(self.user, self.session.council, Act.WRITE)

    @cached_property
    def may_sign(self) -> bool:
        return self.is_planned and acts_for(self.user, self.session.council, Act.SIGN)

    # -- what is shown -------------------------------------------------------------------------

    @property
    def badge(self) -> SafeString:
        return session_badge(self.session.state)

    @cached_property
    def presences(self) -> list[Presence]:
        present, chair = self.standing.present, self.session.chair_id
        return [
            Presence(member, member.pk in present, member.pk == chair)
            for member in self.standing.members
        ]

    @cached_property
    def cards(self) -> list[Card]:
        return [Card(item) for item in self.standing.items]

    @cached_property
    def obstacles(self) -> list[Obstacle]:
        return self.standing.obstacles() if self.is_planned else []

    @cached_property
    def version(self) -> str:
        return opening.STAMP.of(self.session)

    @cached_property
    def version_of_minutes(self) -> str:
        return recording.MINUTES.of(self.session)

    @property
    def states(self) -> list[tuple[int, str]]:
        """How the row of each item stands, as this page shows it, by the key of the item."""
        return [
            (item.pk, matter.state(item.row))
            for item in self.standing.items
            if (matter := matter_of(item.matter)) is not None and item.row is not None
        ]

    @cached_property
    def waiting(self) -> list[Group]:
        """What may be put on the agenda."""
        found = []
        for matter in all_matters():
            rows = list(matter.to_put_on(self.session.council)[:MOST_WAITING])
            if rows:
                title = matter.waiting_title(len(rows))
                found.append(Group(matter.key, title, [matter.waiting(row) for row in rows]))
        return found

    @cached_property
    def news(self) -> list[Entry]:
        return latest(opening.history_tracks(self.session.pk), NEWS)

    # -- the chosen item -----------------------------------------------------------------------

    @cached_property
    def chosen(self) -> "Case | None":
        """The item that the address names, else the first that is undecided, else the first."""
        items = self.standing.items
        if self._asked:
            for item in items:
                if str(item.pk) == self._asked:
                    return Case(self, item)
            raise Http404
        undecided = [item for item in items if not item.decision] if self.is_planned else []
        first = next(iter(undecided or items), None)
        return Case(self, first) if first is not None else None


class Case:
    """All that one needs to decide on an item."""

    def __init__(self, loaded: LoadedSession, item: AgendaItem, data: Any = None) -> None:
        self.loaded, self.item = loaded, item
        self._data = data

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """What may be decided on the item as it stands."""
        return recording.decisions_on(self.item)

    @property
    def choices(self) -> Iterator[tuple[Any, Decision]]:
        """The buttons of the form, each with its word."""
        return zip(self.form["decision"], self.decisions, strict=True)

    @property
    def may_set_conditions(self) -> bool:
        return any(each.sense == Sense.CONDITIONAL for each in self.decisions)

    @property
    def may_refer(self) -> bool:
        return any(each.sense == Sense.REFERRAL for each in self.decisions)

    @cached_property
    def form(self) -> DecisionForm:
        return DecisionForm(
            self._data,
            item=self.item,
            decisions=self.decisions,
            councils=recording.councils_to_refer_to(self.item, self.loaded.session.council),
        )

    @cached_property
    def version(self) -> str:
        return recording.ITEM.of(self.item)

    @property
    def badge(self) -> SafeString:
        return decision_badge(self.item.decision)

    @cached_property
    def about(self) -> str:
        """What the room of the item's row shows of it."""
        matter = matter_of(self.item.matter)
        if matter is None or self.item.row is None:
            return ""
        template, context = matter.case(self.item.row, self.loaded.user)
        return render_to_string(template, context)
