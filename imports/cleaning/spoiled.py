"""What spreadsheets make of numbers that they take for something else, and lose thereby."""

import datetime
import re

from django.utils.translation import gettext_lazy as _

from imports.cleaning.base import Cell, CellError

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec"
_DAY = re.compile(
    r"(?:19|20)\d\d-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?(?:\.\d+)?)?"
    rf"|\d{{1,2}}[-/ ](?:{_MONTHS})[a-z]*(?:[-/ ]\d{{2,4}})?|(?:{_MONTHS})[a-z]*[-/ ]\d{{1,4}}",
    re.ASCII | re.IGNORECASE,
).fullmatch
# Without letters, and no day of the Gregorian calendar, it is none of these.
_PERHAPS = re.compile(r"[a-zA-Z]|\A(?:19|20)\d\d-", re.ASCII).search
_TRUTHS = frozenset(("true", "false", "TRUE", "FALSE", "True", "False"))
_ROUNDED = re.compile(
    r"[0-9](?:[.,٫][0-9]+)?[eE]\+[0-9]{1,3}|[0-9][.,٫][0-9]+[eE][0-9]{1,3}", re.ASCII
).fullmatch


def refuse_spoiled(cell: Cell) -> None:
    """Raise CellError where a number stood that a spreadsheet has made something else of."""
    if isinstance(cell, datetime.date):
        raise _became_a_date(cell.isoformat()[:10])
    if isinstance(cell, bool):
        raise _became_a_truth(str(cell).upper())


def refuse_spoiled_text(text: str) -> None:
    """The same of a canonical text, as files that a spreadsheet has written hold it."""
    if not _PERHAPS(text):  # as most numbers are
        return
    if _DAY(text):
        raise _became_a_date(text)
    if text in _TRUTHS:
        raise _became_a_truth(text)
    if _ROUNDED(text):
        raise CellError(
            "lost_digits",
            _(
                "The spreadsheet has rounded this number: %(value)s. "
                "Set the column's format to text and write the number again."
            ),
            {"value": text},
        )


def _became_a_date(value: str) -> CellError:
    return CellError(
        "became_a_date",
        _(
            "The spreadsheet has made a date of this number: %(value)s. "
            "Set the column's format to text and write the number again."
        ),
        {"value": value},
    )


def _became_a_truth(value: str) -> CellError:
    return CellError(
        "became_a_truth",
        _("%(value)s stands in place of a number. Write the number, or leave the cell empty."),
        {"value": value},
    )
