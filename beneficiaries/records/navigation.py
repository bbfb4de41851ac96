"""What staff find of women who head households in the sidebar."""

from django.utils.translation import gettext_lazy as _

from screens.navigation import Entry, Heading

WOMEN = Heading(_("Women who head households"), 60)
ENTRIES = (
    Entry(
        WOMEN, _("Records"), "diversity_1", "admin:records_beneficiary_changelist",
        "records.view_beneficiary", 10,
    ),
)  # fmt: skip
