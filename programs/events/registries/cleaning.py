"""How cells of lists of events are read: hours, cohorts, who was there, what a title tells."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.cleaning import CellError, Cleaner, Maker, as_line
from imports.cleaning.yes_no import answer_of, spell_answers
from persian.number_words import number_from_words, ordinal_in_words
from persian.numbers import NumberError, parse_decimal
from persian.text import canonical, fold, fold_words
from programs.events.models.course import MOST_COHORTS
from programs.events.models.event import EventKind
from programs.events.registries import cell_words

LONGEST_EVENT = 2000  # hours

# -- hours -----------------------------------------------------------------------------------------

_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::00)?", re.ASCII).fullmatch
_COUNTED = re.compile(r"\s*(?:نفر\s?)?(?:ساعت(?:ه|\s?آموزشی)?|h|hours?)\s*$", re.I).sub
_HALF = re.compile(r"(?:\s*و)?\s*نیم$")


def hours() -> Maker:
    """Hours: «۴», «۲٫۵», «۳ ساعت», «سه ساعت و نیم», «۲:۳۰»."""

    def read(cell: Any) -> int | float:
        if isinstance(cell, bool):
            raise _no_hours(cell)
        number = _hours_of(cell) if isinstance(cell, str) else _plain(cell)
        if not 0 < number <= LONGEST_EVENT:
            raise _no_hours(cell)
        rounded = round(float(number), 2)
        return int(rounded) if rounded.is_integer() else rounded

    return lambda province_id: Cleaner(read, as_line)


def _hours_of(text: str) -> float | Decimal:
    plain = canonical(text)
    if clock := _CLOCK(plain):
        return int(clock[1]) + Decimal(int(clock[2])) / 60
    bare = plain.replace("ساعت و نیم", "و نیم")
    bare, half = (_HALF.sub("", bare), Decimal("0.5")) if _HALF.search(bare) else (bare, Decimal(0))
    bare = _COUNTED("", bare)
    in_words = number_from_words(bare)
    return (_plain(bare) if in_words is None else Decimal(in_words)) + half


def _plain(cell: Any) -> Decimal:
    try:
        return Decimal(parse_decimal(cell))
    except NumberError as error:
        raise _no_hours(cell) from error


def _no_hours(cell: object) -> CellError:
    return CellError(
        "no_hours",
        _("“%(value)s” is no number of hours. Write the hours alone."),
        {"value": str(cell)},
    )


# -- cohorts ---------------------------------------------------------------------------------------

_ORDINALS = {fold(ordinal_in_words(number)): number for number in range(1, 101)} | {
    fold(word): number
    for word, number in {
        "نخست": 1, "یکم": 1, "الف": 1, "ب": 2, "ج": 3, "د": 4, "a": 1, "b": 2, "c": 3, "d": 4,
    }.items()
}  # fmt: skip
_CALLED = (
    "شماره", "دوره", "گروه", "کلاس", "نوبت", "دسته", "سری", "کوهورت", "آموزشی", "ی", "ه", "cohort",
    "group", "class",
)  # fmt: skip
_WORD = {fold(word) for word in _CALLED}
_DIGITS = re.compile(r"[0-9]+", re.ASCII).findall


def cohort_number() -> Maker:
    """The number of a cohort: «دورهٔ ۱», «گروه سوم», «کلاس ب», «2»."""

    def read(cell: Any) -> int:
        text = canonical(str(int(cell) if isinstance(cell, float) else cell))
        digits = _DIGITS(text)
        number = int(digits[0]) if len(digits) == 1 else None
        if not digits:
            telling = [word for word in fold_words(text) if word not in _WORD]
            joined = "".join(telling)
            number = _ORDINALS.get(joined) or number_from_words(" ".join(telling))
        if number is None or not 1 <= number <= MOST_COHORTS or isinstance(cell, bool):
            raise CellError(
                "no_cohort",
                _("“%(value)s” does not tell which cohort it is. Write its number."),
                {"value": str(cell)},
            )
        return number

    return lambda province_id: Cleaner(read, as_line)


# -- presence --------------------------------------------------------------------------------------

_PRESENT = frozenset(map(fold, cell_words.PRESENT_WORDS))
_ABSENT = frozenset(map(fold, cell_words.ABSENT_WORDS))


def presence() -> Maker:
    """Whether somebody was there: ticks, yes and no, «حاضر», «غایب». An empty cell says nothing."""

    def read(cell: Any) -> bool:
        answer = answer_of(cell)
        folded = fold(canonical(cell)) if isinstance(cell, str) else ""
        if folded in _PRESENT or folded in _ABSENT:
            answer = folded in _PRESENT
        if answer is None:
            raise CellError(
                "not_present_or_absent",
                _("“%(value)s” is neither present nor absent. Write one of the two."),
                {"value": str(cell)},
            )
        return answer

    words = (str(_("Present")), str(_("Absent")))
    return lambda province_id: Cleaner(read, spell_answers, words, keeps_zero=True)


# -- what a title tells ----------------------------------------------------------------------------

_KINDS = [
    (tuple(fold_words(word)), kind)
    for kind, words in cell_words.KIND_WORDS.items()
    for word in words
]


def kind_of_title(title: str) -> EventKind | None:
    """The kind that the first telling words of a title name: «همایش کارآفرینی»; else one that is
    named anywhere in it."""
    words = tuple(fold_words(title))
    first = [kind for named, kind in _KINDS if words[: len(named)] == named]
    if first:
        return first[0]
    within = {kind for named, kind in _KINDS if len(named) == 1 and named[0] in words}
    return within.pop() if len(within) == 1 else None


_LISTS = re.compile(
    r"^(?:(?:لیست|فهرست|اسامی|صورت|جدول|فرم|گزارش)\s*(?:اسامی\s*)?)?"
    r"(?:حضور\s*و?\s*غیاب|شرکت\s?کنندگان|فراگیران|حاضران|حاضرین|مدعوین)?"
    r"\s*(?:در\s+|کنندگان\s+)?"
)
_PLACE = re.compile(r"[\s،,؛\-–—]+(?:در\s+)?استان\s+\S+(?:\s+\S+){0,3}$")
_OF_COURSE = {
    word
    for words in cell_words.KIND_WORDS.values()
    for each in words
    if len(word_list := fold_words(each)) == 1
    for word in word_list
}


def course_of(lines: tuple[str, ...]) -> str:
    """The title of a course in the lines above a list; "" where none tells one.

    «فهرست حضور و غیاب دورهٔ توانمندسازی، استان گیلان» is the list of «دورهٔ توانمندسازی».
    """
    bare = [
        _PLACE.sub("", _LISTS.sub("", canonical(line), count=1)).strip(" :،-") for line in lines
    ]
    telling = [line for line in bare if _OF_COURSE & set(fold_words(line))]
    found = telling or [line for line in bare if len(fold_words(line)) > 1]
    return found[-1][:200] if found else ""
