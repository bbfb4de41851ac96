"""What staff find of action points in the sidebar."""

from django.utils.translation import gettext_lazy as _

from screens.navigation import Entry, Heading

PROGRAMS = Heading(_("Programs"), 50)  # of all rooms of `programs`, this one is the lowest
ENTRIES = (
    Entry(
        PROGRAMS, _("Action points"), "add_task", "admin:actions_actionpoint_changelist",
        "actions.view_actionpoint", 90,
    ),
)  # fmt: skip
