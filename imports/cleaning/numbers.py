"""Whole numbers."""

from django.utils.translation import gettext_lazy as _

from imports.cleaning.base import Cell, CellError, Cleaner, Maker
from imports.cleaning.spelling import as_line, text_of
from persian.numbers import is_key, parse_number


def whole_number(minimum: int = 0, maximum: int = 2_147_483_647) -> Maker:
    def clean(cell: Cell) -> int | None:
        if isinstance(cell, int) and not isinstance(cell, bool):
            number = cell
        else:
            written = cell if isinstance(cell, str) else text_of(cell)
            if written is None:
                return None
            number = int(written) if is_key(written) else parse_number(written)
        if not minimum <= number <= maximum:
            raise CellError(
                "out_of_range",
                _("%(value)s is out of range: it lies between %(min)s and %(max)s."),
                {"value": number, "min": minimum, "max": maximum},
            )
        return number

    return lambda province_id: Cleaner(clean, as_line, keeps_zero=True)
