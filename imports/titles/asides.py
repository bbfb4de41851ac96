"""What stands beside what a title says: conditions, requests, sources, examples.

«(در صورت وجود)», «(لطفاً کامل نوشته شود)», «طبق آخرین آگهی» tell whoever fills in the list how, and
nothing of what the column holds. Of whom a thing is counts there too: «(به نام مدیرعامل باشد)».
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from persian.text import ZWNJ, fold

_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?").finditer
_WORDS = re.compile(r"[^\W\d_]+|\d+").finditer
_MASK = re.compile(r"(?=\d*[xX×*#_])[\dxX×*#_]{3,}|\d\s*(?:\.\.|…)").search  # «(09xxxxxxxxx)»
_SIGNS = "،,؛;/\\\\\\-–"
_STRETCHES = re.compile(rf"[^{_SIGNS}:]+").finditer  # of what stands in no bracket
_A_SIGN = re.compile(f"[{_SIGNS}]").findall
_MANY = 2  # signs of a list whose items are values, places too
_SHORT = 2  # words: «(به سال)», «(در سامانه)» say something of it
_LONGEST = 3  # words of a phrase

# With these an aside begins, and it ends with its bracket or before the next sign.
_BEGINNINGS = frozenset(map(fold, (
    "در صورت", "در صورتی", "درصورت", "در صورتیکه", "چنانچه", "اگر", "در غیر این",
    "طبق", "مطابق", "برابر", "براساس", "بر اساس", "با توجه", "به استناد", "به شرح",
    "مندرج در", "درج شده در", "قید شده در", "ذکر شده در", "وفق", "به موجب", "از روی",
    "برگرفته از", "به نقل از", "عین", "عینا", "در چارچوب", "در قالب",
    "نه", "به جز", "بجز", "به غیر", "غیر از", "پس از",
    "همان گونه", "همانگونه", "همان طور", "همانطور",
    "بدون", "ترجیحا", "ترجیحی", "مثلا", "مثال", "مانند", "نظیر", "از قبیل", "اعم از",
)))  # fmt: skip
# By whom a paper was issued, where it is named: «مجوز صادره از وزارت …». At the end of a title the
# same words ask for it.
_ISSUED_BY = frozenset(map(fold, ("صادره از", "شده از")))
_BY = fold("توسط")
# In a bracket that ends so, somebody is asked to do something.
_DONE = frozenset(map(fold, (
    "شود", "گردد", "باشد", "بماند", "نشود", "نباشد", "کنید", "نمایید", "فرمایید", "بنویسید",
    "است", "بزنید", "بگذارید",
)))  # fmt: skip
# With these a remark goes on, where the title has said before what the column holds.
_REMARKS = frozenset(map(fold, (
    "لطفا", "با", "بر", "در", "که", "به", "حداکثر", "حداقل", "جهت", "برای", "به منظور",
)))  # fmt: skip
_SAYS_TOO_LITTLE = frozenset(map(fold, (
    "نام", "عنوان", "شماره", "تاریخ", "کد", "شناسه", "نوع", "وضعیت", "تعداد", "مبلغ", "مدت",
    "اعتبار",
)))  # fmt: skip
_FOR = frozenset(map(fold, ("جهت", "برای", "به منظور")))  # «جهت اطلاع‌رسانی»
_IN_MANNER = frozenset({fold("به")})  # «به ترتیب الفبا»
_PREPOSITIONS = frozenset(map(fold, ("از", "با", "در", "به", "برای", "جهت", "تا", "بابت")))


Span = tuple[int, int]  # from character to character
_Words = list[tuple[str, int]]  # folded, and where each begins


@dataclass(slots=True)
class Spans:
    """Where in a title stand asides; requests, of which words that are not known say nothing;
    examples, of which words that only qualify say nothing either; lists of values, of which places
    say nothing too; and what is put in brackets besides."""

    asides: list[Span] = field(default_factory=list)
    requests: list[Span] = field(default_factory=list)
    examples: list[Span] = field(default_factory=list)
    lists: list[Span] = field(default_factory=list)
    appended: list[Span] = field(default_factory=list)

    @property
    def of_words(self) -> tuple[list[Span], ...]:
        return self.asides, self.requests, self.examples, self.lists


def spans_of(text: str) -> Spans:
    spans = Spans()
    outside, at = [], 0
    brackets = list(_BRACKETS(text))
    head = _words(text, 0, brackets[0].start() if brackets else len(text))
    says_enough = len(head) > 1 or not {word for word, _at in head} <= _SAYS_TOO_LITTLE
    for bracket in brackets:
        outside.append((at, bracket.start()))
        at = bracket.end()
        _look_into(text, bracket, spans, says_enough=says_enough)
    for begin, end in [*outside, (at, len(text))]:
        for stretch in _STRETCHES(text, begin, end):
            words = _words(text, *stretch.span())
            if (purpose := _place_of(words[1:], _FOR)) is not None:
                spans.requests.append((purpose, stretch.end()))
            aside = _aside_from(words)
            if aside is not None and text[:aside].strip(f" {ZWNJ}{_SIGNS}"):
                spans.asides.append((aside, stretch.end()))
    return spans


def _look_into(text: str, bracket: re.Match[str], spans: Spans, *, says_enough: bool) -> None:
    """What a bracket holds; `says_enough` tells that the title has said before what is meant."""
    words, span = _words(text, *bracket.span(1)), bracket.span()
    if (manner := _place_of(words, _IN_MANNER)) is not None:
        spans.requests.append((manner, bracket.end()))
    aside = bracket.start() if _MASK(bracket.group()) else _aside_from(words)
    if says_enough and len(words) > _SHORT:
        remark = words[0][1] if words[-1][0] in _DONE else _place_of(words, _REMARKS)
        aside = min((place for place in (aside, remark) if place is not None), default=None)
    if aside is None and len(words) > 1 and words[-1][0] in _DONE:
        spans.requests.append(span)
        aside = _place_of(words, _PREPOSITIONS)
    if aside is not None:
        spans.asides.append((aside, bracket.end()))
    signs = len(_A_SIGN(text, bracket.start(), bracket.end() if aside is None else aside))
    if signs:
        spans.examples.append(span)
    elif aside is None:
        spans.appended.append(span)
    if signs >= _MANY:
        spans.lists.append(span)


def _words(text: str, begin: int, end: int) -> _Words:
    return [(fold(word.group()), word.start()) for word in _WORDS(text, begin, end)]


def _aside_from(words: _Words) -> int | None:
    """Where an aside begins among words."""
    begins = _place_of(words, _BEGINNINGS)
    for place, (first, second) in enumerate(pairwise(words)):
        is_by = second[0] == _BY or first[0] + second[0] in _ISSUED_BY
        if is_by and place + 2 < len(words):
            return second[1] if begins is None else min(begins, second[1])
    return begins


def _place_of(words: _Words, phrases: frozenset[str]) -> int | None:
    """Where the first of these phrases begins among words."""
    for place, (_word, at) in enumerate(words):
        for length in range(1, _LONGEST + 1):
            if "".join(word for word, _at in words[place : place + length]) in phrases:
                return at
    return None
