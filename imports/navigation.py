"""What staff find of imports in the sidebar, under the heading of the register they fill."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from imports.models import DuplicatePair
from persian.numbers import format_number
from screens.navigation import Entry, Heading

MOST_COUNTED = 99  # of what waits, beside an entry
REGISTER = Heading(_("Register"), 20)


def open_pairs(request: HttpRequest) -> str:
    """How many likely duplicates wait; "" for none."""
    count = DuplicatePair.objects.open().order_by()[: MOST_COUNTED + 1].count()
    if count > MOST_COUNTED:
        return f"{format_number(MOST_COUNTED)}+"
    return format_number(count) if count else ""


ENTRIES = (
    Entry(
        REGISTER, _("Imports"), "upload_file", "admin:imports_run_changelist",
        "imports.view_run", 40,
    ),
    Entry(
        REGISTER, _("Likely duplicates"), "content_copy",
        "admin:imports_duplicatepair_changelist", "imports.view_duplicatepair", 50,
        badge=open_pairs,
    ),
)  # fmt: skip
