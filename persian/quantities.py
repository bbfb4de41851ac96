"""Numbers with what they count: «۱٬۲۵۰ نفر», «حدود ۲۰۰», «بیست و پنج», «۵۰۰ هزار تومان».

What is doubtful costs a warning in a file; a form asks whoever types at once.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from .number_words import number_from_words
from .numbers import RIAL_IN_TOMAN, NumberError, format_number, parse_decimal, parse_number
from .text import canonical

_ABOUT = (
    "حدودا?|تقریبا|قریب به|نزدیک به|در حدود|بیش از|بیشتر از|بالغ بر|متجاوز از|حداقل|دست ?کم|بالای"
)
_COUNTED = "نفره?|تن|عضو|اعضا|عدد|مورد|فقره"
# Words behind the numbers of forms: of votes, of shares.
_IN_FORMS = ("رأی", "رای", "درصد", "٪", "%")
_ROUNDED = re.compile(r"\d[eE]\+?\d").search
_ONE_DOT = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII).fullmatch
_DIGIT = re.compile(r"\d").search

MULTIPLES = {"هزار": 10**3, "میلیون": 10**6, "میلیارد": 10**9}
CURRENCIES = {"ریال": 1, "تومان": RIAL_IN_TOMAN, "تومن": RIAL_IN_TOMAN}
_AMOUNT = re.compile(
    r"(?:مبلغ\s?:?\s?)?(?P<amount>.*?[\d)])[\s\u200c]*"
    rf"(?P<multiple>{'|'.join(MULTIPLES)})?[\s\u200c]*(?P<currency>{'|'.join(CURRENCIES)})?",
    re.ASCII,
).fullmatch
_EITHER = re.compile(r"[1-9]\d{0,2}[.٫]\d{3}", re.ASCII).fullmatch  # thousands, or decimals


def quantity(written: str, units: Sequence[str] = ()) -> tuple[int, bool]:
    """The number that a canonical text tells, and whether it tells that number and no other.

    `units` are words that may stand behind it besides those for what is counted. Raises
    NumberError.
    """
    found = _quantity(tuple(units))(written)
    bare = found["number"] if found and found["number"] else written
    is_sure = not (found and (found["about"] or found["more"]))
    if _DIGIT(bare):
        number = _told(bare, written)
        return number, is_sure and not _ROUNDED(bare) and not _ONE_DOT(bare)
    in_words = number_from_words(bare)
    return (parse_number(written) if in_words is None else in_words), is_sure


def parse_count(text: object, units: Sequence[str] = ()) -> int:
    """The whole number that somebody typed. Raises `NumberError`, also where it is not sure."""
    if not isinstance(text, str):
        return parse_number(text)
    try:
        number, is_sure = quantity(canonical(text), (*_IN_FORMS, *units))
    except NumberError as error:
        raise NumberError(error.code, error.message, {"value": text}) from None
    if not is_sure:
        raise NumberError(
            "not_sure",
            _("“%(value)s” is not sure to be %(number)s. Write the number alone."),
            {"value": text, "number": format_number(number)},
        )
    return number


def parse_rials(text: object) -> int:
    """Whole rials of an amount that somebody typed; its unit stands behind it, else it is the rial.

    Raises `NumberError`.
    """
    if not isinstance(text, str):
        return parse_number(text)
    amount, multiple, currency = amount_of(canonical(text))
    return rials_of(amount, (multiple or 1) * (currency or 1), text)


def amount_of(text: str) -> tuple[str, int | None, int | None]:
    """The number of a canonical text, of how many it speaks, and what one is worth in rials; None
    where the text does not say."""
    found = _AMOUNT(text)
    if not found:
        return text, None, None
    return found["amount"], MULTIPLES.get(found["multiple"]), CURRENCIES.get(found["currency"])


def rials_of(amount: Any, unit: int, written: Any) -> int:
    """Whole rials of an amount of units of so many rials: «۲٫۸», «2,5» are some where that is a
    whole number of rials. Raises `NumberError`, which quotes what was `written`."""
    if unit > RIAL_IN_TOMAN and isinstance(amount, str) and _EITHER(amount.strip()):
        raise NumberError(
            "two_readings",
            _("“%(value)s” can be read in two ways. Write the number without a dot."),
            {"value": str(written)},
        )
    try:
        number = parse_decimal(amount)
    except NumberError as error:
        raise NumberError(error.code, error.message, {"value": written}) from None
    if isinstance(number, Decimal):
        return _told(number * unit, written)
    return number * unit


@cache
def _quantity(units: tuple[str, ...]) -> Any:
    words = "|".join((_COUNTED, *map(re.escape, map(canonical, units))))
    return re.compile(
        rf"(?:تعداد\s?:?\s?)?(?:(?P<about>{_ABOUT}|[~≈])\s?)?(?P<number>.*?)\s?(?P<more>\+)?"
        rf"\s?(?:(?:{words})\.?)?"
    ).fullmatch


def _told(value: object, text: str) -> int:
    """The whole number; an error quotes the whole text."""
    try:
        return parse_number(value)
    except NumberError as error:
        raise NumberError(error.code, error.message, {"value": text}) from None
