"""What staff find of letters in the sidebar."""

from django.utils.translation import gettext_lazy as _

from screens.navigation import BASIC_DATA, Entry, Heading

LETTERS = Heading(_("Supervision and letters"), 40)
ENTRIES = (
    Entry(
        LETTERS, _("Letters"), "mail", "admin:letters_letter_changelist", "letters.view_letter", 30
    ),
    Entry(
        BASIC_DATA, _("Counterparts"), "account_balance", "admin:letters_counterpart_changelist",
        "letters.view_counterpart", 10,
    ),
    Entry(
        BASIC_DATA, _("Letter templates"), "edit_note", "admin:letters_lettertemplate_changelist",
        "letters.view_lettertemplate", 20,
    ),
)  # fmt: skip
