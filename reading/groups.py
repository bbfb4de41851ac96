"""Group headings in a list: «شهرستان رشت» above the rows of Rasht becomes a column of the table."""

import re
from bisect import bisect
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from persian.text import fold

from .table import Cell, HeaderScorer, Row

_SURE_PLACES = frozenset(map(fold, ("شهرستان", "استان", "فرمانداری", "county", "province")))
PLACES = _SURE_PLACES | frozenset(
    map(fold, ("شهر", "بخش", "دهستان", "روستا", "روستای", "منطقه", "ناحیه", "حوزه"))
)
_PARTS = re.compile(r"\s*(?:[،؛,;|/\n]|\s[-–—]\s|(?<=\s)[-–—]|[-–—](?=\s))\s*")
_REMARK = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_COUNTED = re.compile(r"\s*[:\-–—]?\s*\d+\s*(?:مورد|سازمان|سمن|تشکل|مؤسسه|موسسه|ردیف)?\s*$")
_ENUMERATED = re.compile(r"^\s*[(\[]?(?:[^\W\d_]|الف|\d{1,2})\s*[)\].\-–—]\s*")  # «الف)», «۱-»
LONGEST_LABEL = 3  # words


def is_place_word(text: str) -> bool:
    """Whether a text begins with a word that no name of a row begins with."""
    words = text.replace(":", " ").split()
    return bool(words) and fold(words[0]) in _SURE_PLACES


def has_known_label(text: str, is_header: HeaderScorer | None) -> bool:
    """Whether a text begins with the title of a known column, or the word for a kind of place."""
    return bool(_split(text, is_header))


def _split(text: str, is_header: HeaderScorer | None) -> dict[str, str]:
    """Values by title: of «موضوع: خیریه», «شهرستان رشت», «سمن‌های شهرستان رشت»."""
    before, colon, after = text.partition(":")
    if colon and after.strip() and _is_known(before.strip(), is_header):
        return {before.strip(): after.strip()}
    words = text.replace(":", " ").split()
    places = [i for i, word in enumerate(words[:-1]) if fold(word) in _SURE_PLACES]
    if places:
        ends = [*places[1:], len(words)]
        pairs = zip(places, ends, strict=True)
        return {words[i]: " ".join(words[i + 1 : end]) for i, end in pairs if end > i + 1}
    for size in range(min(LONGEST_LABEL, len(words) - 1), 0, -1):
        label = " ".join(words[:size])
        if _is_known(label, is_header):
            return {label: " ".join(words[size:])}
    return {}


def _is_known(label: str, is_header: HeaderScorer | None) -> bool:
    if not label:
        return False
    return fold(label) in PLACES or (is_header is not None and is_header([label]) >= 1)


class Groups:
    """What the headings of one list say, from which row on."""

    def __init__(self, is_header: HeaderScorer | None) -> None:
        self._is_header = is_header
        self.titles: list[str] = []  # in the order in which they came: greater groups first
        self._said: list[tuple[int, dict[str, str] | None]] = []  # None: nothing any more
        self.headings: list[int] = []
        self._texts: dict[int, str] = {}  # of the headings, whole
        self._own: dict[int, Mapping[str, str]] = {}  # what each says itself

    def parsed(self, text: str) -> dict[str, str]:
        """What a heading says, by title; under «group» where it does not say of what."""
        text = self._plain(text)
        said: dict[str, str] = {}
        for part in filter(None, _PARTS.split(text)):
            if found := _split(part, self._is_header):
                said = {**said, **{key: found[key] for key in found if key not in said}}
            elif not said:
                return {_("Group"): text}
            else:
                last = next(reversed(said))
                said[last] = f"{said[last]} {part}"
        return said or {_("Group"): text}

    @staticmethod
    def _plain(text: str) -> str:
        """A heading without its number before it («الف)») and a remark or a count after it."""
        text = _ENUMERATED.sub("", text) or text
        return _COUNTED.sub("", _REMARK.sub("", text)) or text

    def parsed_pairs(self, texts: Sequence[str]) -> dict[str, str] | None:
        """What a heading says whose words and values stand in cells of their own."""
        if len(texts) < 2 or len(texts) % 2:
            return None
        pairs = dict(zip(texts[::2], texts[1::2], strict=True))
        labels = [label.rstrip(" :") for label in pairs]
        if not all(fold(label) in PLACES for label in labels):
            return None
        return dict(zip(labels, pairs.values(), strict=True))

    def open(self, number: int, said: Mapping[str, str], text: str = "") -> None:
        """From this row on the list speaks of this group. What is greater than it goes on."""
        self._texts[number], self._own[number] = self._plain(text), said
        for title in said:
            if title not in self.titles:
                self.titles.append(title)
        level = min(map(self.titles.index, said))
        before = (self._said[-1][1] or {}) if self._said else {}
        kept = {title: value for title, value in before.items() if self.titles.index(title) < level}
        self._said.append((number, {**kept, **said}))
        self.headings.append(number)

    def close(self, number: int) -> None:
        """Below this row the list speaks of no group until another heading comes."""
        if self._said:
            self._said.append((number, None))

    def is_open_for(self, text: str) -> bool:
        """Whether a text names the group that is spoken of."""
        said = self._said[-1][1] if self._said else None
        folded = fold(text)
        return any(fold(value) in folded for value in (said or {}).values())

    def fill(self, header: list[str], rows: Sequence[Row]) -> list[int]:
        """Give each row what its heading says, in columns of their own or, where the list has them
        already, in their empty cells. The numbers of the rows that stand under no heading."""
        self._level(rows)
        known = {fold(title): place for place, title in enumerate(header) if title}
        places = []
        for title in self.titles:
            if fold(title) not in known:
                known[fold(title)] = len(header)
                header.append(title)
            places.append(known[fold(title)])
        width, at, outside = len(header), -1, []
        ahead: list[tuple[float, dict[str, str] | None]] = [*self._said, (float("inf"), None)]
        values: list[Cell] = [None] * len(places)
        for number, cells in rows:
            cells += [None] * (width - len(cells))
            while number > ahead[at + 1][0]:
                at += 1
                said = ahead[at][1] or {}
                values = [said.get(title) for title in self.titles]
            if not any(values):
                outside.append(number)
            for place, value in zip(places, values, strict=True):
                if cells[place] is None:
                    cells[place] = value
        return outside

    def _level(self, rows: Sequence[Row]) -> None:
        """Headings of which none ever stands right under another are of one level, whatever words
        they are made of: the next one ends what the last one said, so they fill one column. Words
        of places alone tell their levels themselves."""
        places = [title for title in self.titles if fold(title) in PLACES]
        if len(self.titles) < 2 or len(places) == len(self.titles):
            return
        numbers = [number for number, _cells in rows]
        above = [bisect(numbers, heading) for heading in self.headings]
        if len(set(above)) < len(above) or any(len(said) > 1 for said in self._own.values()):
            return
        title = places[0] if len(places) == 1 and len(self.titles) == 2 else _("Group")
        self._said = [
            (number, said and {title: self._own[number].get(title, self._texts[number])})
            for number, said in self._said
        ]
        self.titles = [title]
