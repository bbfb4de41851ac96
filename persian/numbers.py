"""Numbers as Persian readers write them, and money, which is stored as whole rials."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from .errors import PersianValueError

THOUSANDS = "\u066c"  # ٬
DECIMAL = "\u066b"  # ٫
LTR_MARK = "\u200e"
RIAL_IN_TOMAN = 10
DIGITS = 18  # of the longest number that a bigint holds, whatever they are

_TO_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_TO_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "0123456789" * 2)
_TO_PERSIAN_NUMBER = str.maketrans("0123456789,.", "۰۱۲۳۴۵۶۷۸۹" + THOUSANDS + DECIMAL)


class NumberError(PersianValueError):
    """What was typed is not a whole number."""


def persian_digits(text: Any) -> str:
    """Latin digits become Persian ones; everything else stays."""
    return str(text).translate(_TO_PERSIAN)


def ascii_digits(text: Any) -> str:
    """Persian and Arabic digits become Latin ones; everything else stays."""
    return str(text).translate(_TO_ASCII)


def is_key(text: str) -> bool:
    """Whether a text may be the key of a row: as addresses and forms write one, in Latin digits,
    and no longer than a bigint."""
    return text.isascii() and text.isdecimal() and len(text) <= DIGITS


def format_number(value: int | float | Decimal) -> str:
    """«۲٬۸۰۰٬۰۰۰», «۲٫۴». A minus sign stays left of the number in right-to-left text."""
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    text = f"{abs(value):,}".translate(_TO_PERSIAN_NUMBER)
    return f"{LTR_MARK}\u2212{text}" if value < 0 else text


_GROUP = "[,٬،'’_]"
_GROUPED = re.compile(rf"\d{{1,3}}(?:({_GROUP}|[. ])\d{{3}})(?:\1\d{{3}})*").fullmatch
_WHOLE = re.compile(r"(\d+)(?:\.0*)?").fullmatch
_SIGN = re.compile(r"^\s*([-−–+]?)\s*(.*?)\s*([-−]?)\s*$", re.DOTALL).match
_NOISE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u00a0\u202f\u200c]")
_UNIT = re.compile("(?:ریال|تومان|تومن|ريال)$")


def parse_number(text: Any) -> int:
    """A whole number from whatever a cell or a clerk holds.

    Persian digits, thousands in `,` `٬` `،` `.` or spaces, `523.0`, `9.991E+09`, a unit behind it.
    A single dot before exactly three digits separates thousands («2.800» is 2800): money has no
    decimals here. Raises `NumberError` with the code `not_a_number`, `not_whole` or `too_large`.
    """
    if isinstance(text, bool):
        raise _not_a_number(text)
    if isinstance(text, int):
        return _within_bigint(text, text)
    if isinstance(text, float | Decimal):
        try:
            whole = int(text)
        except (ValueError, OverflowError):
            raise _not_a_number(text) from None
        if whole != text:
            raise _not_whole(text)
        return _within_bigint(whole, text)
    plain = _UNIT.sub("", _NOISE.sub("", ascii_digits(text)).strip())
    match = _SIGN(plain)
    before, body, after = match.groups() if match else ("", "", "")
    body = body.replace(DECIMAL, ".") if DECIMAL in body else body
    negative = bool(after) or (bool(before) and before != "+")
    if body.startswith("(") and body.endswith(")"):  # accountants' minus
        negative, body = True, body[1:-1].strip()
    if _GROUPED(body):
        value = _from_digits(re.sub(r"\D", "", body), text)
    elif whole_match := _WHOLE(re.sub(rf"(?<=\d){_GROUP}(?=\d)", "", body)):
        value = _from_digits(whole_match[1], text)
    else:
        value = _from_decimal(body, text)
    return _within_bigint(-value if negative else value, text)


def _from_digits(digits: str, shown: Any) -> int:
    """The number of these digits; Python refuses to count thousands of them."""
    if len(significant := digits.lstrip("0")) > DIGITS:
        raise _too_large(shown)
    return int(significant or 0)


def _within_bigint(value: int, shown: Any) -> int:
    if abs(value) >= 10**DIGITS:
        raise _too_large(shown)
    return value


def _from_decimal(body: str, shown: Any) -> int:
    if not re.fullmatch(r"\d{1,40}(?:\.\d{1,40})?(?:[eE]\+?\d{1,2})?|\d+\.\d+", body, re.ASCII):
        raise _not_a_number(shown)
    try:
        number = Decimal(body)
    except InvalidOperation:  # pragma: no cover - the pattern above leaves nothing to refuse
        raise _not_a_number(shown) from None
    if number != number.to_integral_value():
        raise _not_whole(shown)
    return int(number)


def _too_large(value: Any) -> NumberError:
    return NumberError(
        "too_large",
        _("“%(value)s” is too large a number. Check for digits written twice."),
        {"value": value},
    )


def _not_a_number(value: Any) -> NumberError:
    return NumberError(
        "not_a_number",
        _("“%(value)s” is not a number. Write digits only, for example 2,800,000."),
        {"value": value},
    )


def _not_whole(value: Any) -> NumberError:
    return NumberError(
        "not_whole",
        _("“%(value)s” has a fraction. Write a whole number."),
        {"value": value},
    )


def format_rial(rial: int) -> str:
    """«۲٬۸۰۰٬۰۰۰ ریال» from rials."""
    return f"{format_number(rial)} ریال"


def format_toman(rial: int) -> str:
    """«۲۸۰٬۰۰۰ تومان» from *rials* (money is always stored in rials)."""
    return f"{format_number(rial_to_toman(rial))} تومان"


def toman_to_rial(toman: int | Decimal) -> int:
    """Rials of an amount in tomans."""
    return int(toman * RIAL_IN_TOMAN)


def rial_to_toman(rial: int) -> int | Decimal:
    """Tomans of an amount in rials: whole where it is whole, otherwise with one decimal."""
    toman, rest = divmod(rial, RIAL_IN_TOMAN)
    return Decimal(rial) / RIAL_IN_TOMAN if rest else toman
