"""What holds after every step, whoever took it."""

from collections.abc import Iterator

from hypothesis.stateful import invariant

from accounts import scope
from accounts.workflow import Taker
from councils.decisions import IN_FAVOUR, POSTPONE
from councils.models import AgendaItem, Session
from councils.models.session import SessionState
from councils.services.sessions.obstacles import Standing
from licensing.kinds import KINDS, LicenceKind
from licensing.models import Application, Licence
from licensing.models.licence import IN_FORCE, LicenceState
from licensing.states import State
from ngos.models import NGO
from tests.licensing.walk.world import STEPS, World

APPROVALS = {LicenceKind.INITIAL_APPROVAL, LicenceKind.PRINCIPLE_APPROVAL}
OVER = (State.WITHDRAWN, State.REJECTED, State.LICENSED)


class Invariants(World):
    @invariant()
    def all_hold(self) -> None:
        """Asked again where something has changed."""
        if self.has_changed:
            self.has_changed = False
            with scope.system():
                applications = list(Application.objects.prefetch_related("steps", "licences"))
                for application in applications:
                    steps_form_a_chain_that_ends_in_the_state(application)
                    a_licensed_one_has_one_licence_of_its_kind_and_no_other_has_any(application)
                    what_is_over_has_no_approval_in_force(application)
                councils_decide_in_signed_sessions_alone(applications)
                nothing_is_reviewed_finally_while_an_authority_is_waited_for()
                an_ngo_has_one_activity_licence_in_force_and_the_register_shows_it()
                self.signed_sessions_were_signed_rightly()

    def signed_sessions_were_signed_rightly(self) -> None:
        """Each is looked at once: a signed session does not change."""
        signed = Session.objects.filter(state=SessionState.SIGNED)
        for session in signed.exclude(pk__in=self.looked_at):
            self.looked_at.add(session.pk)
            standing = Standing.of(session)
            assert standing.has_quorum
            assert session.chair_id in standing.present
            for item in standing.items:
                assert item.sense not in IN_FAVOUR or item.votes_for > item.votes_against


def steps_form_a_chain_that_ends_in_the_state(application: Application) -> None:
    at = str(State.DRAFT)
    for step in application.steps.all():
        declared = STEPS[step.step]
        assert step.source == at
        assert step.source in declared.sources
        assert step.target == declared.target
        assert step.reason or not declared.needs_reason
        at = step.target
    assert application.state == at


def a_licensed_one_has_one_licence_of_its_kind_and_no_other_has_any(
    application: Application,
) -> None:
    found = [each.kind for each in application.licences.all() if each.kind not in APPROVALS]
    wanted = KINDS[application.kind].licence
    is_licensed = application.state == State.LICENSED
    assert found == ([wanted] if is_licensed else [])
    assert wanted is not None or not is_licensed
    assert wanted is None or application.state != State.COMPLETED


def what_is_over_has_no_approval_in_force(application: Application) -> None:
    held = [
        each for each in application.licences.all()
        if each.kind in APPROVALS and each.state in IN_FORCE
    ]  # fmt: skip
    assert application.state not in OVER or not held
    assert len(held) <= 1


def councils_decide_in_signed_sessions_alone(applications: list[Application]) -> None:
    signed = AgendaItem.objects.filter(session__state=SessionState.SIGNED)
    about = "of_applicationonagenda__application"
    decided = signed.exclude(decision=POSTPONE.key).values_list(about, "decision")
    assert sorted(decided) == sorted(_taken_by_councils(applications))


def _taken_by_councils(applications: list[Application]) -> Iterator[tuple[int, str]]:
    for application in applications:
        for step in application.steps.all():
            if STEPS[step.step].by is Taker.SESSION:
                yield application.pk, step.step


def nothing_is_reviewed_finally_while_an_authority_is_waited_for() -> None:
    waiting = Application.objects.filter(state=State.FINAL_REVIEW)
    assert not waiting.filter(inquiries__result="pending").exists()


def an_ngo_has_one_activity_licence_in_force_and_the_register_shows_it() -> None:
    """And whatever was superseded was renewed by the next one, on its day."""
    for ngo in NGO.objects.filter(licences__kind=LicenceKind.ACTIVITY).distinct():
        licences = Licence.objects.filter(ngo=ngo, kind=LicenceKind.ACTIVITY).select_related("next")
        held = [each for each in licences if each.state in IN_FORCE]
        assert len(held) <= 1
        assert not held or ngo.licence_no == held[0].number
        for each in licences:
            if each.state == LicenceState.SUPERSEDED:
                assert each.next.issued_on > each.issued_on
                assert each.state_since == each.next.issued_on
