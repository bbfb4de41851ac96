"""How cells of lists of women are read: who supports her, and a name of first and last name."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from beneficiaries.records.models.words import Supporter
from beneficiaries.records.registries import cell_words
from imports.cleaning import CellError, Cleaner, Maker, as_line
from persian.text import canonical, fold

_KNOWN = {
    fold(word): supporter.value
    for supporter, words in cell_words.SUPPORTER_WORDS.items()
    for word in (*words, supporter.value, str(supporter.label))
}
_NOBODY = frozenset(map(fold, cell_words.NO_SUPPORTER))
_APART = re.compile(r"\s*(?:[،,؛;/+\-\n]|\sو\s)\s*").split


def supporters() -> Maker:
    """Who supports her: «کمیته امداد و بهزیستی» are two; «ندارد» is nobody, which is told too."""

    def read(cell: Any) -> tuple[str, ...]:
        text = canonical(str(cell))
        if fold(text) in _NOBODY:
            return ()
        found = []
        for piece in _pieces(text):
            if fold(piece) in _NOBODY:
                continue
            known = _KNOWN.get(fold(piece))
            if known is None:
                raise CellError(
                    "unknown_supporter",
                    _("“%(value)s” is no known supporter. Write one of: %(known)s."),
                    {"value": str(cell), "known": "، ".join(str(each.label) for each in Supporter)},
                )
            found.append(known)
        return tuple(sorted(set(found)))

    words = tuple(str(each.label) for each in Supporter)
    return lambda province_id: Cleaner(read, as_line, words)


def _pieces(text: str) -> list[str]:
    """A known name may have «و» in it, so the whole is looked up first."""
    return [text] if fold(text) in _KNOWN else [piece for piece in _APART(text) if piece]


# First names of two words begin with one of these, or end with the second kind.
_BEGINS = frozenset(map(fold, ("سیده", "سید", "بی‌بی", "بی", "ام", "شاه", "گل", "حاجیه", "نور")))
_ENDS = frozenset(
    map(fold, ("سادات", "خانم", "بیگم", "السادات", "خاتون", "بانو", "جهان", "الزمان", "الملوک"))
)


def first_and_last(full_name: str) -> tuple[str, str]:
    """«سیده زهرا حسینی» is «سیده زهرا» and «حسینی»; a single word is a last name.

    The first word is the first name, with what belongs to it; a person may correct it on the page.
    """
    words = full_name.split()
    if len(words) < 2:
        return "", full_name
    size = 1
    if fold(words[0]) in _BEGINS and len(words) > 2:
        size = 2
    while len(words) > size + 1 and fold(words[size]) in _ENDS:
        size += 1
    return " ".join(words[:size]), " ".join(words[size:])
