"""The staff screens of the register."""

from ngos.admin import field, ngo, person, stationery

__all__ = ["field", "ngo", "person", "stationery"]
