"""Which NGOs may be the same organisation: in the register, and before one is registered."""

from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from imports.duplicates.finding import find_among
from imports.duplicates.rules import DuplicateRules, declare
from ngos.kept import LICENCE, kept_of
from ngos.models import NGO
from ngos.personal_data import masked_fields
from ngos.registries.cell_words import TYPE_WORDS
from ngos.services.merge_ngos import merge_ngos
from persian.text import canonical, fold

# What a name may begin with besides its type.
GENERAL_WORDS = (
    "سازمان مردم‌نهاد",
    "سازمان",
    "سمن",
    "تشکل",
    "گروه",
    "هیأت",
    "عام‌المنفعه",
    "غیردولتی",
)
LIKELY = 0.5  # likeness of two folded names from which they are worth a look, 0 … 1
AT_MOST = 6


def _settled(keep: NGO, drop: NGO) -> set[str]:
    """The fields that nobody chooses: texts of which both are kept, and what is kept elsewhere."""
    return {"former_names", "notes", *kept_of([keep.pk, drop.pk])}


def _masked(user: Any) -> tuple[str, ...]:
    return masked_fields(user, NGO)


RULES = declare(
    DuplicateRules(
        kind="ngos",
        model=NGO,
        view_permission="ngos.view_ngo",
        merge_permission="ngos.merge_ngo",
        merge=merge_ngos,
        name="name_key",
        place="county_id",
        number="legal_id",
        type_words=sorted(
            {fold(word) for words in (*TYPE_WORDS.values(), GENERAL_WORDS) for word in words}
        ),
        evidence={
            "mobile": _("the same mobile number"),
            "registration_no": _("the same registration number"),
            "licence_no": _("the same licence number"),
            "ceo_name": _("the same CEO"),
        },
        spelled=("ceo_name",),
        groups=(
            ("registration_no", "registration_office"),
            LICENCE,
            ("founded_on", "founded_precision"),
            ("status", "status_since", "status_reason"),
        ),
        settled=_settled,
        masked=_masked,
        loose=((User, "ngo_id"),),
        related=("county", "province", "field"),
    )
)


def look_for_duplicates(ngo: NGO) -> None:
    """Queue the registered NGOs of the province that this one, new or changed, may be."""
    find_among(RULES, ngo.province_id, [ngo.pk])


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
        alike = neighbours.annotate(alike=TrigramSimilarity("name_key", key))
        likest = alike.filter(alike__gte=LIKELY).order_by("-alike")[:AT_MOST]
        likeness.update(likest.values_list("pk", "alike"))
        former = neighbours.filter(search_text__holds=key).values_list("pk", flat=True)
        for pk in former[:AT_MOST] if len(key) > 5 else ():
            likeness.setdefault(pk, LIKELY)
    found = Q(pk__in=sorted(likeness, key=lambda pk: -likeness[pk])[:AT_MOST])
    if legal_id:
        found |= Q(legal_id=legal_id)
    ngos = NGO.objects.select_related("county", "province").filter(found)
    # The same legal ID is the same NGO, whatever it is called.
    return sorted(ngos, key=lambda ngo: (ngo.legal_id != legal_id, -likeness.get(ngo.pk, 0)))[
        :AT_MOST
    ]
