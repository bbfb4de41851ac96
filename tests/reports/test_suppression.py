"""Small numbers: whoever solves what is published finds no count of few persons."""

import itertools
import json
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from accounts import scope
from reports.suppression import SMALLEST, hidden
from tests.beneficiaries.rows import make_woman

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=8)


def possible(counts: list[int], at: int) -> set[int]:
    """Which values a hidden count may have for whoever knows the published ones and the total, if
    that is published, and that no count is less than nothing."""
    found, is_total_hidden = hidden(counts, sum(counts))
    if is_total_hidden:
        return set(range(SMALLEST + 1))
    others = sum(found) - 1
    rest = sum(counts) - sum(c for c, is_hidden in zip(counts, found, strict=True) if not is_hidden)
    return set(range(rest + 1)) if others else {rest}


@given(COUNTS)
def test_every_small_count_is_hidden_and_none_is_found_by_subtraction(counts):
    found, _is_total_hidden = hidden(counts, sum(counts))
    for at, count in enumerate(counts):
        assert not 0 < count < SMALLEST or found[at]
        if found[at]:
            assert len(possible(counts, at)) > SMALLEST, "who solves it knows no more than a range"


@given(COUNTS)
def test_what_is_hidden_together_is_not_few_either(counts):
    found, is_total_hidden = hidden(counts, sum(counts))
    together = [c for c, is_hidden in zip(counts, found, strict=True) if is_hidden]
    assert is_total_hidden or not together or (len(together) > 1 and sum(together) >= SMALLEST)


def test_where_nothing_is_small_nothing_is_hidden():
    for counts in itertools.product((0, 5, 17), repeat=3):
        assert hidden(counts, sum(counts)) == ([False] * 3, False)


@pytest.mark.django_db
def test_the_report_of_women_publishes_no_count_below_five(cast):
    with scope.system():
        at = {"province": cast.rasht_ngo.province, "county": cast.rasht_ngo.county}
        for number in range(17):
            cause = "widowed" if number < 9 else "divorced" if number < 15 else "husband_missing"
            make_woman(at, 760_000 + number, headship_cause=cause)
    out = StringIO()
    call_command("report", "women", "--format", "json", stdout=out)
    told = json.loads(out.getvalue())
    by = {row["cause"]: row["women"] for row in told["rows"]}
    assert [count for count in by.values() if count] == [9], by
    assert list(by.values()).count(None) == 2, "the six who are divorced would tell the two"
    assert told["totals"]["women"] == 17
