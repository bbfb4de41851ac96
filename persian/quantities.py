"""What people type where a form asks for a number: «۱٬۲۵۰ نفر», «۵۰۰ هزار تومان».

A file may be asked about what is doubtful in it; a form asks whoever types at once.
"""

import re
from collections.abc import Collection
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from .numbers import RIAL_IN_TOMAN, NumberError, parse_number
from .text import canonical

# What may be counted behind any number; units that change its size are no such words.
COUNTED = ("نفر", "نفره", "تن", "عضو", "عدد", "مورد", "فقره", "رأی", "رای", "درصد", "٪", "%")
_BEFORE = r"(?:تعداد|شمار)\s?:?\s?"
_MULTIPLES = {"هزار": 10**3, "میلیون": 10**6, "میلیارد": 10**9}
_CURRENCIES = {"ریال": 1, "تومان": RIAL_IN_TOMAN, "تومن": RIAL_IN_TOMAN}
_AMOUNT = re.compile(
    r"(?:مبلغ\s?:?\s?)?(?P<amount>.*?[\d)])[\s\u200c]*"
    rf"(?P<multiple>{'|'.join(_MULTIPLES)})?[\s\u200c]*(?P<currency>{'|'.join(_CURRENCIES)})?",
    re.ASCII,
).fullmatch
_FRACTION = re.compile(r"(?P<whole>\d{1,15})[./٫,](?P<part>\d{1,2}|\d{4,9})", re.ASCII).fullmatch
# Thousands, or a number with three decimals.
_ONE_DOT = re.compile(r"[1-9]\d{0,2}[.٫]\d{3}", re.ASCII).fullmatch


def parse_count(text: Any, units: Collection[str] = ()) -> int:
    """A whole number, with or without a word behind it for what is counted.

    `units` are words that the field takes besides `COUNTED`: the months that a policy is of.
    Raises `NumberError`, also for «2.800», which is read in two ways.
    """
    if not isinstance(text, str):
        return parse_number(text)
    written = canonical(text)
    found = _counted(tuple(units))(written)
    bare = found["number"] if found else written
    if _ONE_DOT(bare):
        raise _two_readings(text)
    return _told(parse_number, bare, text)


def parse_rials(text: Any) -> int:
    """Whole rials of an amount; its unit stands behind it, else it is the rial.

    Raises `NumberError`.
    """
    if not isinstance(text, str):
        return parse_number(text)
    written = canonical(text)
    found = _AMOUNT(written)
    if not found:
        return _told(parse_number, written, text)
    rials = _MULTIPLES.get(found["multiple"], 1) * _CURRENCIES.get(found["currency"], 1)
    amount = found["amount"]
    if rials > RIAL_IN_TOMAN and _ONE_DOT(amount):
        raise _two_readings(text)
    if rials > 1 and (fraction := _FRACTION(amount)):
        exact = Decimal(f"{fraction['whole']}.{fraction['part']}") * rials
        return _told(parse_number, exact, text)
    return _told(parse_number, _told(parse_number, amount, text) * rials, text)


@cache
def _counted(units: tuple[str, ...]) -> Any:
    words = "|".join(map(re.escape, map(canonical, (*COUNTED, *units))))
    return re.compile(rf"(?:{_BEFORE})?(?P<number>.*?\d\)?)[\s\u200c]*(?:{words})?\.?").fullmatch


def _told(parse: Any, value: Any, text: str) -> int:
    """What `parse` makes of a value; an error quotes the whole text."""
    try:
        return int(parse(value))
    except NumberError as error:
        raise NumberError(error.code, error.message, {"value": text}) from None


def _two_readings(text: str) -> NumberError:
    return NumberError(
        "two_readings",
        _("“%(value)s” can be read in two ways. Write the number without a dot."),
        {"value": text},
    )
