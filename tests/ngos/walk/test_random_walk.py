"""Thousands of legal and illegal steps by several roles never break what must always hold."""

import contextlib

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts import scope
from accounts.roles import PERMISSIONS
from accounts.workflow import Taker
from ngos.kinds import Kind
from ngos.models import Application, Inquiry
from ngos.services.applications.moving import move
from ngos.services.clock import run_daily
from ngos.services.inquiries.answering import answer_inquiry
from ngos.services.refusal import Refusal
from ngos.workflow import APPLICATION, State
from persian.dates import today
from tests.ngos.applications.cases import (
    DAY,
    SERVICES,
    add_documents,
    councils_of,
    make_application,
    take,
)

PEOPLE = (
    "national_expert", "gilan_director", "gilan_expert", "rasht_expert", "gilan_secretary",
    "gilan_chair", "gilan_auditor", "rasht_ngo_officer", "isfahan_expert",
)  # fmt: skip
# An NGO's officers have no part in the table of inquiries at all.
STAFF = tuple(name for name in PEOPLE if name != "rasht_ngo_officer")
STEPS = {step.name: step for step in APPLICATION.steps}
REFUSED = (Refusal, PermissionDenied, Application.DoesNotExist, Inquiry.DoesNotExist)


@pytest.fixture
def walk(cast):
    """The machine, with the people and NGO of the tests."""
    councils_of(cast.rasht_ngo)
    for kind in (Kind.ALIGNMENT, Kind.CHANGES):
        add_documents(cast.rasht_ngo, kind)

    class Walk(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.rollback = transaction.atomic()
            self.rollback.__enter__()
            self.applications = [
                make_application(cast.rasht_ngo, kind) for kind in (Kind.ALIGNMENT, Kind.CHANGES)
            ]

        def teardown(self):
            transaction.set_rollback(True)
            self.rollback.__exit__(None, None, None)

        @rule(
            which=st.integers(0, 1), name=st.sampled_from(PEOPLE), step=st.sampled_from([*STEPS]),
            is_stale=st.booleans(),
        )  # fmt: skip
        def anybody_tries_anything(self, which, name, step, is_stale):
            self.attempt(which, name, step, seen=State.DRAFT if is_stale else "")

        @rule(which=st.integers(0, 1), name=st.sampled_from(PEOPLE), choice=st.integers(0, 5))
        def somebody_tries_what_the_state_allows(self, which, name, choice):
            steps = [
                step.name
                for step in APPLICATION.leaving(self.state(which))
                if step.name != "withdraw"
            ]
            if steps:
                self.attempt(which, name, steps[choice % len(steps)])

        @rule(which=st.integers(0, 1), choice=st.integers(0, 5))
        def the_right_person_goes_on(self, which, choice):
            steps = [
                step for step in APPLICATION.leaving(self.state(which)) if step.name != "withdraw"
            ]
            if steps:
                step = steps[choice % len(steps)]
                allowed = PERMISSIONS[APPLICATION.permission(step)]
                name = next(each for each in PEOPLE if getattr(cast, each).role in allowed)
                self.attempt(which, name, step.name)

        @rule(which=st.integers(0, 1), name=st.sampled_from(STAFF), is_positive=st.booleans())
        def somebody_answers(self, which, name, is_positive):
            who = getattr(cast, name)
            result = "positive" if is_positive else "negative"
            with scope.enter(scope.of(who)):
                for inquiry in Inquiry.objects.filter(application=self.applications[which])[:2]:
                    with contextlib.suppress(REFUSED):
                        answer_inquiry(actor=who, inquiry=inquiry, result=result, on=today())

        @rule(which=st.integers(0, 1), is_late=st.booleans())
        def the_clock_runs(self, which, is_late):
            if is_late:
                with scope.system():
                    Inquiry.objects.filter(application=self.applications[which]).update(
                        sent_on=today() - 40 * DAY, due_on=today() - DAY
                    )
            run_daily(today())

        def state(self, which):
            with scope.system():
                return Application.objects.get(pk=self.applications[which].pk).state

        def attempt(self, which, name, step, seen=""):
            who, application = getattr(cast, name), self.applications[which]
            before, declared = self.state(which), STEPS[step]
            try:
                with transaction.atomic():
                    self.take(who, application, step, seen)
            except REFUSED:
                assert self.state(which) == before
            else:
                assert before in declared.sources
                assert seen in ("", before)
                assert who.role in PERMISSIONS[APPLICATION.permission(declared)]
                assert who != cast.isfahan_expert

        @staticmethod
        def take(who, application, step, seen):
            if step in SERVICES:
                take(who, application, step, seen=seen)
                return
            with scope.enter(scope.of(who)):
                mine = Application.objects.get(pk=application.pk)
                by = STEPS[step].by if STEPS[step].by is not Taker.CLOCK else Taker.SESSION
                move(actor=who, application=mine, step=step, seen=seen or mine.state, by=by,
                     reason="مصوبه")  # fmt: skip

        @invariant()
        def steps_form_a_chain_that_ends_in_the_state(self):
            with scope.system():
                for application in Application.objects.prefetch_related("steps"):
                    at = State.DRAFT
                    for step in application.steps.all():
                        declared = STEPS[step.step]
                        assert step.source == at
                        assert step.source in declared.sources
                        assert step.target == declared.target
                        assert step.reason or not declared.needs_reason
                        at = step.target
                    assert application.state == at

        @invariant()
        def nothing_is_reviewed_finally_while_an_authority_is_waited_for(self):
            with scope.system():
                waiting = Application.objects.filter(state=State.FINAL_REVIEW)
                assert not waiting.filter(inquiries__result="pending").exists()

        @invariant()
        def each_kind_ends_as_it_should(self):
            with scope.system():
                kinds = dict(Application.objects.values_list("kind", "state"))
            assert kinds[Kind.CHANGES] not in (
                State.LICENSED, State.ASSEMBLY_HELD, State.REGISTRY_INTRODUCED, State.REGISTERED
            )  # fmt: skip
            assert kinds[Kind.ALIGNMENT] != State.COMPLETED

    return Walk


def test_no_walk_breaks_an_invariant(walk):
    run_state_machine_as_test(
        walk,
        settings=settings(
            max_examples=35, stateful_step_count=60, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
