"""The staff screens of the register."""

from ngos.admin import (
    annual_report,
    application,
    council,
    field,
    letters,
    licence,
    ngo,
    person,
    resolution,
    session,
    stationery,
    supervision,
)

__all__ = [
    "annual_report",
    "application",
    "council",
    "field",
    "letters",
    "licence",
    "ngo",
    "person",
    "resolution",
    "session",
    "stationery",
    "supervision",
]
