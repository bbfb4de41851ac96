"""A title taken apart into what its words mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from persian.text import HAMZA_ABOVE, canonical, fold

from .asides import Span, spans_of
from .lexicon import LONGEST_PHRASE, Lexicon, words_of

Unit = Literal["rial", "toman"]

LONGEST = 120  # characters; what is longer is no title
_WORDS = re.compile(r"[^\W\d_]+|\d+").finditer
_SLASH = re.compile(r".*/\s*$").match
_NONE: frozenset[Any] = frozenset()
_ENDINGS = frozenset(map(fold, ("ی", "ها", "های", "هایی", "ه", "ۀ")))
_PLURALS = tuple(map(fold, ("هایی", "های", "ها")))
_SECOND = fold("دوم")
_AMOUNT, _MONEY = fold("مبلغ"), fold("پول")
_IN = fold("به")  # «به ریال»
_FROM = fold("از")
_YEAR_WORD = fold("سال")
_DATED = frozenset(map(fold, ("تاریخ", "تأسیس", "صدور", "شروع", "پایان", "انقضا")))
_AND, _NAME = fold("و"), fold("نام")
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
    تاریخ پایان». `appended` is what each of its brackets says. `unit` is the unit of money that it
    names; `named` is what «نام» stands before: «نام سازمان شهرستان» is no county's.
    """

    text: str
    whole: str  # folded
    bare: str  # folded but for what stands between two things, without the unit of money
    meanings: frozenset[str]
    unknown: frozenset[str]
    appended: frozenset[frozenset[str]]
    mended: bool
    is_of_two: bool
    unit: Unit | None
    named: str | None = None

    @property
    def counts_years(self) -> bool:
        """Whether a year in brackets is a unit: «اعتبار (سال)», and no date."""
        return frozenset({_YEAR_WORD}) in self.appended and not self.meanings & _DATED

    @property
    def said(self) -> frozenset[str]:
        return self.meanings | self.unknown


class _Word(NamedTuple):
    text: str  # folded
    is_aside: bool = False
    is_asked: bool = False  # of a request
    is_example: bool = False
    is_value: bool = False  # of a list of values
    bracket: int | None = None
    is_slash: bool = False


_BOTH = _Word(_AND, is_slash=True)


@lru_cache(maxsize=8192)
def title_of(text: str, lexicon: Lexicon) -> Title:
    """The title, taken apart. Phrases go before the words that they consist of."""
    text = canonical(text)
    whole = fold(text)
    if len(text) > LONGEST:
        return Title(text, whole, whole, _NONE, frozenset({whole}), _NONE, False, False, None)
    words = _words_of(text, lexicon)
    texts = [word.text for word in words]
    is_of_two = any(texts.count(what) > 1 for what in _WHATS) and _AND in texts
    meanings: set[str] = set()
    unknown: set[str] = set()
    appended: dict[int, set[str]] = {}
    after: list[str] = []  # «نام»
    mended, unit, place = False, None, 0
    while place < len(words):
        word, length, found = words[place], 1, None
        for length in range(min(LONGEST_PHRASE, len(words) - place), 1, -1):
            if word.is_aside != words[place + length - 1].is_aside:
                continue
            found = lexicon.phrase("".join(texts[place : place + length]))
            if found == () and _BOTH in words[place : place + length]:
                continue  # «زن / مرد» are two, and not everyone
            if found is not None:
                break
        else:
            length = 1
            if word.text in _UNITS:
                unit, found = unit or _UNITS[word.text], ()
            elif word.text.isdecimal():
                found = _of_digits(texts, place)
            else:
                found = lexicon.meaning(word.text)
            if found is None and not word.is_aside:
                found = lexicon.mended(word.text)
                mended = mended or found is not None
        said = _said(word, found, lexicon)
        if said is None:
            unknown.add(_without_ending(word.text))
        else:
            meanings.update(said)
            after.extend(said if after or _NAME in said else ())
        if word.bracket is not None:
            appended.setdefault(word.bracket, set()).update(
                {_without_ending(word.text)} if said is None else said
            )
        place += length
    if texts[1:] and texts[-1] == _FROM:
        unknown.add(_FROM)  # «مجوز از» asks by whom
    bare = "/".join(map(fold, text.split("/")))
    if unit is not None and _AMOUNT in meanings:
        bare = "".join(word for word in texts if word not in _UNITS and word != _IN)
    elif unit is not None:
        meanings.add(_MONEY)  # «اعتبار (ریال)» is money, and no date
    return Title(
        text, whole, bare, frozenset(meanings), frozenset(unknown),
        frozenset(map(frozenset, appended.values())), mended, is_of_two, unit,
        next((word for word in after if word != _NAME and word not in lexicon.qualifying), None),
    )  # fmt: skip


def _said(word: _Word, found: tuple[str, ...] | None, lexicon: Lexicon) -> tuple[str, ...] | None:
    """What a word of a title says, by where it stands; None where nobody knows it."""
    if word.is_aside:
        return tuple(meaning for meaning in found or () if meaning in lexicon.whose)
    if found is None:
        return () if word.is_asked or word.is_example else None
    is_mute = word.is_example and lexicon.qualifying.issuperset(found)
    if is_mute or (word.is_value and lexicon.places.issuperset(found)):
        return ()
    return found


def _words_of(text: str, lexicon: Lexicon) -> list[_Word]:
    """The folded words of a title; what stands on both sides of a slash are two things."""
    text = words_of(text).replace(HAMZA_ABOVE, "")
    spans = spans_of(text)
    words: list[_Word] = []
    for found in _WORDS(text):
        at, word = found.start(), fold(found.group())
        aside, request, example, value = (_is_in(at, each) for each in spans.of_words)
        bracket = next(
            (place for place, span in enumerate(spans.appended) if _is_in(at, [span])), None
        )
        is_inside = bracket is not None or aside or request or example
        if words and not is_inside and _SLASH(text, 0, at):
            words.append(_BOTH)
        word = lexicon.short_for.get(word, word)
        words.append(_Word(word, aside, request, example, value, bracket))
    return [word for word in words if word.text not in _ENDINGS] or words


def _is_in(at: int, spans: Sequence[Span]) -> bool:
    return any(begin <= at < end for begin, end in spans)


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
