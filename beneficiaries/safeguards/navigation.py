"""What staff find of the protection of records in the sidebar."""

from django.utils.translation import gettext_lazy as _

from beneficiaries.records.navigation import WOMEN
from screens.navigation import Entry

ENTRIES = (
    Entry(
        WOMEN, _("Questions between offices"), "contact_support",
        "admin:safeguards_question_changelist", "safeguards.view_question", 60,
    ),
    Entry(
        WOMEN, _("Requests for transfer"), "move_item", "admin:safeguards_transfer_changelist",
        "safeguards.view_transfer", 70,
    ),
    Entry(
        WOMEN, _("Openings of records"), "lock_open", "admin:safeguards_opening_changelist",
        "safeguards.view_opening", 80,
    ),
    Entry(
        WOMEN, _("Readers of the week"), "visibility", "admin:safeguards_opening_readers",
        "safeguards.review_opening", 90,
    ),
)  # fmt: skip
