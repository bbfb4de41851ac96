"""The staff screens of the register."""

from ngos.admin import application, field, ngo, person, stationery

__all__ = ["application", "field", "ngo", "person", "stationery"]
