"""Dates, however they are written."""

import datetime
import math
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.cleaning.base import Cell, CellError, Cleaner, Maker
from imports.cleaning.spelling import as_line
from imports.policies import DATE_ORDER, YEAR_PIVOT
from persian.dates import FIRST_YEAR, LAST_YEAR, parse_any, to_gregorian

EARLIEST = to_gregorian(FIRST_YEAR, 1, 1)
LATEST = to_gregorian(LAST_YEAR, 12, 29)


def jalali_date(*, not_after: Callable[[], datetime.date] | None = None) -> Maker:
    """A date however it is written. `not_after` gives the last day that makes sense."""

    return lambda province_id: _Date(not_after() if not_after else None)


class _Date(Cleaner):
    """`order` and `pivot` are those of `persian.dates.parse_jalali`."""

    def __init__(
        self,
        last: datetime.date | None,
        order: str = DATE_ORDER.default,
        pivot: int = YEAR_PIVOT.default,
    ) -> None:
        super().__init__(self._date, as_line)
        self._last, self._order, self._pivot = last, order, pivot

    def decided(self, values: Mapping[str, Any]) -> Cleaner:
        return _Date(self._last, values[DATE_ORDER.name], values[YEAR_PIVOT.name])

    def _date(self, cell: Cell) -> datetime.date:
        if isinstance(cell, float) and not math.isfinite(cell):
            cell = str(cell)
        value = parse_any(cell, order=self._order, pivot=self._pivot)
        if not EARLIEST <= value <= LATEST:
            raise CellError(
                "year_out_of_range",
                _("The year of this date, %(value)s, cannot be right. Correct it."),
                {"value": value.year},
            )
        if self._last is not None and value > self._last:
            raise CellError("future_date", _("This date is still to come. Correct the year."))
        return value
