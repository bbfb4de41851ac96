"""Thousands of legal and illegal steps by several roles never break what must always hold."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from persian.dates import today
from tests.councils.factory import make_council
from tests.licensing.applications.cases import DAY, add_documents, add_licence, councils_of
from tests.licensing.walk.invariants import Invariants
from tests.licensing.walk.right_way import RightWay
from tests.licensing.walk.world import KINDS

PHASES = (Phase.generate, Phase.shrink)  # explaining a failure takes minutes


@pytest.fixture
def walk(cast):
    """The machine, with the people, the NGO and the councils of the tests."""
    councils_of(cast.rasht_ngo)
    add_licence(cast.rasht_ngo, issued_on=today() - 30 * DAY)
    for kind in KINDS:
        add_documents(cast.rasht_ngo, kind)

    class Walk(RightWay, Invariants):
        council = make_council("گیلان/رشت")
        higher_council = make_council("گیلان")

    Walk.cast = cast
    return Walk


def test_no_walk_breaks_an_invariant(walk):
    run_state_machine_as_test(
        walk,
        settings=settings(
            max_examples=16, stateful_step_count=45, deadline=None, phases=PHASES,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
