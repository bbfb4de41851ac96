"""The way of an application: who has how long for which step."""

from django.utils.translation import gettext_lazy as _

from accounts.policies import WholeNumber, YesNo, declare
from ngos.policies.words import ASSUMPTION, DAYS, MONTHS, PROCEDURE

PRELIMINARY_REVIEW_DAYS = WholeNumber(
    name="preliminary_review_days",
    label=_("Preliminary review"),
    effect=_("The secretariat's deadline from the day an application was received."),
    source=PROCEDURE,
    default=10,
    unit=DAYS,
    least=1,
    most=365,
)
COMPLETION_DAYS = WholeNumber(
    name="completion_days",
    label=_("Time to complete a returned application"),
    effect=_("The applicant's deadline for mending what was found lacking."),
    source=ASSUMPTION,
    default=30,
    unit=DAYS,
    least=1,
    most=365,
)
INQUIRY_MONTHS = WholeNumber(
    name="inquiry_months",
    label=_("Time to answer an inquiry"),
    effect=_("The day by which an authority that was asked must have answered."),
    source=PROCEDURE,
    default=1,
    unit=MONTHS,
    least=1,
    most=12,
    per_province=False,
)
SILENCE_IS_CONSENT = YesNo(
    name="silence_is_consent",
    label=_("Silence of an authority is consent"),
    effect=_("Whether an inquiry that is not answered in time counts as answered with yes."),
    source=_("By-law of 1384, article 22"),
    default=True,
    per_province=False,
)
FINAL_REVIEW_DAYS = WholeNumber(
    name="final_review_days",
    label=_("Final review by the council"),
    effect=_("The council's deadline from the day the last inquiry was answered."),
    source=ASSUMPTION,
    default=30,
    unit=DAYS,
    least=1,
    most=365,
)
APPEAL_DAYS = WholeNumber(
    name="appeal_days",
    label=_("Time to appeal"),
    effect=_("The applicant's deadline for objecting to a rejection before the higher council."),
    source=ASSUMPTION,
    default=30,
    unit=DAYS,
    least=1,
    most=365,
    per_province=False,
)
ASSEMBLY_DAYS = WholeNumber(
    name="assembly_days",
    label=_("Time to hold the general assembly"),
    effect=_("The founders' deadline from the day of the council's approval."),
    source=ASSUMPTION,
    default=60,
    unit=DAYS,
    least=1,
    most=365,
)
REGISTRATION_DAYS = WholeNumber(
    name="registration_days",
    label=_("Time to register"),
    effect=_("The deadline from the introduction to the registry until number and Gazette."),
    source=ASSUMPTION,
    default=60,
    unit=DAYS,
    least=1,
    most=365,
)

declare(
    _("Review of applications"),
    PRELIMINARY_REVIEW_DAYS,
    COMPLETION_DAYS,
    INQUIRY_MONTHS,
    SILENCE_IS_CONSENT,
    FINAL_REVIEW_DAYS,
    APPEAL_DAYS,
    ASSEMBLY_DAYS,
    REGISTRATION_DAYS,
)
