"""What staff find of money in the sidebar."""

from django.utils.translation import gettext_lazy as _

from screens.navigation import BASIC_DATA, Entry, Heading

MONEY = Heading(_("Money"), 50)
ENTRIES = (
    Entry(
        MONEY, _("Sources of funding"), "savings", "admin:money_source_changelist",
        "money.view_source", 10,
    ),
    Entry(
        MONEY, _("Allocations"), "account_balance_wallet", "admin:money_allocation_changelist",
        "money.view_allocation", 20,
    ),
    Entry(
        MONEY, _("Book of funding"), "menu_book", "admin:money_entry_changelist",
        "money.view_entry", 30,
    ),
    Entry(
        MONEY, _("Funding by priority"), "donut_small", "admin:money_allocation_priorities",
        "money.view_allocation", 40,
    ),
    Entry(
        MONEY, _("Verification campaigns"), "fact_check", "admin:money_campaign_changelist",
        "money.view_campaign", 50,
    ),
    Entry(
        BASIC_DATA, _("Priorities of funding"), "flag", "admin:money_priority_changelist",
        "money.view_priority", 30,
    ),
)  # fmt: skip
