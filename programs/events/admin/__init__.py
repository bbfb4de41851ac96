"""Events on the staff site."""

from programs.events.admin import centre, event, participant, session  # noqa: F401
