"""What staff find of reports in the sidebar."""

from django.utils.translation import gettext_lazy as _

from screens.navigation import Entry, Heading

REPORTS = Heading(_("Reports"), 75)
ENTRIES = (Entry(REPORTS, _("Reports"), "bar_chart", "admin:reports", "ngos.view_ngo", 10),)
