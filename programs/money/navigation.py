"""What staff find of money in the sidebar."""

from django.utils.translation import gettext_lazy as _

from programs.actions.navigation import PROGRAMS
from screens.navigation import BASIC_DATA, Entry

ENTRIES = (
    Entry(
        PROGRAMS, _("Sources of funding"), "savings", "admin:money_source_changelist",
        "money.view_source", 40,
    ),
    Entry(
        PROGRAMS, _("Allocations"), "account_balance_wallet", "admin:money_allocation_changelist",
        "money.view_allocation", 42,
    ),
    Entry(
        PROGRAMS, _("Book of funding"), "menu_book", "admin:money_entry_changelist",
        "money.view_entry", 44,
    ),
    Entry(
        PROGRAMS, _("Funding by priority"), "donut_small", "admin:money_allocation_priorities",
        "money.view_allocation", 46,
    ),
    Entry(
        PROGRAMS, _("Verification campaigns"), "fact_check", "admin:money_campaign_changelist",
        "money.view_campaign", 48,
    ),
    Entry(
        BASIC_DATA, _("Priorities of funding"), "flag", "admin:money_priority_changelist",
        "money.view_priority", 30,
    ),
)  # fmt: skip
