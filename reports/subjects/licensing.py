"""What is reported of licences and approvals."""

from django.utils.translation import gettext_lazy as _

from licensing.kinds import LicenceKind
from licensing.models import Licence
from reports.growing import Group, Growing
from screens.yearly import OnDays

_ISSUED = OnDays("issued_on", "issued")
_KIND = Group("kind", _("Kind"), "kind", "kind", choices=LicenceKind.choices)
_COUNTY = Group("county", _("County"), "ngo__county", "county", shown="ngo__county__name")
_APPROVALS = (LicenceKind.INITIAL_APPROVAL, LicenceKind.PRINCIPLE_APPROVAL)

LICENCE_GROWTH = Growing(
    name="licence_growth",
    title=_("Growth of licences"),
    explained=_("Licences and approvals that were issued, by kind, beside the year before."),
    model=Licence, days=_ISSUED, county="ngo__county",
    grouped={"kind": (_KIND,), "county": (_COUNTY,)},
)  # fmt: skip
APPROVALS = Growing(
    name="approvals",
    title=_("Approvals by county"),
    explained=_("Initial approvals and approvals in principle, by kind and county."),
    model=Licence, days=_ISSUED, grouped={"kind": (_KIND, _COUNTY)}, values={"kind": _APPROVALS},
    county="ngo__county",
)  # fmt: skip

REPORTS = (LICENCE_GROWTH, APPROVALS)
