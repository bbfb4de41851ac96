"""Numbers as Persian readers write them, and money, which is stored as whole rials."""

import re
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from .errors import PersianValueError

THOUSANDS = "\u066c"  # ٬
DECIMAL = "\u066b"  # ٫
LTR_MARK = "\u200e"
RIAL_IN_TOMAN = 10
MOST_DECIMALS = 40  # that are looked at
DIGITS = 18  # of the longest number that a bigint holds, whatever they are

Number = TypeVar("Number", int, Decimal, "int | Decimal")

_TO_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_TO_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "0123456789" * 2)
_TO_PERSIAN_NUMBER = str.maketrans("0123456789,.", "۰۱۲۳۴۵۶۷۸۹" + THOUSANDS + DECIMAL)


class NumberError(PersianValueError):
    """What was typed is not a whole number."""


def persian_digits(text: object) -> str:
    """Latin digits become Persian ones; everything else stays."""
    return str(text).translate(_TO_PERSIAN)


def ascii_digits(text: object) -> str:
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


# Three digits follow a sign between thousands, and no zero leads them. Of a single sign that marks
# decimals as well, «٫» does so here, and a dot does not: money and counts are whole.
_BODY = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?:(?P<group>[,٬،'’_. ])\d{3})(?:(?P=group)\d{3})*"
    r"|[1-9]\d{0,2}(?:٫\d{3}){2,}|\d+)"
    r"(?:(?P<point>[.,٫،٬])(?P<fraction>\d*))?",
    re.ASCII,
).fullmatch
_SCIENTIFIC = re.compile(r"\d{1,18}(?:[.٫,]\d{1,18})?[eE]\+?\d{1,2}", re.ASCII).fullmatch
_SIGN = re.compile(r"^\s*([-−–+]?)\s*(.*?)\s*([-−]?)\s*$", re.DOTALL).match
_NOISE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u200c]")
_SPACE = re.compile("[\u00a0\u202f]")
_UNIT = re.compile("(?:ریال|ريال)$")


def parse_number(text: object) -> int:
    """A whole number from whatever a cell or a clerk holds.

    Persian digits, thousands in `,` `٬` `،` `.` or spaces, `523.0`, `9.991E+09`, «ریال» behind it.
    A sign separates thousands where exactly three digits follow it, each time; «12,5» and «1,23»
    are decimals. A single dot before three digits separates thousands («2.800» is 2800): money has
    no decimals here. Raises `NumberError` with the code `not_a_number`, `not_whole` or `too_large`.
    """
    number = parse_decimal(text)
    if isinstance(number, Decimal):
        if number != number.to_integral_value():
            raise _not_whole(text)
        number = int(number)
    return number


def parse_decimal(text: object) -> int | Decimal:
    """The number, with its decimals where it has any, from what `parse_number` takes. Its whole
    part has no more than eighteen digits."""
    if isinstance(text, bool):
        raise _not_a_number(text)
    if isinstance(text, int):
        return _within_bigint(text, text)
    if isinstance(text, float | Decimal):
        number = Decimal(repr(text)) if isinstance(text, float) else text
        if not number.is_finite():
            raise _not_a_number(text)
        return _within_bigint(number, text)
    plain = _SPACE.sub(" ", _NOISE.sub("", ascii_digits(text))).strip()
    match = _SIGN(_UNIT.sub("", plain))
    before, body, after = match.groups() if match else ("", "", "")
    negative = bool(after) or (bool(before) and before != "+")
    if body.startswith("(") and body.endswith(")"):  # accountants' minus
        negative, body = True, body[1:-1].strip()
    value: int | Decimal
    if _SCIENTIFIC(body):
        value = Decimal(body.replace(DECIMAL, ".").replace(",", "."))
    else:
        found = _BODY(body)
        if not found or (found["group"] and found["group"] == found["point"]):
            raise _not_a_number(text)
        value = _from_digits(re.sub(r"\D", "", found["whole"]), text)
        if fraction := (found["fraction"] or "").rstrip("0"):
            if len(fraction) > MOST_DECIMALS:
                raise _not_a_number(text)
            value = Decimal(f"{value}.{fraction}")
    return _within_bigint(-value if negative else value, text)


def _from_digits(digits: str, shown: object) -> int:
    """The number of these digits; Python refuses to count thousands of them."""
    if len(significant := digits.lstrip("0")) > DIGITS:
        raise _too_large(shown)
    return int(significant or 0)


def _within_bigint(value: Number, shown: object) -> Number:
    if abs(value) >= 10**DIGITS:
        raise _too_large(shown)
    return value


def _too_large(value: object) -> NumberError:
    return NumberError(
        "too_large",
        _("“%(value)s” is too large a number. Check for digits written twice."),
        {"value": value},
    )


def _not_a_number(value: object) -> NumberError:
    return NumberError(
        "not_a_number",
        _("“%(value)s” is not a number. Write digits only, for example 2,800,000."),
        {"value": value},
    )


def _not_whole(value: object) -> NumberError:
    return NumberError(
        "not_whole",
        _("“%(value)s” has a fraction. Write a whole number."),
        {"value": value},
    )


def format_rial(rial: int) -> str:
    """«۲٬۸۰۰٬۰۰۰ ریال» from rials."""
    return f"{format_number(rial)} ریال"


_SHORT = ((10**12, "هزار میلیارد"), (10**9, "میلیارد"), (10**6, "میلیون"))


def format_rial_short(rial: int) -> str:
    """«۲۸ میلیارد ریال», «۲٫۷ میلیارد ریال» from rials: what a figure says at a glance. It is cut
    after one decimal and never rounded up, so it says no more than there is."""
    for unit, word in _SHORT:
        if abs(rial) >= unit:
            tenths = abs(rial) * 10 // unit * (-1 if rial < 0 else 1)
            return f"{format_number(Decimal(tenths) / 10)} {word} ریال"
    return format_rial(rial)


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
