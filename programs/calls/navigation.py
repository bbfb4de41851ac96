"""What staff find of calls and proposals in the sidebar."""

from django.utils.translation import gettext_lazy as _

from programs.actions.navigation import PROGRAMS
from screens.navigation import Entry

ENTRIES = (
    Entry(PROGRAMS, _("Calls"), "campaign", "admin:calls_call_changelist", "calls.view_call", 20),
    Entry(
        PROGRAMS, _("Proposals"), "lightbulb", "admin:calls_proposal_changelist",
        "calls.view_proposal", 22,
    ),
)  # fmt: skip
