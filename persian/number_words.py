"""Numbers and dates in Persian words, as licences and cheques write them beside the figures."""

import datetime

from .jalali import MONTHS, WEEKDAYS, to_jalali
from .text import ZWNJ, fold

_AND = " و "
_UNDER_TWENTY = (
    "صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده",
    "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده",
)  # fmt: skip
_TENS = ("", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود")
_HUNDREDS = (
    "", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد",
)  # fmt: skip
# Above a milliard offices count in thousands of them («هزار میلیارد»): the names of greater numbers
# («بیلیون», «تریلیون») mean two different ones to two readers.
_SCALES = ((10**9, "میلیارد"), (10**6, "میلیون"), (10**3, "هزار"))
LIMIT = 10**18  # numbers below it, in either direction, have words


_VALUES = {
    **{fold(word): value for value, word in enumerate(_UNDER_TWENTY)},
    **{fold(word): value * 10 for value, word in enumerate(_TENS) if word},
    **{fold(word): value * 100 for value, word in enumerate(_HUNDREDS) if word},
    **{fold("یک" + word): value * 100 for value, word in enumerate(_HUNDREDS) if value == 1},
    fold("هیجده"): 18,
}
_SCALE_VALUES = {fold(word): scale for scale, word in _SCALES}


def number_from_words(text: str) -> int | None:
    """The number that words say, «بیست و پنج» or «یکصد و بیست هزار»; None where they say none."""
    words = [word for word in map(fold, text.replace(ZWNJ, " ").split()) if word != "و"]
    total = current = 0
    scale_before, size_before = LIMIT, LIMIT
    for word in words:
        if (scale := _SCALE_VALUES.get(word)) is not None:
            if scale >= scale_before:
                return None
            total += (current or 1) * scale
            current, scale_before, size_before = 0, scale, LIMIT
            continue
        value = _VALUES.get(word)
        size = 1 if value is None or value < 20 else 10 if value < 100 else 100
        if value is None or size >= size_before or (size == 1 and value >= 10 <= current % 100):
            return None
        current, size_before = current + value, size
    return total + current if words else None


def number_in_words(number: int) -> str:
    """«هزار و چهارصد و پنج» for 1405, «صفر» for 0, «منفی سه» for -3.

    Raises ValueError for numbers of more than eighteen digits.
    """
    if abs(number) >= LIMIT:
        raise ValueError(f"no words for so great a number: {number}")
    if number < 0:
        return f"منفی {number_in_words(-number)}"
    return _AND.join(_parts(number)) if number else _UNDER_TWENTY[0]


def _parts(number: int) -> list[str]:
    """The words of a number above zero, to be joined by «و»."""
    parts = []
    for scale, name in _SCALES:
        count, number = divmod(number, scale)
        if count == 1 and scale == 1000:
            parts.append(name)  # «هزار», where others say «یک میلیون»
        elif count:
            parts.append(f"{_AND.join(_parts(count))} {name}")
    hundreds, number = divmod(number, 100)
    if hundreds:
        parts.append(_HUNDREDS[hundreds])
    if number >= 20:
        tens, number = divmod(number, 10)
        parts.append(_TENS[tens])
    if number:
        parts.append(_UNDER_TWENTY[number])
    return parts


def ordinal_in_words(number: int) -> str:
    """«اول», «دوم», «سوم», «سی‌ام», «بیست و یکم»: which one in a row.

    Raises ValueError below 1, and as `number_in_words` does.
    """
    return "اول" if number == 1 else _ordinal(number)


def _ordinal(number: int) -> str:
    if number < 1:
        raise ValueError(f"nothing is number {number} in a row")
    words = number_in_words(number)
    if words.endswith("سه"):
        return f"{words.removesuffix('سه')}سوم"
    return f"{words}{ZWNJ}ام" if words.endswith("ی") else f"{words}م"


def jalali_in_words(date: datetime.date, *, weekday: bool = False) -> str:
    """«پنجم خرداد هزار و چهارصد و دو», or «جمعه پنجم خرداد …»; the first of a month is «یکم»."""
    jalali = to_jalali(date)
    words = f"{_ordinal(jalali.day)} {MONTHS[jalali.month - 1]} {number_in_words(jalali.year)}"
    return f"{WEEKDAYS[jalali.weekday()]} {words}" if weekday else words


def rial_in_words(rial: int) -> str:
    """«دو میلیون و هشتصد هزار ریال» from rials."""
    return f"{number_in_words(rial)} ریال"
