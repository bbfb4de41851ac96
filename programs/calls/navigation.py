"""What staff find of calls and proposals in the sidebar."""

from django.utils.translation import gettext_lazy as _

from screens.navigation import Entry, Heading

PROGRAMS = Heading(_("Programs"), 50)
ENTRIES = (
    Entry(PROGRAMS, _("Calls"), "campaign", "admin:calls_call_changelist", "calls.view_call", 30),
    Entry(
        PROGRAMS, _("Proposals"), "lightbulb", "admin:calls_proposal_changelist",
        "calls.view_proposal", 40,
    ),
)  # fmt: skip
