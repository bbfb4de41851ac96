"""What stands in the way of signing a session: told while it is written, refused at signing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.policies import value_of
from accounts.refusals import Refusal
from councils.decisions import IN_FAVOUR, Decision, Sense, word_of
from councils.matters import attach, matter_of
from councils.models import AgendaItem, CouncilMember, Session
from councils.models.session import SessionState
from councils.policies import MAJORITY_PERCENT, QUORUM_PERCENT
from councils.services.members.reading import by_rank, members_in_office
from councils.services.sessions.recording import councils_to_refer_to, decisions_on
from councils.services.sessions.rules import has_majority, quorum_of
from persian.dates import format_jalali, today
from persian.numbers import format_number


@dataclass(frozen=True)
class Obstacle:
    """One thing that is missing or wrong, in a sentence; `item` where it is one of the agenda's."""

    code: str
    message: str | Promise
    params: dict[str, object]
    item: AgendaItem | None = None

    def __str__(self) -> str:
        return str(self.message) % self.params if self.params else str(self.message)

    def refusal(self) -> Refusal:
        if self.item is None:
            return Refusal(self.code, self.message, params=self.params)
        return about_item(self.item, Refusal(self.code, self.message, params=self.params))


def about_item(item: AgendaItem, refusal: Refusal) -> Refusal:
    """The same refusal, with the item that it is about named before it."""
    return Refusal(
        refusal.code,
        _("Item %(number)s, “%(item)s”: %(why)s"),
        field=refusal.field,
        params={"number": format_number(item.position), "item": item.subject, "why": refusal},
    )


@dataclass
class Standing:
    """A session as it stands: who of the members is present, and what the policies ask.

    A signed session stands by the policies that it was signed by.
    """

    session: Session
    members: list[CouncilMember]
    present: set[int]  # ids of members
    items: list[AgendaItem]
    quorum_percent: int
    majority_percent: int

    @classmethod
    def of(cls, session: Session, *, locks: bool = False) -> "Standing":
        """With `locks`, what its items are about is changed by nobody until the transaction
        ends."""
        council = session.council
        rows = list(session.attendance.select_related("member"))
        if session.state == SessionState.SIGNED:
            members = by_rank(council, (row.member for row in rows))
        else:
            members = members_in_office(council, session.held_on)
        items = list(session.agenda.select_related("refer_to").order_by("position", "id"))
        kind = council.body_kind
        return cls(
            session=session,
            members=members,
            present={row.member_id for row in rows if row.is_present},
            items=list(attach(items, locks=locks)),
            quorum_percent=session.quorum_percent
            or value_of(kind.quorum or QUORUM_PERCENT, council.province_id),
            majority_percent=session.majority_percent
            or value_of(kind.majority or MAJORITY_PERCENT, council.province_id),
        )

    @property
    def voting(self) -> int:
        """Members with a vote, in office on the day."""
        return sum(member.is_voting for member in self.members)

    @property
    def voting_present(self) -> int:
        return sum(member.is_voting and member.pk in self.present for member in self.members)

    @property
    def quorum(self) -> int:
        return quorum_of(self.voting, percent=self.quorum_percent)

    @property
    def has_quorum(self) -> bool:
        return self.voting_present >= self.quorum

    def obstacles(self) -> list[Obstacle]:
        """All that stands in the way of signing, the session's own first."""
        return [*self._of_session(), *(each for item in self.items for each in self._of(item))]

    def _of_session(self) -> Iterator[Obstacle]:
        session = self.session
        if session.held_on > today():
            yield Obstacle(
                "future",
                _("The session is on %(day)s, which is still to come."),
                {"day": format_jalali(session.held_on, "weekday")},
            )
        if session.chair_id not in self.present:
            yield Obstacle(
                "chair_absent",
                _("%(chair)s, who chairs the session, is not marked as present."),
                {"chair": session.chair},
            )
        if not self.has_quorum:
            yield Obstacle(
                "no_quorum",
                _(
                    "There is no quorum: of %(voting)s voting members %(present)s are present, "
                    "%(quorum)s are needed."
                ),
                {
                    "voting": format_number(self.voting),
                    "present": format_number(self.voting_present),
                    "quorum": format_number(self.quorum),
                },
            )
        if not self.items:
            yield Obstacle("no_agenda", _("There is nothing on the agenda."), {})

    def _of(self, item: AgendaItem) -> Iterator[Obstacle]:
        def found(code: str, message: Promise, **params: object) -> Obstacle:
            return Obstacle(code, message, params, item)

        if not item.decision:
            yield found("undecided", _("Nothing has been decided."))
            return
        decision = word_of(item.decision)
        if decision is None or decision not in decisions_on(item):
            matter = matter_of(item.matter)
            about = matter.about(item.row) if matter is not None and item.row is not None else "—"
            yield found(
                "not_allowed",
                _("“%(decision)s” cannot be decided on this as it stands now: %(about)s."),
                decision=decision.label if decision is not None else item.decision,
                about=about,
            )
        if decision is None:
            return
        cast = item.votes_for + item.votes_against + item.votes_abstained
        if cast > self.voting_present:
            yield found(
                "too_many_votes",
                _("%(votes)s votes are counted, but %(present)s voting members are present."),
                votes=format_number(cast),
                present=format_number(self.voting_present),
            )
        yield from self._of_majority(item, decision, found)
        if decision.sense == Sense.REFERRAL and item.refer_to is not None:
            known = councils_to_refer_to(item, self.session.council)
            if not known.filter(pk=item.refer_to.pk).exists():
                yield found(
                    "not_referable",
                    _("“%(council)s” does not decide on NGOs of this place."),
                    council=item.refer_to,
                )
        if decision.reason_missing is not None and not item.reason.strip():
            yield found("no_reason", decision.reason_missing)

    def _of_majority(
        self, item: AgendaItem, decision: Decision, found: Callable[..., Obstacle]
    ) -> Iterator[Obstacle]:
        is_for = has_majority(item.votes_for, item.votes_against, percent=self.majority_percent)
        if decision.sense in IN_FAVOUR and not is_for:
            yield found(
                "no_majority",
                _(
                    "“%(decision)s” has no majority: %(for)s for, %(against)s against; "
                    "%(percent)s percent of the votes cast are needed."
                ),
                decision=decision.label,
                percent=format_number(self.majority_percent),
                **{
                    "for": format_number(item.votes_for),
                    "against": format_number(item.votes_against),
                },
            )
        if decision.sense == Sense.AGAINST and is_for:
            yield found(
                "majority_is_for",
                _(
                    "“%(decision)s” is against the votes: %(for)s for, %(against)s against. "
                    "Correct the decision or the votes."
                ),
                decision=decision.label,
                **{
                    "for": format_number(item.votes_for),
                    "against": format_number(item.votes_against),
                },
            )
