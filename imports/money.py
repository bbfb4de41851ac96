"""Money in files: whole rials from whatever unit an office writes."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.cleaning import Cell, CellError, Cleaner, Maker, as_line
from persian.numbers import DECIMAL, RIAL_IN_TOMAN, parse_number
from persian.text import canonical

LARGEST = 10**18 - 1  # rials: what `parse_number` reads and a bigint holds
_MULTIPLES = {"هزار": 10**3, "میلیون": 10**6, "میلیارد": 10**9}
_CURRENCIES = {"ریال": 1, "تومان": RIAL_IN_TOMAN, "تومن": RIAL_IN_TOMAN}
_UNIT = (
    rf"(?:(?P<multiple>{'|'.join(_MULTIPLES)})[\s\u200c]*)?(?P<currency>{'|'.join(_CURRENCIES)})"
)
_IN_TITLE = re.compile(rf"(?<![^\W\d]){_UNIT}(?!\w)").search
_IN_CELL = re.compile(rf"(?P<amount>.*\d\)?)[\s\u200c]*{_UNIT}?", re.ASCII).fullmatch
_MULTIPLE_IN_CELL = re.compile(
    rf"(?P<amount>.*\d\)?)[\s\u200c]*(?P<multiple>{'|'.join(_MULTIPLES)})", re.ASCII
).fullmatch
# What `parse_number` takes for thousands, three digits behind a dot, is no fraction.
_FRACTION = re.compile(r"\d{1,15}\.(?!\d{3}\Z)\d{1,9}", re.ASCII).fullmatch


def money(minimum: int = 0, maximum: int = LARGEST) -> Maker:
    """An amount of money, stored in rials, as are the bounds.

    Its unit stands in the cell («۵۰۰ هزار تومان»), else in the title of the file's column («مبلغ
    (میلیون ریال)»); where it stands nowhere, it is the rial.
    """
    return lambda province_id: _Money(minimum, maximum)


class _Money(Cleaner):
    """The column's unit is `multiple` of a currency that is worth `currency` rials."""

    def __init__(self, minimum: int, maximum: int, multiple: int = 1, currency: int = 1) -> None:
        super().__init__(self._rials, as_line, keeps_zero=True)
        self._minimum, self._maximum = minimum, maximum
        self._multiple, self._currency = multiple, currency

    def titled(self, title: str) -> Cleaner:
        if unit := _IN_TITLE(canonical(title)):
            return _Money(self._minimum, self._maximum, *_unit(unit))
        return self

    def _rials(self, cell: Cell) -> int:
        amount, multiple, currency = cell, self._multiple, self._currency
        if isinstance(cell, str):
            if (written := _IN_CELL(cell)) and written["currency"]:
                amount, (multiple, currency) = written["amount"], _unit(written)
            elif written := _MULTIPLE_IN_CELL(cell):
                amount, multiple = written["amount"], _MULTIPLES[written["multiple"]]
        value = _times(amount, multiple * currency)
        if not self._minimum <= value <= self._maximum:
            raise CellError(
                "out_of_range",
                _("%(value)s is out of range: it lies between %(min)s and %(max)s."),
                {"value": value, "min": self._minimum, "max": self._maximum},
            )
        return value


def _unit(found: re.Match[str]) -> tuple[int, int]:
    return _MULTIPLES.get(found["multiple"], 1), _CURRENCIES[found["currency"]]


def _times(amount: Any, rials: int) -> int:
    """Rials of an amount; «۲٫۸» is one where that is a whole number of rials."""
    if not isinstance(amount, bool) and _FRACTION(text := str(amount).replace(DECIMAL, ".")):
        return parse_number(Decimal(text) * rials)
    return parse_number(amount) * rials
