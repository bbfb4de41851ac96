"""What staff find of programs and agreements in the sidebar."""

from django.utils.translation import gettext_lazy as _

from programs.actions.navigation import PROGRAMS
from screens.navigation import BASIC_DATA, Entry

ENTRIES = (
    Entry(
        PROGRAMS, _("Programs"), "flag", "admin:projects_program_changelist",
        "projects.view_program", 10,
    ),
    Entry(
        PROGRAMS, _("Agreements"), "handshake", "admin:projects_agreement_changelist",
        "projects.view_agreement", 12,
    ),
    Entry(
        BASIC_DATA, _("Social harms"), "healing", "admin:projects_harm_changelist",
        "projects.change_harm", 30,
    ),
    Entry(
        BASIC_DATA, _("Upper documents"), "menu_book", "admin:projects_upperdocument_changelist",
        "projects.change_upperdocument", 32,
    ),
)  # fmt: skip
