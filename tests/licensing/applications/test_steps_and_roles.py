"""Every step × every role, from the declared workflow and the table of permissions."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from accounts import scope
from accounts.models import User
from accounts.refusals import Refusal
from accounts.roles import PERMISSIONS, Role
from accounts.workflow import Taker
from licensing.kinds import Kind
from licensing.models import Application, ApplicationStep
from licensing.services.applications.moving import move
from licensing.states import State
from licensing.workflow import APPLICATION
from tests.cast import make_ngo, make_user
from tests.licensing.applications.cases import (
    SERVICES,
    add_documents,
    councils_of,
    make_application,
    stored,
    take,
)

BY_PERSONS = [step for step in APPLICATION.steps if step.by is Taker.PERSON]
HERE = [step for step in BY_PERSONS if step.name in SERVICES]
OF_COUNCILS = (Role.COUNCIL_SECRETARY, Role.COUNCIL_CHAIR)
AT = {Role.NGO_OFFICER: None, Role.COUNTY_EXPERT: "گیلان/رشت", Role.CASE_WORKER: "گیلان/رشت",
      Role.NATIONAL_EXPERT: ""}  # fmt: skip


def kind_for(step):
    """A kind whose applications take this step."""
    needs_registry = ("hold_assembly", "introduce", "register")
    if step.name == "sign_licence":
        return Kind.RENEWAL
    return Kind.ALIGNMENT if step.name in needs_registry else Kind.CHANGES


def person(role, ngo, step) -> User:
    if role == Role.NGO_OFFICER:
        return make_user(role, ngo=ngo)
    if step.name in ("introduce", "sign_licence") and role in OF_COUNCILS:
        return make_user(role, at="گیلان/رشت")  # where the council sits that decided
    return make_user(role, at=AT.get(role, "گیلان") or None)


@pytest.mark.parametrize("step", BY_PERSONS, ids=lambda step: step.name)
def test_a_step_is_taken_by_the_roles_that_may_and_refused_to_all_others(db, step):
    for role in Role:
        takes_or_is_refused(step, role)


def takes_or_is_refused(step, role):
    ngo = make_ngo(activity_level="county")
    councils_of(ngo)
    application = make_application(ngo, kind_for(step), state=step.sources[-1])
    add_documents(ngo, application.kind)
    who = person(role, ngo, step)
    may = role in PERMISSIONS[APPLICATION.permission(step)]
    with scope.enter(scope.of(who)):
        offered = [each.name for each in APPLICATION.open_to(who, application)]
    assert (step.name in offered) == may
    if step not in HERE:
        return
    before = application.state
    if may:
        assert take(who, application, step.name).state == step.target
        with scope.system():
            last = application.steps.last()
        assert (last.step, last.source, last.target) == (step.name, before, step.target)
        assert (last.taken_by_id, last.taken_by_name) == (who.pk, str(who))
    else:
        with pytest.raises((PermissionDenied, Application.DoesNotExist)):
            take(who, application, step.name)
        assert stored(application).state == before


@pytest.mark.parametrize("step", HERE, ids=lambda step: step.name)
def test_a_step_is_refused_from_every_state_that_does_not_lead_there(cast, step):
    for state in set(State) - set(step.sources):
        is_refused(cast, step, state)


def is_refused(cast, step, state):
    ngo = make_ngo()
    councils_of(ngo)
    application = make_application(ngo, kind_for(step), state=state)
    add_documents(ngo, application.kind)
    who = {
        "take_up": cast.gilan_secretary, "introduce": cast.gilan_secretary,
    }.get(step.name, cast.gilan_expert)  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        take(who, application, step.name)
    assert refusal.value.code == "not_allowed"
    assert stored(application).state == state


def test_an_application_of_another_province_is_absent(cast):
    for step in HERE:
        is_absent(cast, step)


def is_absent(cast, step):
    ngo = make_ngo(at="اصفهان/کاشان")
    application = make_application(ngo, kind_for(step), state=step.sources[0])
    who = cast.gilan_secretary if step.permission in (
        "take_up_application", "introduce_to_registry") else cast.gilan_expert  # fmt: skip
    with pytest.raises(Application.DoesNotExist), scope.enter(scope.of(who)):
        SERVICES[step.name](actor=who, application=application, seen=application.state)


def test_a_session_s_step_and_the_clock_s_are_no_person_s(cast):
    for step in APPLICATION.steps:
        application = make_application(make_ngo(), state=step.sources[0])
        wrong = Taker.PERSON if step.by is not Taker.PERSON else Taker.SESSION
        with scope.enter(scope.of(cast.gilan_chair)), pytest.raises(PermissionDenied):
            move(actor=cast.gilan_chair, application=application, step=step.name,
                 seen=application.state, by=wrong)  # fmt: skip


@pytest.mark.parametrize("step", [each for each in HERE if each.needs_reason],
                         ids=lambda step: step.name)  # fmt: skip
def test_a_step_that_needs_its_reason_is_refused_without_one(cast, step):
    application = make_application(cast.rasht_ngo, state=step.sources[0])
    with scope.enter(scope.of(cast.gilan_expert)), pytest.raises(Refusal) as refusal:
        move(actor=cast.gilan_expert, application=application, step=step.name,
             seen=application.state, reason=" ")  # fmt: skip
    assert (refusal.value.code, refusal.value.field) == ("reason_missing", "reason")


# -- an NGO's officers -----------------------------------------------------------------------------


@pytest.mark.parametrize("step", [each for each in HERE if each.by_applicant],
                         ids=lambda step: step.name)  # fmt: skip
def test_an_ngo_s_officer_takes_the_applicant_s_steps_for_their_own_ngo_alone(cast, step):
    officer = cast.rasht_ngo_officer
    councils_of(cast.rasht_ngo)
    own = make_application(cast.rasht_ngo, kind_for(step), state=step.sources[0])
    add_documents(cast.rasht_ngo, own.kind)
    other = make_application(cast.anzali_ngo, kind_for(step), state=step.sources[0])
    assert take(officer, own, step.name).state == step.target
    with pytest.raises(Application.DoesNotExist):
        take(officer, other, step.name)


def raw(who, **values):
    """What a change of all applications in sight by SQL comes to: rows changed, or "refused"."""
    with scope.enter(scope.of(who)):
        try:
            with transaction.atomic():
                return Application.objects.update(**values)
        except DatabaseError:
            return "refused"


def test_an_ngo_s_officer_takes_no_step_of_the_office_by_raw_sql(cast):
    make_application(cast.rasht_ngo, state=State.SUBMITTED)
    officer = cast.rasht_ngo_officer
    for state in set(State) - {State.SUBMITTED, State.WITHDRAWN}:
        assert raw(officer, state=state) == "refused", state
    for field, value in (
        ("subject", "چیز دیگر"), ("level", "national"), ("council_id", None),
        ("registration_no", "1"), ("conditions", "هیچ"), ("submitted_on", "2020-01-01"),
        ("assembly_on", "2020-01-01"), ("tracking_code", "x"),
    ):  # fmt: skip
        assert raw(officer, **{field: value}) == "refused", field
    assert raw(officer, state=State.WITHDRAWN) == 1


def test_an_ngo_s_officer_writes_a_draft_and_records_no_step_that_was_not_taken(cast):
    own = make_application(cast.rasht_ngo)
    make_application(cast.anzali_ngo)
    officer = cast.rasht_ngo_officer
    assert raw(officer, subject="افزودن نشانی") == 1
    for step, source, target in (
        ("approve", "final_review", "approved"), ("submit", "draft", "submitted"),
        ("withdraw", "approved", "draft"),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), scope.enter(scope.of(officer)), transaction.atomic():
            ApplicationStep.objects.create(application=own, step=step, source=source, target=target)
