"""Who takes a step of a case: said of a row, of a query, and by the services alike.

Every role at its place, before cases in every state, with a suspension in force and without.
"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import scope
from accounts.refusals import Refusal
from accounts.roles import Role
from supervision.models import SupervisionCase
from supervision.services.cases.cases import hindrance
from supervision.workflow import SUPERVISION
from tests.cast import make_ngo, make_user
from tests.supervision.cases import complained, decided, fresh, heard, opened, seen, suspended
from tests.supervision.test_steps import AT, STAFF, take


@pytest.fixture
def cases(cast):
    """One of each: what its state, its measures and a complaint allow differs."""
    who = cast.gilan_expert

    def warned():
        case = opened(who, make_ngo())
        decided(who, case, "oral_notice")
        return case

    closed, answered = opened(who, make_ngo()), suspended(who, make_ngo())
    take("close", who, closed)
    complained(who, answered)
    take("uphold", who, answered)
    waits = suspended(who, make_ngo())
    complained(who, waits)
    made = [
        opened(who, make_ngo()), heard(who, opened(who, make_ngo())), warned(),
        suspended(who, make_ngo()), heard(who, suspended(who, make_ngo())), waits, answered, closed,
    ]  # fmt: skip
    return [fresh(case) for case in made]


def people():
    """Of the office; the database lets an NGO's officers see no case."""
    for role in STAFF:
        yield make_user(role, at=AT.get(role, "گیلان"))
    yield make_user(Role.COUNTY_EXPERT, at="اصفهان/کاشان")


def is_taken(who, case, step) -> bool:
    """Whether the service takes the step; nothing of it is kept."""
    with transaction.atomic():
        try:
            take(step.name, who, case)
        except PermissionDenied:
            return False
        except Refusal as refusal:
            return refusal.field is not None  # a day is against the order of days, not the step
        finally:
            transaction.set_rollback(True)
    return True


def test_row_query_and_service_say_the_same(cases):
    outcomes = set()
    for who in people():
        with scope.enter(scope.of(who)):
            sight = set(SupervisionCase.objects.values_list("pk", flat=True))
            for step in SUPERVISION.steps:
                rows = SupervisionCase.objects.filter(SUPERVISION.rows(step, who))
                asked = set(rows.values_list("pk", flat=True))
                said = {
                    case.pk for case in cases
                    if case.pk in sight and SUPERVISION.may_take(step, who, case)
                }  # fmt: skip
                assert asked == said, (step.name, who.role)
        for step in SUPERVISION.steps:
            for case in cases:
                with scope.system():
                    may = SUPERVISION.may_take(step, who, case) and not hindrance(step.name, case)
                if case.pk in sight:
                    assert is_taken(who, case, step) == may, (step.name, who.role, seen(case))
                    outcomes.add((step.name, may))
                elif may:
                    with pytest.raises(SupervisionCase.DoesNotExist):
                        take(step.name, who, case)
    for step in SUPERVISION.steps:
        assert {(step.name, True), (step.name, False)} <= outcomes
