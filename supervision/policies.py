"""Supervision: annual reports, notices and sanctions."""

from django.utils.translation import gettext_lazy as _

from accounts.policies import WholeNumber, YesNo, declare
from ngos.policies.words import DAYS, GUILD_LAW, MONTHS, RUNGS

ANNUAL_REPORT_MONTHS = WholeNumber(
    name="annual_report_months",
    label=_("Time to send the annual report"),
    effect=_("An NGO's report is overdue so long after the end of its fiscal year."),
    source=_("Guide of the Ministry of the Interior for annual reports"),
    default=2,
    unit=MONTHS,
    least=1,
    most=12,
    per_province=False,
)
HEARING_BEFORE_SANCTION = YesNo(
    name="hearing_before_sanction",
    label=_("Hearing before a sanction"),
    effect=_("Whether a measure from the warning on needs a hearing of the NGO on record."),
    source=GUILD_LAW,
    default=True,
    per_province=False,
)
LADDER_RUNGS_MAX = WholeNumber(
    name="ladder_rungs_max",
    label=_("Rungs of the ladder at once"),
    effect=_(
        "How many rungs above the last one a measure may be; a higher one needs a grave reason."
    ),
    source=GUILD_LAW,
    default=1,
    unit=RUNGS,
    least=1,
    most=6,
    per_province=False,
)
NOTICE_DAYS = WholeNumber(
    name="notice_days",
    label=_("Time to comply with a notice"),
    effect=_("The NGO's deadline for putting right what a notice or warning names."),
    source=GUILD_LAW,
    default=30,
    unit=DAYS,
    least=1,
    most=365,
)
SUSPENSION_MONTHS_MAX = WholeNumber(
    name="suspension_months_max",
    label=_("Longest suspension"),
    effect=_("A suspension for longer is refused."),
    source=GUILD_LAW,
    default=3,
    unit=MONTHS,
    least=1,
    most=24,
    per_province=False,
)
COMPLAINT_DAYS = WholeNumber(
    name="complaint_days",
    label=_("Time to complain of a sanction"),
    effect=_("The NGO's deadline for complaining, from the day it was told."),
    source=GUILD_LAW,
    default=30,
    unit=DAYS,
    least=1,
    most=365,
    per_province=False,
)

declare(
    _("Supervision"),
    ANNUAL_REPORT_MONTHS,
    HEARING_BEFORE_SANCTION,
    LADDER_RUNGS_MAX,
    NOTICE_DAYS,
    SUSPENSION_MONTHS_MAX,
    COMPLAINT_DAYS,
)
