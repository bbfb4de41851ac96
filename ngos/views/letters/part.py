"""Letters on an NGO's page."""

from django.utils.translation import gettext_lazy as _

from ngos.page import Part
from ngos.views.letters.listed import latest_letters

PART = Part(
    "letters", _("Letters"), "ngos/tabs/letters.html", "ngos.view_letter", 70,
    load=lambda request, loaded: latest_letters(ngo=loaded.ngo),
)  # fmt: skip
