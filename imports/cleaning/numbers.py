"""Whole numbers, as people count: «۱۲۵۰ نفر», «حدود ۲۰۰», «بیست و پنج»."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.cleaning.base import Cell, CellError, Cleaner, Doubtful, Maker
from imports.cleaning.spelling import as_line, text_of
from imports.cleaning.spoiled import refuse_spoiled
from imports.units import remarks_of
from persian.errors import PersianValueError
from persian.numbers import format_number, is_key
from persian.quantities import quantity

_MULTIPLES = {"هزار": 10**3, "میلیون": 10**6}
_MULTIPLE = re.compile("|".join(_MULTIPLES)).search


def whole_number(minimum: int = 0, maximum: int = 2_147_483_647) -> Maker:
    """A count. A word for what is counted may stand behind it; one such as «حدود» before it costs
    a warning. Where the title of the file's column counts in thousands, so do its numbers."""
    return lambda province_id: _Count(minimum, maximum)


class _Count(Cleaner):
    def __init__(self, minimum: int, maximum: int, times: int = 1) -> None:
        super().__init__(self._number, as_line, keeps_zero=True)
        self._minimum, self._maximum, self._times = minimum, maximum, times

    def titled(self, title: str) -> Cleaner:
        found = _MULTIPLE(" ".join(remarks_of(title)))
        return _Count(self._minimum, self._maximum, _MULTIPLES[found[0]]) if found else self

    def _number(self, cell: Cell) -> int | Doubtful | None:
        if cell.__class__ is int:
            return self._within(cell)
        refuse_spoiled(cell)
        written = cell if isinstance(cell, str) else text_of(cell)
        if written is None:
            return None
        if is_key(written):
            return self._within(int(written))
        number, is_sure = quantity(written)
        number = self._within(number)
        return number if is_sure else Doubtful(number, _taken_as(written, number))

    def _within(self, number: Any) -> int:
        counted: int = number * self._times
        if not self._minimum <= counted <= self._maximum:
            raise CellError(
                "out_of_range",
                _("%(value)s is out of range: it lies between %(min)s and %(max)s."),
                {"value": counted, "min": self._minimum, "max": self._maximum},
            )
        return counted


def _taken_as(written: str, number: int) -> PersianValueError:
    return CellError(
        "doubtful_number",
        _("“%(value)s” is taken as %(number)s. Write the number alone."),
        {"value": written, "number": format_number(number)},
    )
