"""What staff find of licensing in the sidebar."""

from django.utils.translation import gettext_lazy as _

from ngos.navigation import REGISTER
from screens.navigation import Entry, Heading

LICENSING = Heading(_("Licensing"), 10)
ENTRIES = (
    Entry(
        LICENSING, _("Applications"), "assignment", "admin:licensing_application_changelist",
        "licensing.view_application", 10,
    ),
    Entry(
        REGISTER, _("Licences"), "workspace_premium", "admin:licensing_licence_changelist",
        "licensing.view_licence", 30,
    ),
)  # fmt: skip
