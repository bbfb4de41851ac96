"""What an old list of NGOs may leave open."""

from django.utils.translation import gettext_lazy as _

from accounts.policies import Choice, YesNo, declare
from ngos.policies.words import ASSUMPTION

STATUS_UNTOLD = Choice(
    name="status_untold",
    label=_("Status of NGOs whose list has no such column"),
    effect=_(
        "What an import registers as the status of new NGOs where the file has no column for it. "
        "A word that is not known leaves the status unknown in any case."
    ),
    source=ASSUMPTION,
    default="unknown",
    choices={"unknown": _("Unknown"), "active": _("Active")},
)
FIELD_MAY_BE_UNKNOWN = YesNo(
    name="field_may_be_unknown",
    label=_("Take NGOs whose field of activity is not known"),
    effect=_(
        "Whether an import registers new NGOs whose field the file does not tell, or tells in a "
        "word that is not known. They count as incomplete; without, such rows are refused."
    ),
    source=ASSUMPTION,
    default=True,
)

declare(_("What old lists leave open"), STATUS_UNTOLD, FIELD_MAY_BE_UNKNOWN)
