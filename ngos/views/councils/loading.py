"""Everything the page of a session shows, for one person."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.safestring import SafeString

from accounts.models import User
from ngos.badges.ngo import status_badge
from ngos.badges.sessions import decision_badge, session_badge
from ngos.forms.councils import DecisionForm
from ngos.models import AgendaItem, Application, Attendance, CouncilMember, Session
from ngos.models.session import SessionState
from ngos.models.term import Post
from ngos.requirements import Requirement, requirements_of
from ngos.services.applications.councils import sits_at
from ngos.services.councils.reading import in_office_on
from ngos.services.sessions.agenda import to_put_on
from ngos.services.sessions.obstacles import Obstacle, Standing, title_of
from ngos.services.sessions.opening import version_of_session
from ngos.services.sessions.recording import councils_to_refer_to, decisions_on
from ngos.workflow import APPLICATION
from persian.dates import today
from screens.concurrent_edits import version_of
from screens.history import Entry, Track, latest

MOST_WAITING = 100  # applications that are offered at once
NEWS = 6


def history_tracks(pk: int) -> list[Track]:
    """What a session's time line is made of: the session, its agenda, who was there."""
    hidden = {"session", "province", "county", "council"}
    return [
        Track(Session, Q(pgh_obj_id=pk), hidden={"province", "county", "signed_by"}),
        Track(
            AgendaItem,
            Q(session_id=pk),
            hidden=hidden,
            title=lambda row: row["subject"] if row["subject"] != "—" else row["application"],
        ),
        Track(Attendance, Q(session_id=pk), hidden=hidden, title=lambda row: row["member"]),
    ]


@dataclass(frozen=True)
class Card:
    """An item as the agenda shows it."""

    item: AgendaItem

    @property
    def title(self) -> str:
        return title_of(self.item)

    @property
    def badge(self) -> SafeString:
        return decision_badge(self.item.decision)


@dataclass(frozen=True)
class Presence:
    """A member of the list of attendance."""

    member: CouncilMember
    is_present: bool
    is_chair: bool


class LoadedSession:
    """A session with all that its page needs."""

    def __init__(self, user: Any, session: Session, asked: Any = "") -> None:
        self.user: User = user
        self.session = session
        self.standing = Standing.of(session)
        self._asked = str(asked)

    @classmethod
    def of(cls, user: Any, pk: int, asked: Any = "") -> "LoadedSession":
        """Raises Http404 for a session outside the person's scope."""
        query = Session.objects.select_related("council__province", "council__county", "chair")
        return cls(user, get_object_or_404(query, pk=pk), asked)

    # -- what may be done ----------------------------------------------------------------------

    @property
    def is_planned(self) -> bool:
        return self.session.state == SessionState.PLANNED

    @cached_property
    def may_write(self) -> bool:
        return self.is_planned and self._is_of_council("ngos.change_session")

    @cached_property
    def may_sign(self) -> bool:
        return self.is_planned and self._is_of_council("ngos.sign_session")

    def _is_of_council(self, permission: str) -> bool:
        return self.user.has_perm(permission) and sits_at(self.user, self.session.council)

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
        return version_of_session(self.session)

    @cached_property
    def version_of_minutes(self) -> str:
        return version_of(self.session)

    @property
    def states(self) -> list[tuple[int, str]]:
        """The state of each application on the agenda, as this page shows it."""
        return [
            (item.application.pk, item.application.state)
            for item in self.standing.items
            if item.application is not None
        ]

    @cached_property
    def waiting(self) -> list[Application]:
        found = to_put_on(self.session).select_related("ngo")
        return list(found[:MOST_WAITING])

    @cached_property
    def news(self) -> list[Entry]:
        return latest(history_tracks(self.session.pk), NEWS)

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
        self.title = title_of(item)
        self._data = data

    @property
    def application(self) -> Application | None:
        return self.item.application

    @cached_property
    def form(self) -> DecisionForm:
        return DecisionForm(
            self._data,
            item=self.item,
            decisions=decisions_on(self.item),
            councils=councils_to_refer_to(self.item, self.loaded.session.council),
        )

    @cached_property
    def version(self) -> str:
        return version_of(self.item)

    @property
    def badge(self) -> SafeString:
        return decision_badge(self.item.decision)

    @property
    def status_badge(self) -> SafeString | str:
        return status_badge(self.item.application.ngo.status) if self.item.application else ""

    @cached_property
    def requirements(self) -> list[Requirement]:
        """What the application must bring, and whether it does; nothing once it is closed."""
        application = self.item.application
        if application is None or application.state in APPLICATION.closed:
            return []
        return requirements_of(application, today())

    @cached_property
    def inquiries(self) -> list[Any]:
        application = self.item.application
        return list(application.inquiries.all()) if application else []

    @cached_property
    def steps(self) -> list[dict[str, Any]]:
        """The steps that the application took, the newest first."""
        application = self.item.application
        if application is None:
            return []
        return [
            {"label": APPLICATION.step(step.step).label, "step": step}
            for step in application.steps.order_by("-id")
        ]

    @cached_property
    def people(self) -> list[Any]:
        """The founders, and the CEO in office."""
        if self.item.application is None:
            return []
        posts = [Post.FOUNDER, Post.CEO, Post.BOARD_CHAIR]
        terms = self.item.application.ngo.terms.filter(in_office_on(today()), post__in=posts)
        return list(terms.select_related("person"))
