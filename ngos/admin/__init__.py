"""The staff screens of the register."""

from ngos.admin import application, field, ngo, person

__all__ = ["application", "field", "ngo", "person"]
