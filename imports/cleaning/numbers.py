"""Whole numbers, as people count: «۱۲۵۰ نفر», «حدود ۲۰۰», «بیست و پنج»."""

import re

from django.utils.translation import gettext_lazy as _

from imports.cleaning.base import Cell, CellError, Cleaner, Doubtful, Maker
from imports.cleaning.spelling import as_line, text_of
from imports.cleaning.spoiled import refuse_spoiled
from persian.errors import PersianValueError
from persian.number_words import number_from_words
from persian.numbers import NumberError, format_number, is_key, parse_number

_ABOUT = (
    "حدودا?|تقریبا|قریب به|نزدیک به|در حدود|بیش از|بیشتر از|بالغ بر|متجاوز از|حداقل|دست ?کم|بالای"
)
_COUNTED = "نفره?|تن|عضو|اعضا|عدد|مورد|فقره"
_QUANTITY = re.compile(
    rf"(?:تعداد\s?:?\s?)?(?:(?P<about>{_ABOUT}|[~≈])\s?)?(?P<number>.*?)\s?(?P<more>\+)?"
    rf"\s?(?:(?:{_COUNTED})\.?)?"
).fullmatch
_ROUNDED = re.compile(r"\d[eE]\+?\d").search
_ONE_DOT = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII).fullmatch
_DIGIT = re.compile(r"\d").search


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


def quantity(written: str) -> tuple[int, bool]:
    """The number that a canonical text tells, and whether it tells that number and no other.

    Raises NumberError.
    """
    found = _QUANTITY(written)
    bare = found["number"] if found and found["number"] else written
    is_sure = not (found and (found["about"] or found["more"]))
    if _DIGIT(bare):
        try:
            number = parse_number(bare)
        except NumberError as error:
            raise NumberError(error.code, error.message, {"value": written}) from None
        return number, is_sure and not _ROUNDED(bare) and not _ONE_DOT(bare)
    in_words = number_from_words(bare)
    return (parse_number(written) if in_words is None else in_words), is_sure


def _taken_as(written: str, number: int) -> PersianValueError:
    return CellError(
        "doubtful_number",
        _("“%(value)s” is taken as %(number)s. Write the number alone."),
        {"value": written, "number": format_number(number)},
    )
