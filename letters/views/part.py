"""Letters on an NGO's page."""

from django.utils.translation import gettext_lazy as _

from letters.views.listed import latest_letters
from ngos.page import Part

PART = Part(
    "letters", _("Letters"), "letters/tab.html", "letters.view_letter", 70,
    load=lambda request, loaded: latest_letters(ngo=loaded.ngo),
)  # fmt: skip
