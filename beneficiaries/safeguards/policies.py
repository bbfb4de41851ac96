"""What an office decides about opening records. The database reads the hours by their name."""

from django.utils.translation import gettext_lazy as _

from accounts.policies import WholeNumber, declare
from ngos.policies.words import ASSUMPTION

OPEN_HOURS = WholeNumber(
    name="record_open_hours",
    label=_("Hours for which a broken glass opens a record"),
    effect=_("Afterwards whoever is outside their caseload must give a reason again."),
    source=ASSUMPTION,
    default=3,
    unit=_("hours"),
    least=1,
    most=24,
)
REVIEW_DAYS = WholeNumber(
    name="record_review_days",
    label=_("Days within which an opening is judged"),
    effect=_("Openings that nobody has judged by then are overdue on the director's worklist."),
    source=ASSUMPTION,
    default=7,
    unit=_("days"),
    least=1,
    most=60,
)
MANY_RECORDS = WholeNumber(
    name="record_many_in_a_week",
    label=_("Records in a week from which reading stands out"),
    effect=_("Whoever opens more is listed first among the readers of the week."),
    source=ASSUMPTION,
    default=60,
    unit=_("records"),
    least=1,
    most=5_000,
)

declare(_("Protection of records"), OPEN_HOURS, REVIEW_DAYS, MANY_RECORDS)
