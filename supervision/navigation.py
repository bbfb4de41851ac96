"""What staff find of supervision in the sidebar."""

from django.utils.translation import gettext_lazy as _

from screens.navigation import Entry, Heading

SUPERVISION = Heading(_("Supervision and letters"), 40)
ENTRIES = (
    Entry(
        SUPERVISION, _("Supervision"), "policy", "admin:supervision_supervisioncase_changelist",
        "supervision.view_supervisioncase", 10,
    ),
    Entry(
        SUPERVISION, _("Annual reports"), "summarize", "admin:supervision_annualreport_changelist",
        "supervision.view_annualreport", 20,
    ),
)  # fmt: skip
