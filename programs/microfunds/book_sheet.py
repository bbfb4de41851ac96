"""The book (دفتر) of a fund on paper: a year's entries with the cash as it ran."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from files.printing import typeset
from papers.letterhead import OfficeHead, Signatory, files_of, head_data, signature_data
from persian.dates import format_jalali
from persian.numbers import format_number, persian_digits

_TEMPLATE = Path(__file__).resolve().parent / "documents" / "book.typ"


@dataclass(frozen=True, kw_only=True)
class BookLine:
    """One entry: what the cash gained or lost, zero for a deposit, which lies apart.

    `number` counts the entries of the fund; `amount` is in rial.
    """

    number: int
    on: datetime.date
    what: str
    who: str = ""
    amount: int
    into_cash: int
    cash: int


@dataclass(frozen=True, kw_only=True)
class BookSheet:
    """All that stands in the book of a Jalali year. Amounts are in rial."""

    office: OfficeHead
    fund: str
    place: str
    operator: str = ""
    year: int
    printed_on: datetime.date
    opening: int
    closing: int
    lines: Sequence[BookLine]
    signatories: Sequence[Signatory] = ()


def print_book(sheet: BookSheet) -> bytes:
    """The PDF of a book. Raises PrintingError."""
    return typeset(_TEMPLATE, book_data(sheet), files=files_of(sheet.office, sheet.signatories))


def book_data(sheet: BookSheet) -> dict[str, Any]:
    """What the template of a book reads."""
    brought = sum(line.into_cash for line in sheet.lines if line.into_cash > 0)
    taken = -sum(line.into_cash for line in sheet.lines if line.into_cash < 0)
    return {
        "title": _("Book of the fund"),
        "office": head_data(sheet.office),
        "fund": sheet.fund,
        "lines": [
            {"label": _("Year"), "value": persian_digits(sheet.year)},
            {"label": _("Printed on"), "value": format_jalali(sheet.printed_on)},
        ],
        "facts": [
            {"label": label, "value": value}
            for label, value in (
                (_("County"), sheet.place),
                (_("NGO that operates it"), sheet.operator),
                (_("Cash at the beginning"), format_number(sheet.opening)),
                (_("Came in"), format_number(brought)),
                (_("Went out"), format_number(taken)),
                (_("Cash at the end"), format_number(sheet.closing)),
            )
            if value
        ],
        "columns": [
            _("Number"), _("Date"), _("Movement"), _("Member"), _("Came in"), _("Went out"),
            _("Lies apart"), _("Cash"),
        ],
        "rows": [_row(line) for line in sheet.lines],
        "signatures": signature_data(sheet.signatories),
        "words": {"rial": _("All amounts are in rial."), "empty": _("Nothing was entered.")},
    }  # fmt: skip


def _row(line: BookLine) -> list[str]:
    came = format_number(line.into_cash) if line.into_cash > 0 else ""
    went = format_number(-line.into_cash) if line.into_cash < 0 else ""
    apart = format_number(line.amount) if not line.into_cash else ""
    return [
        format_number(line.number), format_jalali(line.on), line.what, line.who, came, went, apart,
        format_number(line.cash),
    ]  # fmt: skip
