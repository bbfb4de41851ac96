"""Guesses which field each column of a file holds, from the titles of the columns.

A title is taken apart into the meanings of its words (`titles`), and so are the titles that a
column declares. A title is a column's where it says all that one of these says, and beside it
nothing but what the column may speak of (`about`). A known word beside it makes the title
another's: «کد ملی» of somebody, «تاریخ ثبت» of a request. An unknown one makes it unsure.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol, runtime_checkable

from django.utils.translation import get_language

from imports.titles import GENERAL, Lexicon
from imports.titles.title import Title, Unit, title_of
from persian.text import fold

Why = Literal["exact", "synonym", "similar", "mended", "unsure", "taken", "none"]

SURE = 0.9  # the least confidence of a title that is understood as it stands
_SAME, _MORE, _MENDED, _UNSURE = 1.0, 0.98, 0.8, 0.4
_PER_WORD = 0.01  # for each meaning that a column may speak of, but need not
_DATE, _YEAR = fold("تاریخ"), fold("سال")
_WHEN = frozenset(map(fold, ("شروع", "پایان", "انقضا", "تأسیس")))  # are dates, named so or not


class HeaderColumn(Hashable, Protocol):
    """What is asked of a declared column; `parts` are the columns that it fills: itself alone, or
    several for a compound.

    It may have an `about`: what its titles may say besides; a `not_beside`: titles beside which one
    that says nothing of that is somebody else's; and the `lexicon` of its registry.
    """

    @property
    def name(self) -> str: ...
    @property
    def parts(self) -> "Sequence[HeaderColumn]": ...
    @property
    def label(self) -> str: ...
    @property
    def synonyms(self) -> Sequence[str]: ...


@runtime_checkable
class RepeatedColumn(HeaderColumn, Protocol):
    """One that several columns of a file may be given to, known by what their titles say."""

    def said(self, title: str) -> dict[str, str] | None: ...


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column of a file seems to hold.

    `confidence` is 1 for the label, less for titles that say the same in other words. `why` is
    "taken" when another column fits its field better, "unsure" when words of the title are not
    known: then `offered` is the field that it would be without them. `unit` is the unit of money
    that the title names.
    """

    index: int
    header: str
    column_name: str | None
    confidence: float
    why: Why
    unit: Unit | None = None
    offered: str | None = None
    unknown: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        return self.column_name is not None and self.confidence >= SURE


def match_headers(header: Sequence[str], columns: Sequence[HeaderColumn]) -> list[Guess]:
    """One guess for each column of a file; each field is given to at most one column, but for
    repeated ones, whose titles are given to them first.

    A title that could be a compound's as well is one, unless another column of the file holds one
    of its parts: «تلفن» beside «تلفن همراه» is the landline.
    """
    lexicon = _lexicon_of(columns)
    titles = [title_of(text, lexicon) for text in header]
    repeated = [column for column in columns if isinstance(column, RepeatedColumn)]
    given = {
        index: Guess(index, title.text, column.name, _SAME, "synonym", title.unit)
        for column in repeated
        for index, title in enumerate(titles)
        if column.said(title.whole) is not None
    }
    named = {guess.column_name for guess in given.values()}
    repeating = frozenset(given)
    columns = [column for column in columns if column not in repeated]
    compounds = [column for column in columns if len(column.parts) > 1]
    offers = _offers(titles, [column for column in columns if len(column.parts) == 1], lexicon)
    places = {  # of the fields that are given
        part.name: -1 for column in repeated if column.name in named for part in column.parts
    }
    for offer in filter(_is_taken, offers):
        if offer.index not in given and offer.column_name not in places:
            given[offer.index] = offer
            places[str(offer.column_name)] = offer.index
    parts = {column.name: {part.name for part in column.parts} for column in compounds}
    for offer in filter(_is_taken, more := _offers(titles, compounds, lexicon)):
        if offer.index in repeating:
            continue
        single, filled = given.get(offer.index), parts[str(offer.column_name)]
        is_free = all(places.get(part, offer.index) == offer.index for part in filled)
        if is_free and (single is None or offer.confidence >= single.confidence - _PER_WORD):
            given[offer.index] = offer
            places |= dict.fromkeys(filled, offer.index)
    best: dict[int, Guess] = {}
    for offer in [*offers, *more]:
        known = best.get(offer.index)
        if known is None or offer.confidence > known.confidence:
            best[offer.index] = offer
    return [
        given.get(index) or _left_out(index, title, best.get(index))
        for index, title in enumerate(titles)
    ]


def _is_taken(offer: Guess) -> bool:
    return offer.why != "unsure"


def _left_out(index: int, title: Title, best: Guess | None) -> Guess:
    if best is None:
        return Guess(index, title.text, None, 0.0, "none", title.unit)
    why: Why = "unsure" if best.why == "unsure" else "taken"
    return Guess(index, title.text, None, 0.0, why, title.unit, best.column_name, best.unknown)


def _offers(
    titles: Sequence[Title], columns: Sequence[HeaderColumn], lexicon: Lexicon
) -> list[Guess]:
    """What each title could be, the surest first, and of these the one that says most: «نام مؤسسه»
    before «نام»."""
    said = {title.said for title in titles}
    known = [_meant(column, lexicon, get_language() or "") for column in columns]
    said_by = [len(title.said) for title in titles]
    return sorted(
        (
            offer
            for index, title in enumerate(titles)
            for meant in known
            if (offer := _offer(index, title, meant, said)) is not None
        ),
        key=lambda offer: (
            offer.confidence < SURE,
            -said_by[offer.index],
            -offer.confidence,
            offer.why != "exact",
            offer.index,
        ),
    )


