"""Letters on an application's page."""

from letters.views.listed import latest_letters
from licensing.application_sections import Section

SECTION = Section(
    "letters/section.html",
    lambda application: latest_letters(application=application),
    "letters.view_letter",
)
