"""A title taken apart into what its words mean."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from persian.text import HAMZA_ABOVE, canonical, fold

from .lexicon import LONGEST_PHRASE, Lexicon, words_of

Unit = Literal["rial", "toman"]

LONGEST = 120  # characters; what is longer is no title
_WORDS = re.compile(r"[^\W\d_]+|\d+").finditer
# «(فعال، غیرفعال)», «(خیابان/کوچه/پلاک)»: examples of what stands in the column.
_EXAMPLES = re.compile(r"[(\[{][^)\]}]*[،,؛;/\\\-–][^)\]}]*[)\]}]?").finditer
_ENDINGS = frozenset(map(fold, ("ی", "ها", "های", "هایی", "ه", "ۀ")))
# «نام (طبق پروانه)»: by which paper it is told, and nothing of that paper.
_TOLD_BY = re.compile(r"(?<=\S)\W+(?:طبق|مطابق|برابر|بر ?اساس)\s+[^\W\d_]+").sub
_PLURALS = tuple(map(fold, ("هایی", "های", "ها")))
_SECOND = fold("دوم")
_AMOUNT, _MONEY = fold("مبلغ"), fold("پول")
_IN = fold("به")  # «به ریال»
_AND = fold("و")
_WHATS = tuple(map(fold, ("تاریخ", "شماره", "کد")))
_YEAR = re.compile(r"1[34]\d\d").fullmatch
_UNITS: dict[str, Unit] = {
    **dict.fromkeys(map(fold, ("ریال", "rial", "rials", "IRR")), "rial"),
    **dict.fromkeys(map(fold, ("تومان", "تومن", "toman", "tomans", "IRT")), "toman"),
}


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says: `meanings` of its known words, and `unknown` words. `mended` tells that a
    slip of the keyboard was mended, `is_of_two` that it names two things of a kind: «تاریخ صدور و
    تاریخ پایان». `unit` is the unit of money that it names."""

    text: str
    whole: str  # folded
    bare: str  # folded, without the unit of money
    meanings: frozenset[str]
    unknown: frozenset[str]
    mended: bool
    is_of_two: bool
    unit: Unit | None

    @property
    def said(self) -> frozenset[str]:
        return self.meanings | self.unknown


@lru_cache(maxsize=8192)
def title_of(text: str, lexicon: Lexicon) -> Title:
    """The title, taken apart. Phrases go before the words that they consist of."""
    text = canonical(text)
    whole = fold(text)
    if len(text) > LONGEST:
        return Title(text, whole, whole, frozenset(), frozenset({whole}), False, False, None)
    words, examples = _words_of(text)
    is_of_two = any(words.count(what) > 1 for what in _WHATS) and _AND in words
    meanings: set[str] = set()
    unknown: set[str] = set()
    mended, unit, place = False, None, 0
    while place < len(words):
        word, length, found = words[place], 1, None
        for length in range(min(LONGEST_PHRASE, len(words) - place), 1, -1):
            found = lexicon.phrase("".join(words[place : place + length]))
            if found is not None:
                break
        else:
            length = 1
            if word in _UNITS:
                unit, found = unit or _UNITS[word], ()
            elif word.isdecimal():
                found = _of_digits(words, place)
            else:
                found = lexicon.meaning(word)
            if found is None and (found := lexicon.mended(word)) is not None:
                mended = True
        if place in examples and (found is None or lexicon.qualifying.issuperset(found)):
            pass
        elif found is None:
            unknown.add(_without_ending(word))
        else:
            meanings.update(found)
        place += length
    bare = whole
    if unit is not None and _AMOUNT in meanings:
        bare = "".join(word for word in words if word not in _UNITS and word != _IN)
    elif unit is not None:
        meanings.add(_MONEY)  # «اعتبار (ریال)» is money, and no date
    return Title(
        text, whole, bare, frozenset(meanings), frozenset(unknown), mended, is_of_two, unit
    )


def _words_of(text: str) -> tuple[list[str], set[int]]:
    """The folded words of a title, and the places of those that are examples in brackets."""
    text = _TOLD_BY(" ", words_of(text).replace(HAMZA_ABOVE, ""))
    spans = [found.span() for found in _EXAMPLES(text)]
    found = [(fold(word.group()), word.start()) for word in _WORDS(text)]
    found = [(word, at) for word, at in found if word not in _ENDINGS] or found
    examples = {
        place
        for place, (_word, at) in enumerate(found)
        if any(begin < at < end for begin, end in spans)
    }
    return [word for word, _at in found], examples


def _without_ending(word: str) -> str:
    """An unknown word in the singular."""
    for ending in _PLURALS:
        if len(word) > len(ending) + 2 and word.endswith(ending):
            return word.removesuffix(ending)
    return word


def _of_digits(words: list[str], place: int) -> tuple[str, ...] | None:
    """«تلفن ۲» is a second one, «۱۱ رقم» nothing; a year and other numbers mean something that
    nobody knows here."""
    following = words[place + 1] if place + 1 < len(words) else ""
    if following.startswith(fold("رقم")) or words[place] in ("1", "0"):
        return ()
    if _YEAR(words[place]) or len(words[place]) > 1:
        return None
    return (_SECOND,)
