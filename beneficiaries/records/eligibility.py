"""What speaks against a woman's falling under the law, each with the rule that says so.

Warnings, never refusals: who is helped is decided by people. The bounds are policies.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.policies import Policy, values_for
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.words import HeadshipCause, Insurance
from beneficiaries.records.policies import GIRL_YEARS, MEANS_RIAL, PENSIONERS_OUTSIDE
from persian.dates import today
from persian.numbers import format_number


@dataclass(frozen=True)
class Warning:  # noqa: A001  the office's word
    """What was noticed, and the rule that makes it matter."""

    text: str | Promise
    rule: str | Promise


def _rule(policy: Policy[Any]) -> str:
    return f"{policy.label} — {policy.source}"


def warnings(woman: Beneficiary) -> list[Warning]:
    """What is to be looked at before she is served by the law of 1371. One query."""
    values = values_for(woman.province_id)
    found = []
    if woman.insurance == Insurance.PENSION and values[PENSIONERS_OUTSIDE.name]:
        found.append(Warning(_("She draws a pension."), _rule(PENSIONERS_OUTSIDE)))
    most = values[MEANS_RIAL.name]
    if woman.income is not None and woman.income > most:
        text = str(_("Her income of %(income)s rial is above %(most)s."))
        words = {"income": format_number(woman.income), "most": format_number(most)}
        found.append(Warning(text % words, _rule(MEANS_RIAL)))
    least = values[GIRL_YEARS.name]
    if woman.headship_cause == HeadshipCause.NEVER_MARRIED and woman.birth_date is not None:
        years = (today() - woman.birth_date).days // 365
        if years < least:
            text = str(_("She is %(years)s years old, younger than %(least)s."))
            words = {"years": format_number(years), "least": format_number(least)}
            found.append(Warning(text % words, _rule(GIRL_YEARS)))
    if not woman.headship_cause:
        found.append(
            Warning(_("Why she heads her household is not known."), _("Law of 1371, article 1"))
        )
    return found
