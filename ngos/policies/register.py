"""The register itself: what it warns of, and what its forms propose."""

from django.utils.translation import gettext_lazy as _

from accounts.policies import WholeNumber, declare
from ngos.policies.words import ASSUMPTION, BYLAW_1384, DAYS, MONTHS

LICENCE_ALERT_DAYS = WholeNumber(
    name="licence_alert_days",
    label=_("Alert before a licence expires"),
    effect=_(
        "From so many days before its end a licence is shown, listed and counted as expiring."
    ),
    source=ASSUMPTION,
    default=60,
    unit=DAYS,
    least=1,
    most=365,
)
FIRST_DIRECTORS_MONTHS = WholeNumber(
    name="first_directors_months",
    label=_("Term of the first directors and inspectors"),
    effect=_("The form of a term names it, where the charter says nothing else."),
    source=BYLAW_1384,
    default=24,
    unit=MONTHS,
    least=1,
    most=60,
    per_province=False,
)
declare(_("The register"), LICENCE_ALERT_DAYS, FIRST_DIRECTORS_MONTHS)
