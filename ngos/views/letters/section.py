"""Letters on an application's page."""

from ngos.application_sections import Section
from ngos.views.letters.listed import latest_letters

SECTION = Section(
    "ngos/letters/section.html",
    lambda application: latest_letters(application=application),
    "ngos.view_letter",
)
