from programs.events.registries.attendance import AttendanceRegistry
from programs.events.registries.events import EventRegistry

__all__ = ["AttendanceRegistry", "EventRegistry"]
