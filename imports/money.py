"""Money in files: whole rials from whatever unit an office writes."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imports.cleaning import Cell, CellError, Cleaner, Maker, as_line
from imports.cleaning.spoiled import refuse_spoiled
from imports.doubts import Doubt
from imports.units import remarks_of
from persian.numbers import RIAL_IN_TOMAN, NumberError, parse_decimal, parse_number
from persian.text import canonical

LARGEST = 10**18 - 1  # rials: what `parse_number` reads and a bigint holds
_MULTIPLES = {"هزار": 10**3, "میلیون": 10**6, "میلیارد": 10**9}
_CURRENCIES = {"ریال": 1, "تومان": RIAL_IN_TOMAN, "تومن": RIAL_IN_TOMAN}
_UNIT = (
    rf"(?:(?P<multiple>{'|'.join(_MULTIPLES)})[\s\u200c]*)?(?P<currency>{'|'.join(_CURRENCIES)})"
)
_IN_TITLE = re.compile(rf"(?<![^\W\d]){_UNIT}(?!\w)").search
_MULTIPLE_IN_TITLE = re.compile(rf"(?<![^\W\d])(?:{'|'.join(_MULTIPLES)})(?!\w)").search
_IN_CELL = re.compile(rf"(?P<amount>.*\d\)?)[\s\u200c]*{_UNIT}?", re.ASCII).fullmatch
_MULTIPLE_IN_CELL = re.compile(
    rf"(?P<amount>.*\d\)?)[\s\u200c]*(?P<multiple>{'|'.join(_MULTIPLES)})", re.ASCII
).fullmatch
# Thousands, or three decimals.
_EITHER = re.compile(r"[1-9]\d{0,2}[.٫]\d{3}", re.ASCII).fullmatch


def money(minimum: int = 0, maximum: int = LARGEST) -> Maker:
    """An amount of money, stored in rials, as are the bounds.

    Its unit stands in the cell («۵۰۰ هزار تومان»), else in the title of the file's column («مبلغ
    (میلیون ریال)»); where it stands nowhere, the rial is taken and doubted. Numbers under a title
    with another unit («مبلغ (دلار)») are asked for.
    """
    return lambda province_id: _Money(minimum, maximum)


class _Money(Cleaner):
    """The column's unit is `multiple` of a currency that is worth `currency` rials; 0 where its
    title names a unit that is not known."""

    def __init__(
        self,
        minimum: int,
        maximum: int,
        multiple: int = 1,
        currency: int = 1,
        doubts: tuple[Doubt, ...] = (),
    ) -> None:
        super().__init__(self._rials, as_line, keeps_zero=True)
        self._minimum, self._maximum = minimum, maximum
        self._multiple, self._currency = multiple, currency
        self.doubts = doubts

    def titled(self, title: str) -> Cleaner:
        text = canonical(title)
        if unit := _IN_TITLE(text):
            return _Money(self._minimum, self._maximum, *_unit(unit))
        multiple = _MULTIPLES[found[0]] if (found := _MULTIPLE_IN_TITLE(text)) else 1
        if multiple == 1 and remarks_of(title):
            return _Money(self._minimum, self._maximum, 1, 0, (_other_unit(),))
        return _Money(self._minimum, self._maximum, multiple, 1, (_no_unit(),))

    def _rials(self, cell: Cell) -> int:
        refuse_spoiled(cell)
        amount, multiple, currency = cell, self._multiple, self._currency
        if isinstance(cell, str):
            if (written := _IN_CELL(cell)) and written["currency"]:
                amount, (multiple, currency) = written["amount"], _unit(written)
            elif written := _MULTIPLE_IN_CELL(cell):
                amount, multiple = written["amount"], _MULTIPLES[written["multiple"]]
                currency = currency or 1
        if not currency:
            raise CellError(
                "unit_not_known",
                _("The unit of %(value)s is not known. Write it in the title: rial or toman."),
                {"value": str(cell)},
            )
        value = _times(amount, multiple * currency, cell)
        if not self._minimum <= value <= self._maximum:
            raise CellError(
                "out_of_range",
                _("%(value)s is out of range: it lies between %(min)s and %(max)s."),
                {"value": value, "min": self._minimum, "max": self._maximum},
            )
        return value


def _unit(found: re.Match[str]) -> tuple[int, int]:
    return _MULTIPLES.get(found["multiple"], 1), _CURRENCIES[found["currency"]]


def _times(amount: Any, rials: int, cell: Any) -> int:
    """Rials of an amount; «۲٫۸» and «2,5» are some where that is a whole number of rials."""
    if rials > RIAL_IN_TOMAN and isinstance(amount, str) and _EITHER(amount.strip()):
        raise CellError(
            "doubtful_amount",
            _("“%(value)s” can be read in two ways. Write the amount without a dot."),
            {"value": str(cell)},
        )
    try:
        number = parse_decimal(amount)
    except NumberError as error:
        raise NumberError(error.code, error.message, {"value": cell}) from None
    if isinstance(number, Decimal):
        return parse_number(number * rials)
    return number * rials


def _no_unit() -> Doubt:
    return Doubt(
        "unit_not_known",
        gettext(
            "The title names no currency: the amounts are taken for rials. If they are tomans, "
            "write that in the title."
        ),
    )


def _other_unit() -> Doubt:
    return Doubt(
        "unit_not_known",
        gettext("The unit in the title is not known: the amounts are not taken."),
    )
