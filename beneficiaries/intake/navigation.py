"""What staff find of intakes in the sidebar."""

from django.utils.translation import gettext_lazy as _

from beneficiaries.records.navigation import WOMEN
from screens.navigation import Entry

ENTRIES = (
    Entry(
        WOMEN, _("Take a woman in"), "person_add", "admin:intake_draft_begin",
        "intake.add_draft", 20,
    ),
    Entry(
        WOMEN, _("Intakes under way"), "edit_note", "admin:intake_draft_changelist",
        "intake.view_draft", 30,
    ),
)  # fmt: skip
