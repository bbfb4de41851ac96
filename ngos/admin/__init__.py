"""The staff screens of the register."""

from ngos.admin import application, field, licence, ngo, person, stationery

__all__ = ["application", "field", "licence", "ngo", "person", "stationery"]
