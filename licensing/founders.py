"""The conditions that the founders of an NGO meet, and who of them does not.

Source: by-law of 1384, article 18; officials in office: the by-law in force; benefactors: guides of
the provinces.
"""

import datetime
from collections.abc import Callable

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.policies import values_for
from licensing.policies.founding import (
    BENEFACTORS_MIN,
    FOUNDER_AGE_MIN,
    FOUNDERS_MIN,
    FOUNDERS_WITH_EXPERTISE_MIN,
)
from ngos.models import NGO, Term
from ngos.models.ngo import ActivityLevel
from ngos.models.term import Post
from persian.dates import add_jalali_months
from persian.numbers import format_number

Condition = tuple[str | Promise, list[str]]


def founders_of(ngo: NGO, on: datetime.date) -> list[Term]:
    """The founders' terms that hold on a day."""
    holding = Q(start_on__lte=on) & (Q(end_on=None) | Q(end_on__gte=on))
    terms = Term.objects.filter(holding, ngo=ngo, post=Post.FOUNDER)
    return list(terms.select_related("person").order_by("id"))


def unmet_by_founders(ngo: NGO, level: str, on: datetime.date) -> list[Condition]:
    """Every condition with a sentence for each way in which it is not met, naming the person.

    Without such sentences the condition is met. `level` is the activity level asked for.
    """
    terms = founders_of(ngo, on)
    values = values_for(ngo.province_id)
    least, expert, age, benefactors = (
        values[policy.name]
        for policy in (FOUNDERS_MIN, FOUNDERS_WITH_EXPERTISE_MIN, FOUNDER_AGE_MIN, BENEFACTORS_MIN)
    )
    found: list[Condition] = [
        (_("Number of founders"), _too_few(len(terms), least, _few_founders)),
        (_("Identity of the founders"), _without_identity(terms)),
        (_("Age of the founders"), _too_young(terms, age, on)),
        (_("Officials among the founders"), _in_office(terms)),
        (
            _("Founders with expertise"),
            _too_few(sum(bool(term.person.education) for term in terms), expert, _few_experts),
        ),
    ]
    if ngo.is_charity and level != ActivityLevel.COUNTY:
        known = sum(term.is_known_benefactor for term in terms)
        found.append((_("Known benefactors"), _too_few(known, benefactors, _few_benefactors)))
    return found


def _too_few(count: int, least: int, sentence: Callable[[], str]) -> list[str]:
    if count >= least:
        return []
    return [sentence() % {"count": format_number(count), "least": format_number(least)}]


def _few_founders() -> str:
    return _("%(count)s founders are recorded; %(least)s are needed.")


def _few_experts() -> str:
    return _("The education of %(count)s founders is recorded; %(least)s must have expertise.")


def _few_benefactors() -> str:
    return _("%(count)s founders are recorded as known benefactors; %(least)s are needed.")


def _without_identity(terms: list[Term]) -> list[str]:
    """Founders are Iranian, which a national ID tells."""
    return [
        _("The national ID of %(person)s is not recorded.") % {"person": term.person}
        for term in terms
        if not term.person.national_id
    ]


def _in_office(terms: list[Term]) -> list[str]:
    return [
        _("%(person)s holds public office; officials in office do not found NGOs.")
        % {"person": term.person}
        for term in terms
        if term.holds_public_office
    ]


def _too_young(terms: list[Term], age: int, on: datetime.date) -> list[str]:
    found = []
    for term in terms:
        born = term.person.birth_date
        if born is None:
            text = _("The birth date of %(person)s is not recorded.")
            found.append(text % {"person": term.person})
        elif add_jalali_months(born, age * 12) > on:
            text = _("%(person)s is younger than %(age)s years.")
            found.append(text % {"person": term.person, "age": format_number(age)})
    return found
