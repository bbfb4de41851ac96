"""Events as what action points come from: what a visit or a meeting has agreed on."""

from programs.actions.sources import Place, Source
from programs.events.models import Event

SOURCES = (
    Source(
        "event", Event, "events.view_event", lambda event: event.title,
        lambda event: Place(event.province, event.county),
    ),
)  # fmt: skip
