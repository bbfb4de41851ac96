"""Text as it stands on paper: Persian digits, and numbers whose parts keep their order.

In a right-to-left line the parts of «۱۲-۳۴۵» change places, and so do those of «۶۷۷۳۵/ت۵۱۳۰۵ه»
in a left-to-right one. An isolated number keeps its own direction (Unicode TR9, X5a to X5c).
"""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .numbers import persian_digits

LEFT_TO_RIGHT, BY_ITS_FIRST_LETTER, END = "\u2066", "\u2068", "\u2069"
MINUS = "\u2212"
TOGETHER = "\u2060"  # no line ends here
_LONGEST_TOGETHER = 24  # letters; what is longer may be parted, since a column may be narrower
# What would turn the text of others around, or reach out of its own isolate.
_DIRECTIONS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_JOINT = r"[/\\\-–.:_٫٬,]"
_LETTERS = r"[^\W_]"
# Words and numbers joined without a space, with a digit among them.
_NUMBER = re.compile(rf"(?=[^\s]*\d){_LETTERS}+(?:{_JOINT}+{_LETTERS}+)+")
_FIGURES = re.compile(rf"\d+(?:{_JOINT}+\d+)+")
_LATIN = re.compile(r"[A-Za-z]")


def printed(text: str) -> str:
    """The text for paper. Words with Latin letters (addresses, Sheba numbers) keep their digits."""
    plain = _DIRECTIONS.sub("", text)
    return "".join(
        part if part.isspace() else _word(part) for part in re.split(r"(\s+)", plain) if part
    )


def in_order(text: str) -> SafeString:
    """The text for a page, each number of several parts in an element that keeps their order."""
    parts: list[str] = []
    end = 0
    for match in _FIGURES.finditer(text):
        isolated = format_html('<bdi dir="ltr">{}</bdi>', match[0])
        parts += [text[end : match.start()], isolated]
        end = match.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, text[end:]]))


def _word(word: str) -> str:
    if word.startswith(MINUS):  # which stands on the left of its number
        return f"{LEFT_TO_RIGHT}{persian_digits(word)}{END}"
    if _LATIN.search(word):
        return f"{BY_ITS_FIRST_LETTER}{word}{END}" if re.search(r"\d", word) else word
    return persian_digits(_NUMBER.sub(_isolated, word))


def _isolated(match: re.Match[str]) -> str:
    """Figures between letters run left to right, the whole as its first letter runs."""
    figures = _FIGURES.sub(f"{LEFT_TO_RIGHT}\\g<0>{END}", match[0])
    if len(match[0]) <= _LONGEST_TOGETHER:
        figures = re.sub(rf"({_JOINT}+)", rf"\1{TOGETHER}", figures)
    return f"{BY_ITS_FIRST_LETTER}{figures}{END}"


def printed_everywhere(data: object) -> Any:
    """The data with every text in it, at whatever depth, as `printed` has it."""
    if isinstance(data, str):
        return printed(data)
    if isinstance(data, Mapping):
        return {key: printed_everywhere(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [printed_everywhere(value) for value in data]
    return data
