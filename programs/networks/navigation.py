"""What staff find of networks in the sidebar."""

from django.utils.translation import gettext_lazy as _

from screens.navigation import Entry, Heading

PROGRAMS = Heading(_("Programs"), 50)
ENTRIES = (
    Entry(
        PROGRAMS, _("Networks"), "hub", "admin:networks_network_changelist",
        "networks.view_network", 70,
    ),
)  # fmt: skip
