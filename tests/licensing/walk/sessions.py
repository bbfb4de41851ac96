"""Sessions of councils: planning, agenda, attendance, votes, signing and cancelling."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from accounts import scope
from councils.decisions import REFER, all_words
from councils.models import AgendaItem, Council, Session
from councils.services.sessions import agenda, planning, recording
from councils.services.sessions.opening import STAMP
from councils.services.sessions.recording import Recorded
from councils.services.sessions.signing import sign_session
from licensing.models import Application
from persian.dates import today
from tests.councils.factory import MATTER, states_of
from tests.licensing.applications.cases import DAY
from tests.licensing.walk.world import World, days_ago, one_of_all, somebody_of_staff

decisions = st.sampled_from(sorted(each.key for each in all_words()))
votes = st.integers(0, 5)
DONE = {"reason": "مصوبهٔ شورا", "conditions": "اصلاح اساسنامه"}


class Sessions(World):
    @rule(
        act=st.sampled_from(["plan", "put_on", "mark", "decide", "sign", "take_off", "cancel"]),
        name=somebody_of_staff, which=one_of_all, what=one_of_all, ago=days_ago,
        decision=decisions, votes_for=votes, against=votes, is_stale=st.booleans(),
    )  # fmt: skip
    def somebody_works_on_a_session(
        self, act, name, which, what, ago, decision, votes_for, against, is_stale
    ):
        council, session = self.chosen(Council, what), self.chosen(Session, which)
        item = self.chosen(AgendaItem, which)
        match act:
            case "plan":
                self.plan(name, council, ago)
            case "put_on":
                self.put_on(name, session, self.chosen(Application, what))
            case "mark":
                self.mark(name, session, votes_for)
            case "decide":
                self.decide(name, item, decision, votes_for, against, council)
            case "sign":
                self.sign(name, session, is_stale)
            case "take_off" if item:
                self.attempt(name, lambda who: agenda.remove_item(actor=who, item=item))
            case "cancel" if session:
                self.cancel(name, session)

    def cancel(self, name, session):
        self.attempt(name, lambda who: planning.cancel_session(actor=who, session=session))

    def sit(self, application, decision, ago, present, votes_for):
        """The council of an application, from the plan to the signature; unsigned, it is called
        off."""
        is_higher = application.council_id == self.higher_council.pk
        place, council = ("gilan", self.higher_council) if is_higher else ("rasht", self.council)
        secretary = f"{place}_secretary"
        session = self.plan(secretary, council, ago)
        item = self.put_on(secretary, session, application)
        self.decide(secretary, item, decision, votes_for, 0, self.higher_council)
        self.mark(secretary, session, present)
        self.sign(f"{place}_chair", session)
        if session:
            self.cancel(secretary, session)

    def plan(self, name, council, ago):
        made = []
        self.attempt(
            name,
            lambda who: made.append(
                planning.plan_session(actor=who, council=council, held_on=today() - ago * DAY)
            ),
        )
        return made[0] if made else None

    def put_on(self, name, session, application):
        made = []
        if session:
            self.attempt(
                name,
                lambda who: made.append(
                    agenda.add_row(actor=who, session=session, matter=MATTER, key=application.pk)
                ),
            )
        return made[0] if made else None

    def mark(self, name, session, count):
        if not session:
            return
        with scope.system():
            members = list(session.council.members.order_by("pk"))
        for place, member in enumerate(members):
            self.attempt(
                name,
                lambda who, member=member, place=place: recording.mark_attendance(
                    actor=who, session=session, member=member, is_present=place < count
                ),
            )

    def decide(self, name, item, decision, votes_for, against, council):
        if not item:
            return
        recorded = Recorded(
            decision=decision, votes_for=votes_for, votes_against=against,
            refer_to=council if decision == REFER.key else None, **DONE,
        )  # fmt: skip
        self.attempt(
            name, lambda who: recording.record_decision(actor=who, item=item, recorded=recorded)
        )

    def sign(self, name, session, is_stale=False):
        if not session:
            return
        with scope.system():
            states = states_of(session)
            seen = "0" if is_stale else STAMP.of(session)
        is_signed = self.attempt(
            name, lambda who: sign_session(actor=who, session=session, seen=seen, states=states)
        )
        if is_signed:
            assert name in ("rasht_chair", "gilan_chair")
            assert not is_stale
        else:
            with scope.system():
                assert states_of(session) == states