def unique_titles(header: Sequence[str]) -> list[str]:
    """A name for each column of a file: its title, with its place where it is empty or repeated."""
    known: set[str] = set()
    titles = []
    for place, text in enumerate(header, 1):
        title = text
        while not title or title in known:
            title = f"{title} ({place})".strip()
        known.add(title)
        titles.append(title)
    return titles


def count_known(header: Sequence[str], columns: Sequence[HeaderColumn]) -> float:
    """How many cells of a row are titles of known columns: the `is_header` of `read_table`."""
    asked, lexicon = tuple(columns), _lexicon_of(columns)
    language = get_language() or ""
    return float(sum(_is_known(text, asked, lexicon, language) for text in set(header) if text))


@lru_cache(maxsize=8192)
def _is_known(
    text: str, columns: tuple[HeaderColumn, ...], lexicon: Lexicon, language: str
) -> bool:
    title = title_of(text, lexicon)
    known = _all_of(columns, lexicon, language)
    if any(column.said(title.whole) is not None for column in known.repeated):
        return True
    if not title.unknown <= known.words and title.bare not in known.wholes:
        return False
    offers = (_offer(0, title, meant, set()) for meant in known.single)
    return any(offer is not None and offer.confidence >= SURE for offer in offers)


def _lexicon_of(columns: Sequence[HeaderColumn]) -> Lexicon:
    """That of the registry whose columns these are."""
    return next((getattr(column, "lexicon", GENERAL) for column in columns), GENERAL)


@dataclass(frozen=True, slots=True)
class _Meant:
    """What the titles of a declared column mean."""

    name: str
    whole: Mapping[str, Why]  # the label and the synonyms, folded
    said: tuple[frozenset[str], ...]  # by them, what says most first
    said_at_once: frozenset[frozenset[str]]
    about: frozenset[str]
    places: frozenset[str]  # of the lexicon
    is_of_one: bool  # thing; a compound holds several
    not_beside: frozenset[frozenset[str]]


@lru_cache(maxsize=2048)
def _meant(column: HeaderColumn, lexicon: Lexicon, language: str) -> _Meant:
    """`language` is that in force, in which the label is read."""
    label = title_of(str(column.label), lexicon)
    titles = [label, *(title_of(text, lexicon) for text in column.synonyms)]
    said = {title.said for title in titles if title.said}
    about: Sequence[str] = getattr(column, "about", ())
    not_beside: Sequence[str] = getattr(column, "not_beside", ())
    if is_of_one := len(column.parts) == 1:
        dates = [each - {_DATE} for each in said if each > {_DATE}]
        said |= {each | {_YEAR, *date} for each in dates for date in ((), (_DATE,))}
        said |= {each for each in dates if each & _WHEN}
    return _Meant(
        column.name,
        {**{title.bare: "synonym" for title in titles}, label.bare: "exact"},
        tuple(sorted(said, key=lambda words: -len(words))),
        frozenset(said),
        frozenset(word for text in about for word in title_of(text, lexicon).said),
        lexicon.places,
        is_of_one,
        frozenset(title_of(text, lexicon).said for text in not_beside),
    )


@dataclass(frozen=True, slots=True)
class _All:
    """What all columns of a registry say in their titles."""

    repeated: tuple[RepeatedColumn, ...]
    single: tuple[_Meant, ...]
    words: frozenset[str]
    wholes: frozenset[str]


@lru_cache(maxsize=64)
def _all_of(columns: tuple[HeaderColumn, ...], lexicon: Lexicon, language: str) -> _All:
    repeated = tuple(column for column in columns if isinstance(column, RepeatedColumn))
    single = tuple(_meant(each, lexicon, language) for each in columns if each not in repeated)
    words = (word for each in single for said in each.said for word in said)
    wholes = (whole for each in single for whole in each.whole)
    return _All(repeated, single, frozenset(words), frozenset(wholes))


def _offer(index: int, title: Title, meant: _Meant, beside: set[frozenset[str]]) -> Guess | None:
    """The guess that a title is a column's, or none."""
    best: tuple[float, Why, frozenset[str]] | None = None
    if title.is_of_two and meant.is_of_one:
        return None
    anothers = meant.not_beside & beside
    if title.bare in meant.whole and not anothers:
        best = _SAME, meant.whole[title.bare], frozenset()
    for said in () if best else meant.said:
        more = title.said - said
        for bracket in title.appended & meant.said_at_once:
            more -= bracket  # «گروه هدف (مخاطبان)»: the same once more
        strange = more & title.unknown
        if not said <= title.said:
            continue
        if _YEAR in said and title.counts_years:
            continue
        if said <= meant.places and title.named not in (None, *said):
            continue
        if not more - strange <= meant.about:
            continue
        if any(more <= another for another in anothers):
            return None
        found = _weighed(title, len(more), strange)
        if best is None or found[0] > best[0]:
            best = found
    if best is None:
        return None
    confidence, why, strange = best
    unknown = tuple(sorted(strange))
    return Guess(index, title.text, meant.name, confidence, why, title.unit, unknown=unknown)


def _weighed(title: Title, more: int, strange: frozenset[str]) -> tuple[float, Why, frozenset[str]]:
    if strange:
        return _UNSURE, "unsure", strange
    if title.mended:
        return _MENDED, "mended", strange
    return _MORE - _PER_WORD * more, "similar", strange
