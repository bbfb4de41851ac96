"""The same NGO registered twice, and the pair in the queue."""

import pytest

from accounts import scope
from imports.models import DuplicatePair
from ngos.duplicates import look_for_duplicates
from ngos.models import NGO
from tests.cast import make_ngo


@pytest.fixture
def twins(cast) -> tuple[NGO, NGO]:
    """The same NGO registered twice in Rasht, in other words, and the pair in the queue."""
    one = make_ngo("انجمن یاوران سپیده", member_count=40, phone="01333000000")
    other = make_ngo(
        "مؤسسه یاوران سپیده", legal_id=None, member_count=45, address="رشت، بلوار گیلان"
    )
    with scope.system():
        look_for_duplicates(other)
    return one, other


@pytest.fixture
def pair(twins) -> DuplicatePair:
    with scope.system():
        return DuplicatePair.objects.get()
