"""Guesses which field each column of a file holds, from the titles of the columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, Protocol, runtime_checkable

from persian.text import canonical, fold

SIMILAR_ENOUGH = 0.82
CONTAINED = 0.85  # confidence when a title holds a whole long synonym and little else
LONG_SYNONYM = 6  # folded letters; a shorter one is contained in too much

Why = Literal["exact", "synonym", "similar", "taken", "none"]
Unit = Literal["rial", "toman"]

_IN_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_RIAL: dict[str, Unit] = dict.fromkeys(
    map(fold, ("ریال", "به ریال", "rial", "rials", "IRR")), "rial"
)
_TOMAN: dict[str, Unit] = dict.fromkeys(
    map(fold, ("تومان", "به تومان", "تومن", "toman", "tomans", "IRT")), "toman"
)
_UNITS = _RIAL | _TOMAN


class HeaderColumn(Protocol):
    """What is asked of a declared column; `parts` are the columns that it fills: itself alone, or
    several for a compound."""

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

    `confidence` is 1 for the label or a synonym, less for what resembles one. `why` is "taken" when
    another column fits its field better. `unit` is the unit of money that the title names.
    """

    index: int
    header: str
    column_name: str | None
    confidence: float
    why: Why
    unit: Unit | None = None


def match_headers(header: Sequence[str], columns: Sequence[HeaderColumn]) -> list[Guess]:
    """One guess for each column of a file; each field is given to at most one column, but for
    repeated ones, whose titles are given to them first.

    A title that could be a compound's as well is one, unless another column of the file holds one
    of its parts: «تلفن» beside «تلفن همراه» is the landline.
    """
    titles = [_Title(text) for text in header]
    repeated = [column for column in columns if isinstance(column, RepeatedColumn)]
    given = {
        index: Guess(index, title.text, column.name, 1.0, "synonym", title.unit)
        for column in repeated
        for index, title in enumerate(titles)
        if column.said(title.whole) is not None
    }
    named = {guess.column_name for guess in given.values()}
    repeating = frozenset(given)
    columns = [column for column in columns if column not in repeated]
    compounds = [column for column in columns if len(column.parts) > 1]
    offers = _offers(titles, [column for column in columns if len(column.parts) == 1])
    places = {  # of the fields that are given
        part.name: -1 for column in repeated if column.name in named for part in column.parts
    }
    for offer in offers:
        if offer.index not in given and offer.column_name not in places:
            given[offer.index] = offer
            places[str(offer.column_name)] = offer.index
    parts = {column.name: {part.name for part in column.parts} for column in compounds}
    for offer in (more := _offers(titles, compounds)):
        if offer.index in repeating:
            continue
        single, filled = given.get(offer.index), parts[str(offer.column_name)]
        is_free = all(places.get(part, offer.index) == offer.index for part in filled)
        if is_free and (single is None or offer.confidence >= single.confidence):
            given[offer.index] = offer
            places |= dict.fromkeys(filled, offer.index)
    wished = {offer.index for offer in [*offers, *more]}
    return [
        given.get(index)
        or Guess(index, text, None, 0.0, "taken" if index in wished else "none", titles[index].unit)
        for index, text in enumerate(header)
    ]


def _offers(titles: Sequence["_Title"], columns: Sequence[HeaderColumn]) -> list[Guess]:
    """What each title could be, the surest first."""
    known = [(column.name, _keys(column)) for column in columns]
    return sorted(
        (
            offer
            for index, title in enumerate(titles)
            for name, keys in known
            if (offer := _offer(index, title, name, keys)) is not None
        ),
        key=lambda offer: (-offer.confidence, offer.why != "exact", offer.index),
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
    repeated = [column for column in columns if isinstance(column, RepeatedColumn)]
    known = {key for column in columns if column not in repeated for key in _keys(column)}
    titles = {title.key: title.whole for title in map(_Title, header)}
    return float(
        sum(
            key in known or any(column.said(title) is not None for column in repeated)
            for key, title in titles.items()
        )
    )


class _Title:
    """A column title folded for comparison, without its unit and other remarks in brackets."""

    def __init__(self, text: str) -> None:
        text = canonical(text)
        self.text = text
        self.whole = fold(text)
        self.unit: Unit | None = None
        for remark in _IN_BRACKETS.findall(text):
            self.unit = self.unit or _UNITS.get(fold(remark))
        self.key = fold(_IN_BRACKETS.sub(" ", text)) or self.whole
        if self.unit is None:
            self._strip_bare_unit()

    def _strip_bare_unit(self) -> None:
        """«درآمد به ریال» and «مبلغ ریال» name their unit without brackets."""
        words = self.text.split()
        for size in (2, 1):
            unit = _UNITS.get(fold(" ".join(words[-size:]))) if len(words) > size else None
            if unit:
                self.unit = unit
                self.key = fold(" ".join(words[:-size]))
                return


def _keys(column: HeaderColumn) -> dict[str, Why]:
    keys: dict[str, Why] = {}
    for why, text in (("exact", column.label), *(("synonym", s) for s in column.synonyms)):
        title = _Title(str(text))
        for key in (title.whole, title.key):
            if key:
                keys.setdefault(key, why)  # type: ignore[arg-type]
    return keys


def _offer(index: int, title: _Title, name: str, keys: dict[str, Why]) -> Guess | None:
    if not title.key:
        return None
    best, best_why = 0.0, "none"
    for key, why in keys.items():
        if key in (title.whole, title.key):
            if best < 1 or why == "exact":
                best, best_why = 1.0, why
        elif best < 1 and (likeness := _likeness(title.key, key)) > best:
            best, best_why = likeness, "similar"
    if best < SIMILAR_ENOUGH:
        return None
    return Guess(index, title.text, name, best, best_why, title.unit)  # type: ignore[arg-type]


def _likeness(title: str, synonym: str) -> float:
    """How alike two folded texts are, 0 to 1 (never 1 for different ones)."""
    matcher = SequenceMatcher(None, title, synonym, autojunk=False)
    ratio = 0.0
    if matcher.real_quick_ratio() >= SIMILAR_ENOUGH and matcher.quick_ratio() >= SIMILAR_ENOUGH:
        ratio = matcher.ratio()
    if len(synonym) >= LONG_SYNONYM and synonym in title and len(title) <= 2 * len(synonym):
        ratio = max(ratio, CONTAINED)
    return min(ratio, 0.99)
