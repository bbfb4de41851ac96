"""What names have in common whatever their order, number and the general words around them."""

from collections.abc import Iterable

from imports.cleaning.phrases import words_of
from persian.text import fold

FEWEST_LETTERS = 3  # that are left of a word without its ending
_ENDINGS = ("هایی", "های", "ها", "ین", "ان", "ی")
_ALONE = frozenset(("ها", "های", "هایی", "ی", "و"))


class LooseKey:
    """The key of a name: its words without general ones and, if `stems`, without their endings.

    «امور خیریه» and «خیریه» have the same, and so have «پژوهشی و علمی» and «علمی، پژوهشی».
    """

    def __init__(self, general: Iterable[str], *, stems: bool) -> None:
        self._stems = stems
        self._general = frozenset(self._bare(fold(word)) for word in general)

    def of(self, text: str) -> str:
        words = [self._bare(word) for word in words_of(text) if word not in _ALONE]
        telling = [word for word in words if word not in self._general]
        return " ".join(sorted(telling or words))

    def _bare(self, word: str) -> str:
        if self._stems:
            for ending in _ENDINGS:
                if word.endswith(ending) and len(word) - len(ending) >= FEWEST_LETTERS:
                    return word[: -len(ending)]
        return word
