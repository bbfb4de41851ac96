"""The staff screens of the register."""

from ngos.admin import field, licence, ngo, person, stationery

from ngos.admin import annual_report, letters, supervision  # isort: skip

__all__ = [
    "annual_report",
    "field",
    "letters",
    "licence",
    "ngo",
    "person",
    "stationery",
    "supervision",
]
