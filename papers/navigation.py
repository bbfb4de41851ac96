"""What staff find of the office's papers in the sidebar."""

from django.utils.translation import gettext_lazy as _

from screens.navigation import BASIC_DATA, Entry

ENTRIES = (
    Entry(
        BASIC_DATA, _("Stationery"), "contract", "admin:papers_stationery_changelist",
        "papers.view_stationery", 50,
    ),
    Entry(
        BASIC_DATA, _("Signatures"), "signature", "admin:papers_signature_changelist",
        "papers.view_signature", 60,
    ),
)  # fmt: skip
