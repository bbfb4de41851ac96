"""What staff find of the desk in the sidebar."""

from django.utils.translation import gettext_lazy as _

from imports.navigation import REGISTER
from screens.navigation import Entry

ENTRIES = (
    Entry(
        REGISTER, _("Change requests"), "published_with_changes",
        "admin:desk_changerequest_changelist", "desk.view_changerequest", 30,
    ),
)  # fmt: skip
