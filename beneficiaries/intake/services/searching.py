"""Looking for a woman before she is taken in: whoever is known is not taken in twice.

By national ID, mobile, birth year and name: in any spelling, by letters that sound alike, and by
likeness. What is found is of one's own office; whether another knows her is a question of its own
(`beneficiaries.safeguards.services.asking`).
"""

import hmac
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import F, FloatField, Func, Q, Value
from django.db.models.functions import Greatest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from beneficiaries.intake.models import Search
from beneficiaries.records.models import Beneficiary
from beneficiaries.safeguards.keys import blinded
from persian.dates import to_gregorian
from persian.sounds import sound_of
from persian.text import fold

ADD = "intake.add_draft"
MINUTES = 30  # for which a search lets somebody begin an intake
ALIKE = 0.3  # likeness of two names (pg_trgm, 0 … 1) from which they are shown
MOST = 10
_SALT = "intake.search"


@dataclass(frozen=True)
class Terms:
    """What was typed to look for somebody."""

    national_id: str = ""
    mobile: str = ""
    first_name: str = ""
    last_name: str = ""
    birth_year: int | None = None  # Jalali

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True)
class Found:
    woman: Beneficiary
    why: str | Promise


class _Similarity(Func):
    function = "public.similarity"
    output_field = FloatField()


def _born_in(year: int) -> Q:
    """A year more or less: many know their year alone."""
    first, after = to_gregorian(year - 1, 1, 1), to_gregorian(year + 2, 1, 1)
    return Q(birth_date=None) | Q(birth_date__gte=first, birth_date__lt=after)


def look_for(terms: Terms) -> list[Found]:
    """The women of one's own office who may be meant, the surest first. Two queries at most."""
    rows = Beneficiary.objects.select_related("county")
    sure = Q()
    if terms.national_id:
        sure |= Q(national_id=terms.national_id)
    if terms.mobile:
        sure |= Q(mobile=terms.mobile)
    found: dict[int, Found] = {}
    if sure:
        for woman in rows.filter(sure)[:MOST]:
            same = bool(terms.national_id) and woman.national_id == terms.national_id
            found[woman.pk] = Found(woman, _("Same national ID") if same else _("Same mobile"))
    if terms.name:
        for each in _by_name(rows, terms):
            found.setdefault(each.woman.pk, each)
    return list(found.values())[:MOST]


def _by_name(rows: Any, terms: Terms) -> list[Found]:
    folded = fold(terms.name)
    sound = sound_of(folded)
    alike = Greatest(
        _Similarity(F("search_text"), Value(folded)), _Similarity(F("sound_key"), Value(sound))
    )
    likely = rows.annotate(likeness=alike).filter(Q(likeness__gte=ALIKE) | Q(sound_key=sound))
    if terms.birth_year is not None:
        likely = likely.filter(_born_in(terms.birth_year))
    found = []
    for woman in likely.order_by("-likeness", "pk")[:MOST]:
        if woman.search_text == folded:
            why: str | Promise = _("Same name")
        elif woman.sound_key == sound:
            why = _("A name that sounds the same")
        else:
            why = _("A similar name")
        found.append(Found(woman, why))
    return found


def search(*, actor: User, terms: Terms) -> tuple[list[Found], str]:
    """What was found, and the token with which an intake of who was looked for may begin.

    Raises PermissionDenied without the permission, Refusal where too little was typed.
    """
    require(actor, ADD)
    if not terms.national_id and not (terms.first_name and terms.last_name):
        text = _("Type her national ID, or her first and last name.")
        raise Refusal("too_little", text, field="national_id")
    assert actor.province_id is not None  # whoever may, is of an office
    found = look_for(terms)
    kept = Search.objects.create(
        province_id=actor.province_id, county_id=actor.county_id, user_id=actor.pk,
        blinded=blinded(_mark(terms.national_id, terms.name)), found=len(found),
    )  # fmt: skip
    token = signing.dumps({"search": kept.pk, **vars(terms)}, salt=_SALT, compress=True)
    return found, token


def _mark(national_id: str, name: str) -> str:
    return national_id or fold(name)


def searched(*, actor: User, token: str) -> tuple[Search, Terms]:
    """The search that a token is of. Raises Refusal for one that is old, or not this person's."""
    text = _("Search first: a search is good for half an hour, and for who made it.")
    try:
        told = signing.loads(token, salt=_SALT, max_age=MINUTES * 60)
    except signing.BadSignature as error:
        raise Refusal("not_searched", text) from error
    kept = Search.objects.filter(pk=told.pop("search"), user_id=actor.pk).first()
    if kept is None:
        raise Refusal("not_searched", text)
    return kept, Terms(**told)


def is_of(kept: Search, *, national_id: str, name: str) -> bool:
    """Whether a search looked for this number or, of a woman without one, for this name."""
    return hmac.compare_digest(bytes(kept.blinded), blinded(_mark(national_id, name)))


def of_the_name(name: str) -> list[Found]:
    """The women of one's own office of the same name, or of one that sounds the same."""
    sound = sound_of(fold(name))
    rows = Beneficiary.objects.filter(sound_key=sound).order_by("pk")[:MOST]
    return [Found(woman, _("A name that sounds the same")) for woman in rows]
