"""What staff find of neighbourhoods in the sidebar."""

from django.utils.translation import gettext_lazy as _

from programs.actions.navigation import PROGRAMS
from screens.navigation import Entry

ENTRIES = (
    Entry(
        PROGRAMS, _("Neighbourhoods"), "location_city",
        "admin:neighbourhoods_neighbourhood_changelist", "neighbourhoods.view_neighbourhood", 80,
    ),
    Entry(
        PROGRAMS, _("Service facilities"), "home_work", "admin:neighbourhoods_facility_changelist",
        "neighbourhoods.view_facility", 82,
    ),
)  # fmt: skip
