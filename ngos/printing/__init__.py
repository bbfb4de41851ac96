"""Printed documents of the register: plain data in, PDF out. No models, no database."""

from ngos.printing.letter import LetterSheet, print_letter
from ngos.printing.licence import LicenceSheet, Paper, print_licence
from ngos.printing.minutes import Attendee, MinutesItem, MinutesSheet, print_minutes
from ngos.printing.office import OfficeHead, Signatory

__all__ = [
    "Attendee",
    "LetterSheet",
    "LicenceSheet",
    "MinutesItem",
    "MinutesSheet",
    "OfficeHead",
    "Paper",
    "Signatory",
    "print_letter",
    "print_licence",
    "print_minutes",
]
