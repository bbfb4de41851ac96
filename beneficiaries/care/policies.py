"""What an office decides about following women. The database knows the days of a benefit, too."""

from django.utils.translation import gettext_lazy as _

from accounts.policies import WholeNumber, declare
from ngos.policies.words import ASSUMPTION, DAYS

REFERRAL_DAYS = WholeNumber(
    name="referral_days",
    label=_("Days for answering a referral"),
    effect=_("A referral that is neither answered nor reported by then is overdue."),
    source=ASSUMPTION,
    default=30,
    unit=DAYS,
    least=1,
    most=365,
)
COMPLAINT_DAYS = WholeNumber(
    name="woman_complaint_days",
    label=_("Days for answering a woman's complaint or appeal"),
    effect=_("Afterwards it is overdue on the worklist."),
    source=ASSUMPTION,
    default=15,
    unit=DAYS,
    least=1,
    most=180,
)
PLAN_DAYS = WholeNumber(
    name="woman_plan_days",
    label=_("Days until a new woman has a plan"),
    effect=_("A record without any goal is overdue on the worklist by then."),
    source=ASSUMPTION,
    default=30,
    unit=DAYS,
    least=1,
    most=365,
)
BENEFIT_DAYS = WholeNumber(
    name="benefit_current_days",
    label=_("Days for which a single benefit counts as current"),
    effect=_("Another office that asks about a woman is told of it for as long."),
    source=ASSUMPTION,
    default=30,
    unit=DAYS,
    least=1,
    most=365,
)

declare(
    _("Care of women who head households"), REFERRAL_DAYS, COMPLAINT_DAYS, PLAN_DAYS, BENEFIT_DAYS
)
