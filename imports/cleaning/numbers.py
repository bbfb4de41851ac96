"""Whole numbers, as people count: «۱۲۵۰ نفر», «حدود ۲۰۰», «بیست و پنج»."""

from django.utils.translation import gettext_lazy as _

from imports.cleaning.base import Cell, CellError, Cleaner, Doubtful, Maker
from imports.cleaning.spelling import as_line, text_of
from imports.cleaning.spoiled import refuse_spoiled
from persian.errors import PersianValueError
from persian.numbers import format_number, is_key
from persian.quantities import quantity


def whole_number(minimum: int = 0, maximum: int = 2_147_483_647) -> Maker:
    """A count. A word for what is counted may stand behind it; one such as «حدود» before it costs
    a warning."""

    def within(number: int) -> int:
        if not minimum <= number <= maximum:
            raise CellError(
                "out_of_range",
                _("%(value)s is out of range: it lies between %(min)s and %(max)s."),
                {"value": number, "min": minimum, "max": maximum},
            )
        return number

    def clean(cell: Cell) -> int | Doubtful | None:
        if cell.__class__ is int:
            return within(cell)
        refuse_spoiled(cell)
        written = cell if isinstance(cell, str) else text_of(cell)
        if written is None:
            return None
        if is_key(written):
            return within(int(written))
        number, is_sure = quantity(written)
        within(number)
        return number if is_sure else Doubtful(number, _taken_as(written, number))

    return lambda province_id: Cleaner(clean, as_line, keeps_zero=True)


def _taken_as(written: str, number: int) -> PersianValueError:
    return CellError(
        "doubtful_number",
        _("“%(value)s” is taken as %(number)s. Write the number alone."),
        {"value": written, "number": format_number(number)},
    )
