"""Cleaners: from what stands in a cell to the value that is stored.

A cleaner gives the value (None for an empty cell), the value with a warning (`Doubtful`), or raises
PersianValueError with the reason why there is none. Cleaners that look something up are made once
for a run, with all that they need loaded beforehand.
"""

from .addresses import email, web_address
from .base import Cell, CellError, Cleaner, Doubtful, Maker, Seen, Severity
from .choices import choice, named_row
from .dates import Dates, jalali_date
from .identifiers import identifier
from .known_words import Words
from .numbers import whole_number
from .person_names import person_name
from .spelling import EMPTY_WORDS, as_line, as_lines, as_written
from .texts import long_text, number_text, phone_text, short_text
from .yes_no import yes_no

__all__ = [
    "EMPTY_WORDS",
    "Cell",
    "CellError",
    "Cleaner",
    "Dates",
    "Doubtful",
    "Maker",
    "Seen",
    "Severity",
    "Words",
    "as_line",
    "as_lines",
    "as_written",
    "choice",
    "email",
    "identifier",
    "jalali_date",
    "long_text",
    "named_row",
    "number_text",
    "person_name",
    "phone_text",
    "short_text",
    "web_address",
    "whole_number",
    "yes_no",
]
