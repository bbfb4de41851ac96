"""Steps of applications, inquiries and the clock, by anybody at any time."""

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import rule

from accounts import scope
from accounts.roles import PERMISSIONS
from accounts.workflow import Taker
from jobs.daily import run_daily
from licensing.models import Application, Inquiry
from licensing.services.applications.drafting import create_application
from licensing.services.applications.moving import move
from licensing.services.inquiries.answering import answer_inquiry
from licensing.states import State
from licensing.workflow import APPLICATION
from persian.dates import today
from tests.licensing.applications.cases import DAY, SERVICES
from tests.licensing.walk.world import (
    KINDS,
    MOST_APPLICATIONS,
    REFUSED,
    STEPS,
    World,
    one_of_all,
    somebody,
    somebody_of_staff,
)


class Applications(World):
    @rule(which=one_of_all, name=somebody, step=st.sampled_from([*STEPS]), is_stale=st.booleans())
    def anybody_tries_anything(self, which, name, step, is_stale):
        seen = State.DRAFT if is_stale else ""
        self.take_step(self.chosen(Application, which), name, step, seen)

    @rule(name=somebody, kind=st.sampled_from(KINDS))
    def somebody_applies(self, name, kind):
        with scope.system():
            is_full = Application.objects.count() >= MOST_APPLICATIONS
        if not is_full:
            self.attempt(
                name,
                lambda who: create_application(actor=who, ngo=self.cast.rasht_ngo, kind=kind),
            )

    @rule(which=one_of_all, name=somebody_of_staff, is_positive=st.booleans())
    def somebody_answers(self, which, name, is_positive):
        self.answer(name, self.chosen(Application, which), is_positive)

    def answer(self, name, application, is_positive=True):
        result = "positive" if is_positive else "negative"
        with scope.system():
            inquiries = list(Inquiry.objects.filter(application=application))
        for inquiry in inquiries:
            self.attempt(
                name,
                lambda who, inquiry=inquiry: answer_inquiry(
                    actor=who, inquiry=inquiry, result=result, on=today()
                ),
            )

    @rule(which=one_of_all, is_late=st.booleans())
    def the_clock_runs(self, which, is_late):
        if is_late:
            with scope.system():
                Inquiry.objects.filter(application=self.chosen(Application, which)).update(
                    sent_on=today() - 40 * DAY, due_on=today() - DAY
                )
        run_daily(today())
        self.has_changed = True

    def take_step(self, application, name, step, seen=""):
        """Whoever takes a step has the right to, from a state that has it, as it stands."""
        who, declared = self.person(name), STEPS[step]
        before = self.fresh(application).state
        try:
            with transaction.atomic(), scope.enter(scope.of(who)):
                mine = Application.objects.get(pk=application.pk)
                act = SERVICES.get(step) or (
                    lambda **given: move(step=step, reason="مصوبه", **given)
                )
                act(actor=who, application=mine, seen=seen or mine.state)
        except REFUSED:
            assert self.fresh(application).state == before
        else:
            self.has_changed = True
            assert before in declared.sources
            assert seen in ("", before)
            assert declared.by is Taker.PERSON
            assert who.role in PERMISSIONS[APPLICATION.permission(declared)]
            assert who != self.cast.isfahan_expert
