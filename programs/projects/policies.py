"""Programs and agreements: when an office is told that an agreement ends."""

from django.utils.translation import gettext_lazy as _

from accounts.policies import WholeNumber, declare
from ngos.policies.words import ASSUMPTION, DAYS

AGREEMENT_ALERT_DAYS = WholeNumber(
    name="agreement_alert_days",
    label=_("Alert before an agreement ends"),
    effect=_("So many days before its last day an agreement stands on the worklist."),
    source=ASSUMPTION,
    default=60,
    unit=DAYS,
    least=1,
    most=365,
)

declare(_("Programs"), AGREEMENT_ALERT_DAYS)
