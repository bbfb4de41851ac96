"""The staff screens of the register."""

from ngos.admin import council, field, ngo, person, resolution, session, stationery

__all__ = ["council", "field", "ngo", "person", "resolution", "session", "stationery"]
