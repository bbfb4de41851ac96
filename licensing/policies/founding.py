"""Founding an NGO, its branches, and networks of NGOs."""

from django.utils.translation import gettext_lazy as _

from accounts.policies import WholeNumber, declare
from ngos.policies.words import BYLAW_1384, GUIDES, NGOS, PERSONS, YEARS

FOUNDERS_MIN = WholeNumber(
    name="founders_min",
    label=_("Least number of founders"),
    effect=_("An application for establishment with fewer founders is incomplete."),
    source=BYLAW_1384,
    default=5,
    unit=PERSONS,
    least=1,
    most=50,
    per_province=False,
)
FOUNDERS_WITH_EXPERTISE_MIN = WholeNumber(
    name="founders_with_expertise_min",
    label=_("Founders with expertise in the field"),
    effect=_("So many of the founders must know the NGO's field by study or work."),
    source=BYLAW_1384,
    default=2,
    unit=PERSONS,
    most=50,
    per_province=False,
)
FOUNDER_AGE_MIN = WholeNumber(
    name="founder_age_min",
    label=_("Least age of a founder"),
    effect=_("A younger person is not taken as a founder."),
    source=BYLAW_1384,
    default=18,
    unit=YEARS,
    least=15,
    most=60,
    per_province=False,
)
BENEFACTORS_MIN = WholeNumber(
    name="benefactors_min",
    label=_("Known benefactors of a charity"),
    effect=_("National and provincial charities need so many known benefactors as founders."),
    source=GUIDES,
    default=2,
    unit=PERSONS,
    most=50,
    per_province=False,
)
BRANCH_YEARS_MIN = WholeNumber(
    name="branch_years_min",
    label=_("Years of registration before a branch"),
    effect=_("An NGO that has been registered for less may not open a branch."),
    source=GUIDES,
    default=2,
    unit=YEARS,
    most=20,
    per_province=False,
)
NETWORK_MEMBERS_MIN = WholeNumber(
    name="network_members_min",
    label=_("Least number of members of a network"),
    effect=_("A network of fewer NGOs of the same field is not registered."),
    source=GUIDES,
    default=5,
    unit=NGOS,
    least=2,
    most=100,
    per_province=False,
)

declare(
    _("Founding of NGOs"),
    FOUNDERS_MIN,
    FOUNDERS_WITH_EXPERTISE_MIN,
    FOUNDER_AGE_MIN,
    BENEFACTORS_MIN,
    BRANCH_YEARS_MIN,
    NETWORK_MEMBERS_MIN,
)
