"""Councils: how they decide, and who may be elected to them."""

from django.utils.translation import gettext_lazy as _

from accounts.policies import WholeNumber, declare
from ngos.policies.words import CUSTOM, ELECTIONS, MONTHS, PERCENT, YEARS

QUORUM_PERCENT = WholeNumber(
    name="quorum_percent",
    label=_("Quorum of a session"),
    effect=_("With fewer of the voting members present a session decides nothing."),
    source=CUSTOM,
    default=51,
    unit=PERCENT,
    least=1,
    most=100,
    per_province=False,
)
MAJORITY_PERCENT = WholeNumber(
    name="majority_percent",
    label=_("Majority of a resolution"),
    effect=_("A resolution needs at least this share of the votes cast."),
    source=CUSTOM,
    default=51,
    unit=PERCENT,
    least=1,
    most=100,
    per_province=False,
)
NGO_REPRESENTATIVE_MONTHS = WholeNumber(
    name="ngo_representative_months",
    label=_("Term of the NGOs' representatives"),
    effect=_("The end that is proposed for their membership of a council."),
    source=ELECTIONS,
    default=24,
    unit=MONTHS,
    least=1,
    most=60,
    per_province=False,
)
CANDIDATE_AGE_MIN = WholeNumber(
    name="candidate_age_min",
    label=_("Least age of a candidate"),
    effect=_("Younger people do not stand in the election of the NGOs' representatives."),
    source=ELECTIONS,
    default=25,
    unit=YEARS,
    least=15,
    most=60,
    per_province=False,
)

declare(
    _("Councils"),
    QUORUM_PERCENT,
    MAJORITY_PERCENT,
    NGO_REPRESENTATIVE_MONTHS,
    CANDIDATE_AGE_MIN,
)
