"""Every step of a supervision case × every role and every state, from the declared workflow."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from accounts import scope
from accounts.refusals import Refusal
from accounts.roles import PERMISSIONS, Role
from ngos.models import NGO
from persian.dates import today
from supervision.models import Measure, SupervisionCase
from supervision.services.cases.cases import close_case, hold_hearing
from supervision.services.cases.measures import (
    answer_complaint,
    complain,
    decide_measure,
    end_suspension,
)
from supervision.workflow import SUPERVISION
from tests.cast import make_ngo, make_user
from tests.supervision.cases import (
    complained,
    days_ago,
    decided,
    fresh,
    heard,
    opened,
    seen,
    suspended,
)

DAY = days_ago(5)
STAFF = [role for role in Role if role != Role.NGO_OFFICER]
AT = {
    Role.NATIONAL_EXPERT: None,
    Role.COUNTY_EXPERT: "گیلان/رشت",
    Role.CASE_WORKER: "گیلان/رشت",
}


def take(step: str, who, case, *, before: str | None = None):
    """Take one step of the workflow through its service."""
    known = {"actor": who, "case": case, "seen": before or seen(case)}
    services = {
        "hear": lambda: hold_hearing(**known, on=DAY, notes="شنیده شد."),
        "decide": lambda: decide_measure(
            **known, kind="oral_notice", decided_on=DAY, reason="بند ۲"
        ),
        "complain": lambda: complain(**known, on=DAY, text="اعتراض داریم."),
        "uphold": lambda: answer_complaint(**known, result="upheld", on=DAY, reason="به‌جا بود."),
        "lift": lambda: answer_complaint(**known, result="lifted", on=DAY, reason="نابجا بود."),
        "reinstate": lambda: end_suspension(**known, on=DAY, reason="رفع شد."),
        "close": lambda: close_case(**known, on=DAY, outcome="بسته شد."),
    }
    with scope.enter(scope.of(who)):
        return services[step]()


def in_state(who, state: str, step: str = "") -> SupervisionCase:
    """A case in a state, from which the step is possible where the state allows it."""
    ngo = make_ngo()
    match state:
        case "open":
            return opened(who, ngo)
        case "heard" if step in ("complain", "reinstate"):
            return heard(who, suspended(who, ngo))
        case "heard":
            return heard(who, opened(who, ngo))
        case "decided" if step == "close":
            case = opened(who, ngo)
            decided(who, case, "oral_notice")
            return fresh(case)
        case "decided":
            return suspended(who, ngo)
        case "complained":
            case = suspended(who, ngo)
            complained(who, case)
            return fresh(case)
        case _:
            case = opened(who, ngo)
            take("close", who, case)
            return fresh(case)


def test_every_declared_step_has_its_service():
    reached = {"hear", "decide", "complain", "uphold", "lift", "reinstate", "close"}
    assert {step.name for step in SUPERVISION.steps} == reached


@pytest.mark.parametrize("step", SUPERVISION.steps, ids=lambda step: step.name)
@pytest.mark.parametrize("state", SUPERVISION.states)
def test_a_step_is_taken_from_its_states_and_from_no_other(cast, step, state):
    who = cast.gilan_expert
    case = in_state(who, state, step.name)
    assert fresh(case).state == state
    if state in step.sources:
        take(step.name, who, case)
        assert fresh(case).state == step.target
    else:
        with pytest.raises(Refusal) as refusal:
            take(step.name, who, case)
        assert refusal.value.code == "not_allowed"
        assert fresh(case).state == state


@pytest.mark.parametrize("step", SUPERVISION.steps, ids=lambda step: step.name)
@pytest.mark.parametrize("role", STAFF)
def test_a_step_is_its_roles_and_nobody_else_s(cast, step, role):
    case = in_state(cast.gilan_expert, step.sources[-1], step.name)
    who = make_user(role, at=AT.get(role, "گیلان"))
    before = seen(case)
    if role in PERMISSIONS[SUPERVISION.permission(step)]:
        take(step.name, who, case, before=before)
        assert fresh(case).state == step.target
    else:
        with pytest.raises(PermissionDenied):
            take(step.name, who, case, before=before)
        assert seen(case) == before


def test_an_ngo_s_officer_takes_no_step_since_the_case_is_out_of_sight(cast):
    case = in_state(cast.gilan_expert, "decided")
    officer = make_user(Role.NGO_OFFICER, ngo=case.ngo)
    with pytest.raises(DatabaseError), transaction.atomic():
        take("complain", officer, case, before=seen(case))


@pytest.mark.parametrize("person", ["isfahan_expert", "qazvin_director"])
def test_another_province_finds_no_case(cast, person):
    case = opened(cast.gilan_expert, cast.rasht_ngo)
    other = getattr(cast, person)
    with pytest.raises(SupervisionCase.DoesNotExist):
        take("hear", other, case)
    with pytest.raises(NGO.DoesNotExist):
        opened(other, cast.rasht_ngo)


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("national_expert", True), ("gilan_expert", True), ("rasht_expert", True),
        ("gilan_auditor", True), ("isfahan_expert", False), ("qazvin_director", False),
        ("rasht_ngo_officer", False), ("visitor", False),
    ],
)  # fmt: skip
def test_raw_sql_sees_a_case_and_its_measures_where_the_scope_reaches(cast, person, sees):
    suspended(cast.gilan_expert, cast.rasht_ngo)
    counts = []
    with scope.enter(scope.of(getattr(cast, person))):
        for table in (
            "supervision_supervisioncase",
            "supervision_measure",
            "supervision_measureevent",
        ):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(f"SELECT count(*) FROM {table}")
                    counts.append(cursor.fetchone()[0])
            except DatabaseError:
                counts.append(0)
    assert [count > 0 for count in counts] == [sees] * 3


def test_raw_sql_takes_no_step_that_the_workflow_lacks(cast):
    case = opened(cast.gilan_expert, cast.rasht_ngo)
    with scope.enter(scope.of(cast.gilan_director)):
        for state in ("complained", "nowhere"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE supervision_supervisioncase SET state = %s WHERE id = %s",
                    [state, case.pk],
                )
    assert fresh(case).state == "open"


def test_the_second_of_two_is_told_who_was_faster_and_when(cast):
    case = opened(cast.gilan_expert, cast.rasht_ngo)
    both_saw = seen(case)
    take("decide", cast.gilan_director, case, before=both_saw)
    both_saw_measure = seen(case)
    take("decide", cast.gilan_director, case, before=both_saw_measure)
    with scope.system():
        assert Measure.objects.count() == 2
    for before in (both_saw, both_saw_measure):
        with pytest.raises(Refusal) as refusal:
            take("decide", cast.gilan_expert, case, before=before)
        assert refusal.value.code == "overtaken"
        assert "ساعت" in str(refusal.value)
    with scope.system():
        assert Measure.objects.count() == 2


def test_a_complaint_that_comes_late_is_refused(cast):
    who = cast.gilan_expert
    case = opened(who, cast.rasht_ngo)
    decided(who, case, "oral_notice", on=days_ago(40))
    with scope.enter(scope.of(who)):
        known = {"actor": who, "case": case, "seen": seen(case), "text": "اعتراض داریم."}
        with pytest.raises(Refusal) as refusal:
            complain(**known, on=days_ago(9))
        assert refusal.value.code == "late"
        assert complain(**known, on=days_ago(10)).complaint_result == "pending"


def test_nobody_complains_of_one_measure_twice(cast):
    who = cast.gilan_expert
    case = suspended(who, cast.rasht_ngo)
    complained(who, case)
    take("uphold", who, case)
    with pytest.raises(Refusal) as refusal:
        take("complain", who, case)
    assert refusal.value.code == "complained_already"


def test_a_suspension_is_on_the_register_until_it_is_lifted_or_ended(cast):
    who = cast.gilan_expert
    for step in ("lift", "reinstate"):
        ngo = make_ngo()
        case = suspended(who, ngo)
        with scope.system():
            assert NGO.objects.get(pk=ngo.pk).status == "suspended"
        with pytest.raises(Refusal) as refusal:
            take("close", who, case)
        assert refusal.value.code == "suspended"
        if step == "lift":
            complained(who, case)
        take(step, who, case)
        with scope.system():
            assert NGO.objects.get(pk=ngo.pk).status == "active"
            assert Measure.objects.get(case=case).lifted_on == DAY
        take("close", who, case)


def test_a_status_given_since_is_not_undone_with_the_suspension(cast):
    case = suspended(cast.gilan_expert, cast.rasht_ngo)
    with scope.system():
        NGO.objects.filter(pk=cast.rasht_ngo.pk).update(status="dissolved")
    take("reinstate", cast.gilan_expert, case)
    with scope.system():
        assert NGO.objects.get(pk=cast.rasht_ngo.pk).status == "dissolved"


def test_what_a_complaint_lifted_is_no_rung_of_the_ladder(cast):
    who = cast.gilan_expert
    case = opened(who, cast.rasht_ngo)
    decided(who, case, "oral_notice")
    complained(who, case)
    take("lift", who, case)
    with pytest.raises(Refusal) as refusal:
        decided(who, case, "written_notice", on=today())
    assert refusal.value.code == "rung_skipped"


def test_texts_that_are_missing_are_asked_for(cast):
    case = opened(cast.gilan_expert, cast.rasht_ngo)
    calls = SimpleNamespace(
        finding=lambda: opened(cast.gilan_expert, cast.rasht_ngo, finding="  "),
        hearing=lambda: hold_hearing(
            actor=cast.gilan_expert, case=case, seen=seen(case), on=DAY, notes=" "
        ),
        reason=lambda: decided(cast.gilan_expert, case, "oral_notice", reason=" "),
        future=lambda: opened(
            cast.gilan_expert, cast.rasht_ngo, opened_on=today() + datetime.timedelta(days=1)
        ),
    )
    for name, call in vars(calls).items():
        with scope.enter(scope.of(cast.gilan_expert)), pytest.raises(Refusal) as refusal:
            call()
        assert refusal.value.code == ("future" if name == "future" else "missing")
