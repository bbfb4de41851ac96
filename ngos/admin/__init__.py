"""The staff screens of the register."""

from ngos.admin import (
    application,
    council,
    field,
    licence,
    ngo,
    person,
    resolution,
    session,
    stationery,
)

__all__ = [
    "application",
    "council",
    "field",
    "licence",
    "ngo",
    "person",
    "resolution",
    "session",
    "stationery",
]
