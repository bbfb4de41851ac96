"""What staff find of networks in the sidebar."""

from django.utils.translation import gettext_lazy as _

from programs.actions.navigation import PROGRAMS
from screens.navigation import Entry

ENTRIES = (
    Entry(
        PROGRAMS, _("Networks"), "hub", "admin:networks_network_changelist",
        "networks.view_network", 60,
    ),
)  # fmt: skip
