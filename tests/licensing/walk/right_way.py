"""The right people go on as the work goes, which leads deep into it; sometimes they slip."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from accounts import scope
from accounts.roles import PERMISSIONS
from accounts.workflow import Taker
from councils.decisions import IN_FAVOUR
from licensing.kinds import KINDS
from licensing.models import Application
from licensing.services.applications.matter import decisions_on_state
from licensing.states import State
from licensing.workflow import APPLICATION
from tests.licensing.walk.applications import Applications
from tests.licensing.walk.licences import Licences
from tests.licensing.walk.sessions import Sessions
from tests.licensing.walk.world import PEOPLE, World, days_ago, one_of_all

MOST_STEPS = 6  # at once
PRESENT = 4  # a quorum of five


class RightWay(Applications, Sessions, Licences, World):
    @rule(
        which=one_of_all, choice=one_of_all, count=st.integers(1, MOST_STEPS), ago=days_ago,
        slips=st.sampled_from([False, False, True]),
    )  # fmt: skip
    def the_right_people_go_on(self, which, choice, count, ago, slips):
        application = self.chosen(Application, which)
        for _step in range(count):
            self.go_on(self.fresh(application), choice, ago, slips)

    def go_on(self, application, choice, ago, slips):
        if decisions := decisions_on_state(application.state):
            decision = decisions[choice % len(decisions) if slips else 0]
            present = choice % PRESENT if slips else PRESENT
            says_yes = decision.sense in IN_FAVOUR
            self.sit(application, decision.key, max(ago, 0), present, PRESENT if says_yes else 0)
        elif application.state == State.INQUIRIES:
            self.answer("rasht_expert", application, is_positive=not slips)
        elif self.waits_for_its_licence(application):
            for status in ("suspended", "active"):  # at first in vain
                self.change_status("gilan_director", status)
                for name in ("rasht_chair", "gilan_chair"):
                    self.issue(name, application, ago if slips else 0)
        else:
            self.take_next(application, choice, slips)

    @staticmethod
    def waits_for_its_licence(application):
        rules = KINDS[application.kind]
        waits_in = State.REGISTERED if rules.registers else State.APPROVED
        return rules.licence is not None and application.state == waits_in

    def somebody_may(self, step, application):
        return any(APPLICATION.may_take(step, self.person(name), application) for name in PEOPLE)

    def take_next(self, application, choice, slips):
        with scope.system():
            steps = [
                step for step in APPLICATION.leaving(application.state)
                if step.by is Taker.PERSON and self.somebody_may(step, application)
                and (slips or step.name not in ("return", "withdraw"))
            ]  # fmt: skip
        if not steps:
            return
        step = steps[choice % len(steps)]
        allowed = PERMISSIONS[APPLICATION.permission(step)]
        for name in PEOPLE:
            if self.person(name).role in allowed and self.fresh(application).state in step.sources:
                self.take_step(application, name, step.name)
