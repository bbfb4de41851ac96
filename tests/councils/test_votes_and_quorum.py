"""Quorum and majority, for every number of members and votes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.services.sessions.rules import has_majority, quorum_of

percents = st.integers(1, 100)
members = st.integers(1, 60)
votes = st.integers(0, 60)


@given(voting=members, percent=percents)
def test_the_quorum_is_the_least_number_that_is_the_share(voting, percent):
    needed = quorum_of(voting, percent=percent)
    share = Fraction(percent, 100) * voting
    assert 1 <= needed <= voting
    assert needed >= share
    assert needed - 1 < share


@given(voting=members, percent=percents, more=st.integers(0, 20))
def test_more_members_never_need_a_smaller_quorum(voting, percent, more):
    assert quorum_of(voting + more, percent=percent) >= quorum_of(voting, percent=percent)


@given(in_favour=votes, against=votes, percent=percents)
def test_a_majority_is_the_share_of_the_votes_cast(in_favour, against, percent):
    expected = in_favour > 0 and Fraction(in_favour, in_favour + against) >= Fraction(percent, 100)
    assert has_majority(in_favour, against, percent=percent) is expected


@given(in_favour=votes, against=votes, percent=st.integers(51, 100))
def test_both_sides_never_have_the_majority(in_favour, against, percent):
    sides = ((in_favour, against), (against, in_favour))
    assert not all(has_majority(*side, percent=percent) for side in sides)


@pytest.mark.parametrize(
    ("voting", "needed"), [(0, 1), (1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (7, 4), (100, 51)]
)
def test_half_of_the_members_and_one_at_51_percent(voting, needed):
    assert quorum_of(voting, percent=51) == needed
