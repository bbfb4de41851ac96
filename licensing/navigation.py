"""What staff find of licensing in the sidebar."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ngos.navigation import REGISTER
from screens.navigation import Entry, Heading

LICENSING = Heading(_("Licensing"), 10)
WORKLIST, LIST = "admin:licensing_application_worklist", "admin:licensing_application_changelist"


def is_at_applications(request: HttpRequest) -> bool:
    """Whether a page of applications is open, but the worklist, which stands beneath them."""
    return request.path.startswith(reverse(LIST)) and request.path != reverse(WORKLIST)


ENTRIES = (
    Entry(LICENSING, _("Worklist"), "inbox", WORKLIST, "licensing.view_application", 10),
    Entry(
        LICENSING, _("Applications"), "assignment", LIST, "licensing.view_application", 20,
        is_open=is_at_applications,
    ),
    Entry(
        REGISTER, _("Licences"), "workspace_premium", "admin:licensing_licence_changelist",
        "licensing.view_licence", 30,
    ),
)  # fmt: skip
