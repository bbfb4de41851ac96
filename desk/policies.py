"""What an office decides of the desk."""

from django.utils.translation import gettext_lazy as _

from accounts.policies import WholeNumber, declare
from ngos.policies.words import DAYS

INVITATION_DAYS = WholeNumber(
    name="desk_invitation_days",
    label=_("Time to accept an invitation to the desk"),
    effect=_("A link that invites an officer of an NGO opens nothing after so many days."),
    source=_("No law names a time; the office decides."),
    default=7,
    unit=DAYS,
    least=1,
    most=30,
)
declare(_("Desk of the NGOs"), INVITATION_DAYS)
