"""Money in files: whole rials from whatever unit an office writes."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imports.cleaning import Cell, CellError, Cleaner, Maker, as_line
from imports.cleaning.spoiled import refuse_spoiled
from imports.units import remarks_of
from persian.quantities import CURRENCIES, MULTIPLES, amount_of, rials_of
from persian.text import canonical
from reading.doubts import Doubt

LARGEST = 10**18 - 1  # rials: what `parse_number` reads and a bigint holds
_UNIT = rf"(?:(?P<multiple>{'|'.join(MULTIPLES)})[\s\u200c]*)?(?P<currency>{'|'.join(CURRENCIES)})"
_IN_TITLE = re.compile(rf"(?<![^\W\d]){_UNIT}(?!\w)").search
_MULTIPLE_IN_TITLE = re.compile(rf"(?<![^\W\d])(?:{'|'.join(MULTIPLES)})(?!\w)").search


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
            return _Money(
                self._minimum,
                self._maximum,
                MULTIPLES.get(unit["multiple"], 1),
                CURRENCIES[unit["currency"]],
            )
        multiple = MULTIPLES[found[0]] if (found := _MULTIPLE_IN_TITLE(text)) else 1
        if multiple == 1 and remarks_of(title):
            return _Money(self._minimum, self._maximum, 1, 0, (_other_unit(),))
        return _Money(self._minimum, self._maximum, multiple, 1, (_no_unit(),))

    def _rials(self, cell: Cell) -> int:
        refuse_spoiled(cell)
        amount, multiple, currency = cell, self._multiple, self._currency
        if isinstance(cell, str):
            amount, own_multiple, own_currency = amount_of(cell)
            if own_currency:
                multiple, currency = own_multiple or 1, own_currency
            elif own_multiple:
                multiple, currency = own_multiple, currency or 1
        if not currency:
            raise CellError(
                "unit_not_known",
                _("The unit of %(value)s is not known. Write it in the title: rial or toman."),
                {"value": str(cell)},
            )
        value = rials_of(amount, multiple * currency, cell)
        if not self._minimum <= value <= self._maximum:
            raise CellError(
                "out_of_range",
                _("%(value)s is out of range: it lies between %(min)s and %(max)s."),
                {"value": value, "min": self._minimum, "max": self._maximum},
            )
        return value


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
