"""Profiles by colour, word and icon."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from persian.dates import today
from programs.neighbourhoods.models import Neighbourhood
from screens.listing_cells import badge


def profile_badge(row: Neighbourhood) -> SafeString:
    if row.completed_on is not None:
        return badge(_("Completed"), tone="good", icon="task_alt")
    if row.due_on < today():
        return badge(_("Overdue"), tone="bad", icon="event_busy")
    return badge(_("Being made"), tone="neutral", icon="edit_note")
