"""Profiles of neighbourhoods: how long one may take."""

from django.utils.translation import gettext_lazy as _

from accounts.policies import WholeNumber, declare
from ngos.policies.words import MONTHS

PROFILE_MONTHS = WholeNumber(
    name="neighbourhood_profile_months",
    label=_("Time for a neighbourhood's profile"),
    effect=_("So many months after it was opened the profile of a neighbourhood is due."),
    source=_("News of the Welfare Organisation of Gilan: one month"),
    default=1,
    unit=MONTHS,
    least=1,
    most=24,
)

declare(_("Neighbourhoods"), PROFILE_MONTHS)
