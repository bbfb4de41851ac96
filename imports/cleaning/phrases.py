"""What a phrase says by the words that it is made of, so that no list need hold every inflection.

«تعلیق شده است» and «لغو مجوز فعالیت» say what «تعلیق» and «لغو» say: the other words say nothing
of their own. A phrase with a word that is not known says nothing that one may rely on («رفع تعلیق»,
«نیمه فعال»), nor does one that says two things at once («لغو تعلیق»).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from persian.text import fold

LONGEST = 5  # words that may stand together for one stem
_WORDS = re.compile(r"[^\W_]+").findall
FEWEST_LETTERS = 3  # of a stem that may be written without a gap before the next word


def words_of(text: str) -> list[str]:
    """The folded words of a canonical text, also where a half-space joins them."""
    return [folded for word in _WORDS(text) if (folded := fold(word))]


class Phrases:
    """Knows phrases by their stems.

    `stems` are what decides, by value; `fillers` the words beside them that say nothing. Where
    `head_first`, the first stem decides and later ones describe it: «انجمن خیریه» is an «انجمن».
    """

    def __init__(
        self,
        stems: Mapping[Any, Iterable[str]],
        fillers: Iterable[str],
        *,
        head_first: bool = False,
    ) -> None:
        self._stems = {fold(word): value for value, words in stems.items() for word in words}
        self._fillers = frozenset(map(fold, fillers)) - self._stems.keys()
        self._head_first = head_first

    def value_of(self, text: str) -> Any | None:
        """What a canonical text says, or None where that is not known."""
        words = words_of(text)
        found: list[Any] = []
        place = 0
        while place < len(words):
            for size in range(min(LONGEST, len(words) - place), 0, -1):
                together = "".join(words[place : place + size])
                if together in self._stems:
                    found.append(self._stems[together])
                    break
                if together in self._fillers:
                    break
            else:
                value = self._run_together(words[place])
                if value is None:
                    return None
                found.append(value)
                size = 1
            place += size
        if not found or (not self._head_first and len(set(found)) > 1):
            return None
        return found[0]

    def _run_together(self, word: str) -> Any | None:
        """The value of a stem and a filler that are written as one word: «لغوشده»."""
        for end in range(FEWEST_LETTERS, len(word) - 1):
            if word[end:] in self._fillers and word[:end] in self._stems:
                return self._stems[word[:end]]
        return None
