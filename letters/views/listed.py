"""The letters of an NGO or of an application, as their pages list them."""

from django.utils.http import urlencode

from letters.badges import direction_badge, reply_badge
from letters.models import Letter
from letters.services.reading import replied
from licensing.models import Application
from ngos.models import NGO

MOST_LETTERS = 50  # the latest; the list of letters has them all


def latest_letters(**about: NGO | Application) -> dict[str, object]:
    """What `letters/listed.html` shows of what the letters are about: `ngo=` or
    `application=`. One query."""
    rows = Letter.objects.filter(**about).annotate(is_replied=replied())
    latest = rows.select_related("counterpart").defer("body", "search_text")[:MOST_LETTERS]
    return {
        "letters": [(each, direction_badge(each.direction), reply_badge(each)) for each in latest],
        # what a new letter begins with
        "letters_about": urlencode({name: row.pk for name, row in about.items()}),
    }
