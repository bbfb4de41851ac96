"""What staff find of funds, loans and groups in the sidebar."""

from django.utils.translation import gettext_lazy as _

from programs.actions.navigation import PROGRAMS
from screens.navigation import Entry

ENTRIES = (
    Entry(
        PROGRAMS, _("Micro-funds"), "savings", "admin:microfunds_microfund_changelist",
        "microfunds.view_microfund", 70,
    ),
    Entry(
        PROGRAMS, _("Loans"), "payments", "admin:microfunds_loan_changelist",
        "microfunds.view_loan", 72,
    ),
    Entry(
        PROGRAMS, _("Self-help groups"), "diversity_3",
        "admin:microfunds_selfhelpgroup_changelist", "microfunds.view_selfhelpgroup", 74,
    ),
)  # fmt: skip
