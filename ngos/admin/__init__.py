"""The staff screens of the register."""

from ngos.admin import field, licence, ngo, person, stationery

__all__ = ["field", "licence", "ngo", "person", "stationery"]
