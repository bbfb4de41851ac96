"""How many letters an office sent and received: for its register and for reports."""

from django.db.models import Count, Q, QuerySet

from letters.models import Counterpart, Letter
from letters.models.letter import LetterKind


def letters_of(year: int, *, direction: str | None = None) -> QuerySet[Letter]:
    """The letters of one Jalali year in the scope in force."""
    letters = Letter.objects.filter(year=year)
    return letters.filter(direction=direction) if direction else letters


def counts_by_kind(letters: QuerySet[Letter]) -> dict[LetterKind, int]:
    """How many letters there are of each kind, also of those of which there is none."""
    rows = letters.order_by().values_list("kind").annotate(count=Count("pk"))
    found = dict(rows)
    return {kind: found.get(kind.value, 0) for kind in LetterKind}


def counts_by_counterpart(year: int, *, direction: str | None = None) -> QuerySet[Counterpart]:
    """The counterparts in use, each with `count` of its letters in a year, 0 too."""
    counted = Q(letters__year=year)
    if direction:
        counted &= Q(letters__direction=direction)
    return Counterpart.objects.filter(is_active=True).annotate(
        count=Count("letters", filter=counted)
    )
