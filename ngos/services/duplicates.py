"""NGOs of the register that a new one may be."""

from django.db.models import Q

from ngos.models import NGO
from persian.text import canonical, fold

ALIKE = 0.5  # likeness of two folded names from which they are worth a look, 0 … 1
AT_MOST = 6


def likely_duplicates(
    *, name: str, legal_id: str | None = None, province_id: int | None = None
) -> list[NGO]:
    """Registered NGOs in scope with this legal ID, or a name, now or formerly, like this one.

    Names are compared within a province. The likest first, at most `AT_MOST`.
    """
    key = fold(canonical(name))
    likeness: dict[int, float] = {}
    if key:
        neighbours = NGO.objects.order_by().filter(province=province_id)
        wanted = _triples(key)
        for pk, known in neighbours.values_list("pk", "name_key"):
            if (score := _likeness(wanted, _triples(known))) >= ALIKE:
                likeness[pk] = score
        former = neighbours.filter(search_text__contains=key).values_list("pk", flat=True)
        for pk in former if len(key) > 5 else ():
            likeness.setdefault(pk, ALIKE)
    found = Q(pk__in=sorted(likeness, key=lambda pk: -likeness[pk])[:AT_MOST])
    if legal_id:
        found |= Q(legal_id=legal_id)
    ngos = NGO.objects.select_related("county", "province").filter(found)
    # The same legal ID is the same NGO, whatever it is called.
    return sorted(ngos, key=lambda ngo: (ngo.legal_id != legal_id, -likeness.get(ngo.pk, 0)))[
        :AT_MOST
    ]


def _triples(text: str) -> set[str]:
    """Its runs of three letters; the ends count too."""
    padded = f"  {text} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)
