"""Pairs of NGOs that may be the same, as tests ask for them."""

from django.urls import reverse

from accounts import scope
from imports.duplicates.finding import find_in_province
from imports.models import DuplicatePair
from ngos.duplicates import RULES
from ngos.models import NGO
from tests.cast import province

LIST = reverse("admin:imports_duplicatepair_changelist")
WAIT = 60  # seconds


def found(*, at: str = "گیلان") -> set[frozenset[str]]:
    """The names of the pairs that wait in a province, after all of it was looked through."""
    with scope.system():
        find_in_province(RULES, province(at).pk)
        return waiting()


def waiting() -> set[frozenset[str]]:
    with scope.system():
        pairs = [pair.rows().values() for pair in DuplicatePair.objects.open()]
        return {frozenset(row.name for row in rows) for rows in pairs}


def pair_of(one: NGO, other: NGO) -> DuplicatePair:
    first, second = sorted((one.pk, other.pk))
    return DuplicatePair.objects.get(kind="ngos", first_id=first, second_id=second)


def fresh(ngo: NGO) -> NGO:
    return NGO.objects.get(pk=ngo.pk)
