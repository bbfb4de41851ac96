"""What staff find of events in the sidebar."""

from django.utils.translation import gettext_lazy as _

from programs.actions.navigation import PROGRAMS
from screens.navigation import BASIC_DATA, Entry

ENTRIES = (
    Entry(
        PROGRAMS, _("Events"), "event", "admin:events_event_changelist", "events.view_event", 30
    ),
    Entry(
        PROGRAMS, _("Sessions of events"), "co_present", "admin:events_session_changelist",
        "events.view_session", 32,
    ),
    Entry(
        PROGRAMS, _("Participants"), "group", "admin:events_participant_changelist",
        "events.view_participant", 34,
    ),
    Entry(
        BASIC_DATA, _("Centres"), "home_work", "admin:events_centre_changelist",
        "events.view_centre", 15,
    ),
)  # fmt: skip
