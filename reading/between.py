"""What the rows of a list that are no rows of it are: totals, group headings, notes, numbers.

Only rows that look odd are asked about. One that may be a poor row of the list stays in it, and
is told as lonely.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from persian.text import fold

from .groups import PLACES, Groups, has_known_label, is_place_word
from .header_row import text_of
from .table import Cell, HeaderScorer, Row

TOTALS = frozenset(
    fold(words)
    for words in ("جمع", "مجموع", "جمع کل", "مجموع کل", "جمع نهایی", "total", "grand total")
)
_FIRST_OF_TOTALS = frozenset(
    map(fold, ("جمع", "مجموع", "جمع‌کل", "زیرجمع", "total", "subtotal", "sub-total", "grand"))
)
_SECOND_OF_TOTALS = frozenset(
    map(fold, ("کل", "نهایی", "صفحه", "این", "ستون", "فوق", "بالا", "total", "تعداد"))
)
_COUNTS = frozenset(map(fold, ("تعداد", "کل", "count")))
_OF_PAGES = fold("صفحه")
NOTES = tuple(
    tuple(map(fold, words.split()))
    for words in (
        "توضیح", "توضیحات", "تذکر", "توجه", "نکته", "یادداشت", "پانویس", "پی‌نوشت", "تبصره",
        "منبع", "مأخذ", "تهیه کننده", "تهیه‌کننده", "تنظیم کننده", "تنظیم‌کننده", "تأیید کننده",
        "تأییدکننده", "تصویب کننده", "مهر و امضا", "مهر و امضاء", "امضا", "امضاء", "محل امضا",
        "نام و امضا", "نام و نام خانوادگی و امضا", "تاریخ گزارش", "تاریخ چاپ", "تاریخ تهیه",
        "تاریخ استخراج", "ادامه در صفحه", "ادامه دارد", "پایان", "note", "notes", "source",
    )
)  # fmt: skip
OPENINGS = frozenset({*TOTALS, *_FIRST_OF_TOTALS, *_COUNTS, *PLACES, *(note[0] for note in NOTES)})
_PAGE = re.compile(r"صفحه\W*\d+(?:\W*از\W*\d+)?|page\W*\d+(?:\W*of\W*\d+)?", re.IGNORECASE)
_LABELLED = re.compile(r"[^:]{1,60}:\s*\S")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_ORDINAL = re.compile(r"\D{0,8}(\d{1,3})\D{0,3}")  # «(۳)», «ستون ۳»
_LETTERED = [
    list(map(fold, letters.split()))
    for letters in (
        "الف ب پ ت ث ج چ ح خ د ذ ر ز", "الف ب ج د ه و ز ح ط ی", "a b c d e f g h i j k l m n",
    )
]  # fmt: skip
_WORD = re.compile(r"[^\s:،؛,;.()«»\-–—*]+")
LONGEST_HEADING = 80  # characters
_MANY = 0.9  # of the cells of a column
_SAMPLE = 300  # rows


def is_row_of_numbers(cells: Sequence[Cell], titled: int) -> bool:
    """Whether a row under the titles numbers the columns: ۱ ۲ ۳, or (1) (2) (3)."""
    texts = [text for text in map(text_of, cells) if text]
    if len(texts) < max(2, titled * 3 // 5):
        return False
    if list(map(fold, texts)) in [letters[: len(texts)] for letters in _LETTERED]:
        return True
    if len({fold(_DIGIT.sub("", text)) for text in texts if _LETTER.search(text)}) > 1:
        return False
    matches = [match for match in map(_ORDINAL.fullmatch, texts) if match]
    numbers = [int(match[1]) for match in matches]
    return numbers in (list(range(1, len(texts) + 1)), list(range(2, len(texts) + 2)))


class Judge:
    """Tells what the odd rows of one list are; `groups` keeps what its headings say."""

    def __init__(
        self,
        rows: Sequence[Row],
        header: Sequence[str],
        odd: Sequence[int],
        *,
        few: int,
        widths: Mapping[int, int],
        is_header: HeaderScorer | None,
        groups: Groups,
    ) -> None:
        self._rows, self._few, self._widths = rows, few, widths
        self._is_header, self._groups = is_header, groups
        self._titled = sum(map(bool, header))
        places = set(odd)
        ordinary = [i for i in range(min(len(rows), _SAMPLE + len(places))) if i not in places]
        self._first = next((place for place, title in enumerate(header) if title), 0)
        self._is_numbered = self._holds_numbers(ordinary, self._first)
        last = len(rows) - 1
        while last in places:
            last -= 1
        self._last_ordinary = last
        firsts = Counter(self._first_word(rows[i][1]) for i in odd)
        self._repeated = {word for word, times in firsts.items() if word and times > 1}

    def kind_of(self, place: int) -> str | None:
        """Why the row is left out: "totals", "heading" or "note"; "lonely" where it may be a row;
        None where it is one."""
        number, cells = self._rows[place]
        filled = [(i, text) for i, cell in enumerate(cells) if (text := text_of(cell))]
        if not filled:
            return None
        texts = [text for _column, text in filled]
        is_sparse = len(filled) <= self._few
        if self._is_total(texts, is_sparse):
            return "totals"
        is_last = place > self._last_ordinary
        heading = self._groups.parsed_pairs(texts)
        if heading and not is_last and not _rest_of(texts, heading):
            self._groups.open(number, heading, " ".join(texts))
            return "heading"
        if not is_sparse:
            return None
        if all(map(_is_note, texts)) or (_is_note(texts[0]) and len(texts) <= 2):
            return "note"
        if is_last and self._is_numbered and filled[0][0] > self._first:
            return "note"  # below a list whose rows are numbered
        if len(set(texts)) == 1 and _LETTER.search(texts[0]):
            return self._alone(number, filled[0][0], texts[0], is_last=is_last)
        if len(filled) * 3 <= self._titled:
            return "lonely"
        return None

    def _alone(self, number: int, column: int, text: str, *, is_last: bool) -> str | None:
        """A row with one text: of a heading, a note, or an NGO of which only the name is known."""
        covered = self._widths.get(number, 1)
        is_strong = covered >= max(2, self._titled // 2) or (
            self._is_numbered and column <= self._first
        )
        if is_last or len(text) > LONGEST_HEADING:
            return "note" if is_strong or _LABELLED.match(text) else "lonely"
        word = fold(next(iter(_WORD.findall(text)), ""))
        is_sure = is_strong or is_place_word(text) or (word in self._repeated and self._known(text))
        if not is_sure and not (":" in text and self._known(text)):
            return "note" if _LABELLED.match(text) else "lonely"
        self._groups.open(number, self._groups.parsed(text), text)
        return "heading"

    def _known(self, text: str) -> bool:
        return has_known_label(text, self._is_header)

    def _is_total(self, texts: Sequence[str], is_sparse: bool) -> bool:
        words = list(map(fold, _WORD.findall(texts[0])))
        if not words:
            return False
        others = [text for text in texts[1:] if _LETTER.search(text) and not _DIGIT.search(text)]
        if fold(texts[0]) in TOTALS:
            return len(others) * 5 <= self._titled
        if len(others) * 5 > self._titled:
            return False
        has_digits = any(map(_DIGIT.search, texts))
        if words[0] in _FIRST_OF_TOTALS:
            second = words[1] if len(words) > 1 else ""
            return (
                has_digits
                or second in _SECOND_OF_TOTALS
                or is_place_word(second)
                or self._groups.is_open_for(texts[0])
            ) and (is_sparse or not others)
        return words[0] in _COUNTS and has_digits and is_sparse and not others

    def ends_group(self, cells: Sequence[Cell]) -> bool:
        """Whether a row of totals ends the group above it, not only the page."""
        return not any(_OF_PAGES in fold(text_of(cell)) for cell in cells)

    def _holds_numbers(self, ordinary: Sequence[int], column: int) -> bool:
        """Whether next to nothing but numbers stands in a column."""
        texts = [text_of(self._rows[i][1][column]) for i in ordinary]
        filled = [text for text in texts if text]
        plain = sum(_LETTER.search(text) is None for text in filled)
        return len(filled) >= 2 and plain >= _MANY * len(filled)

    @staticmethod
    def _first_word(cells: Sequence[Cell]) -> str:
        text = next((text for text in map(text_of, cells) if text), "")
        return fold(next(iter(_WORD.findall(text)), ""))


def _is_note(text: str) -> bool:
    words = tuple(map(fold, _WORD.findall(text)))
    return (
        any(words[: len(note)] == note for note in NOTES)
        or _PAGE.fullmatch(text) is not None
        or (text.startswith("*") and len(words) > 1)
    )


def _rest_of(texts: Sequence[str], heading: Mapping[str, str]) -> bool:
    """Whether a row says more than its heading."""
    said = {fold(part) for pair in heading.items() for part in pair}
    return any(fold(text.rstrip(" :")) not in said for text in texts) and len(texts) > 1
