"""What staff find of bodies that sit in the sidebar."""

from django.utils.translation import gettext_lazy as _

from screens.navigation import Entry, Heading

COUNCILS = Heading(_("Councils"), 30)
ENTRIES = (
    Entry(
        COUNCILS, _("Councils"), "groups", "admin:councils_council_changelist",
        "councils.view_council", 10,
    ),
    Entry(
        COUNCILS, _("Sessions"), "gavel", "admin:councils_session_changelist",
        "councils.view_session", 20,
    ),
    Entry(
        COUNCILS, _("Resolutions"), "fact_check", "admin:councils_agendaitem_changelist",
        "councils.view_agendaitem", 30,
    ),
)  # fmt: skip
