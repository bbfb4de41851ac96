"""NGOs of the register that a new one may be."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet

from ngos.models import NGO
from persian.text import canonical, fold

ALIKE = 0.45  # similarity of two folded names from which they are worth a look
AT_MOST = 6


def likely_duplicates(
    *, name: str, legal_id: str | None = None, province_id: int | None = None
) -> QuerySet[NGO]:
    """Registered NGOs in scope with this legal ID, or a name, now or formerly, like this one.

    The likest first, at most `AT_MOST`.
    """
    key = fold(canonical(name))
    alike = Q(name_key=key) | Q(similarity__gte=ALIKE)
    if len(key) > 5:
        alike |= Q(search_text__contains=key)
    if legal_id:
        alike |= Q(legal_id=legal_id)
    found = NGO.objects.select_related("county", "province")
    if province_id is not None:
        found = found.filter(Q(province_id=province_id) | Q(legal_id=legal_id or ""))
    return (
        found.annotate(similarity=TrigramSimilarity("name_key", key))
        .filter(alike)
        .order_by("-similarity", "sort_key")[:AT_MOST]
    )
