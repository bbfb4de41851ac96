"""What is reported of licensing in a year."""

from django.utils.translation import gettext_lazy as _

from licensing.kinds import TO_WORK, LicenceKind
from licensing.models import Application, Licence
from screens.yearly import Line, OnDays

_ISSUED = OnDays("issued_on", "issued")
_APPROVALS = (LicenceKind.INITIAL_APPROVAL, LicenceKind.PRINCIPLE_APPROVAL)

FIGURES = (
    Line(_("Activity licences and credentials"), Licence, _ISSUED, {"kind": [*TO_WORK]}),
    Line(_("Approvals"), Licence, _ISSUED, {"kind": _APPROVALS}),
    Line(_("Applications"), Application, OnDays("submitted_on", "submitted")),
)
