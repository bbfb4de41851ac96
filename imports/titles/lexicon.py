"""Words of titles: which of them mean the same, and which say nothing."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from persian.text import ZWNJ, fold

LONGEST_PHRASE = 5  # words
SHORTEST_MENDED = 5  # letters; a shorter word is one letter away from too many others
LONGEST_MENDED = 20  # letters
LONGEST_JOINED = 40  # letters of words without a space between them
SHORTEST_PIECE = 2  # letters of a word that stands in another without a space
NOTHING: tuple[str, ...] = ()
_MOST = fold("ترین")
_ENDINGS = tuple(map(fold, ("هایی", "های", "ها", "ی")))


class Lexicon:
    """Groups of words and phrases that mean the same in a title, each called by its first word.

    `unimportant` words say nothing that matters. A phrase may be made of several meanings:
    `made_of` gives them. `qualifying` groups say more about a thing, and neither what a column
    holds nor whose it is; `whose` groups say whose, `places` where. `short_for` are words that
    titles shorten, in phrases too: «تل همراه». Words are looked up folded, so spelling and spaces
    do not count.
    """

    def __init__(
        self,
        groups: Iterable[Sequence[str]] = (),
        *,
        qualifying: Iterable[Sequence[str]] = (),
        whose: Iterable[Sequence[str]] = (),
        places: Iterable[Sequence[str]] = (),
        unimportant: Iterable[str] = (),
        short_for: Mapping[str, str] | None = None,
        made_of: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        qualifying, whose, places = tuple(qualifying), tuple(whose), tuple(places)
        self.qualifying, self.whose, self.places = map(_names, (qualifying, whose, places))
        self.short_for = {fold(short): fold(word) for short, word in (short_for or {}).items()}
        self._meanings: dict[str, tuple[str, ...]] = dict.fromkeys(map(fold, unimportant), NOTHING)
        for group in (*groups, *whose, *places, *qualifying):
            name = fold(group[0])
            for word in group:
                self._meanings[fold(word)] = (name,)
        for word, parts in (made_of or {}).items():
            self._meanings[fold(word)] = tuple(
                meaning for part in parts for meaning in self._meanings[fold(part)]
            )
        self._near: dict[str, set[str]] | None = None
        self._known: dict[str, tuple[str, ...] | None] = {}

    def also(
        self,
        groups: Iterable[Sequence[str]] = (),
        *,
        qualifying: Iterable[Sequence[str]] = (),
        whose: Iterable[Sequence[str]] = (),
        unimportant: Iterable[str] = (),
        made_of: Mapping[str, Sequence[str]] | None = None,
    ) -> "Lexicon":
        """This lexicon and more words; a group that begins with a known word joins its group."""
        more = Lexicon(qualifying=qualifying)
        more._meanings = {**self._meanings, **more._meanings}
        more.qualifying |= self.qualifying
        whose = tuple(whose)
        more.whose = self.whose | _names(whose)
        more.places, more.short_for = self.places, self.short_for
        named = [[*self._meanings.get(fold(group[0]), ()), *group] for group in (*groups, *whose)]
        added = Lexicon(named, unimportant=unimportant)
        more._meanings |= added._meanings
        for word, parts in (made_of or {}).items():
            more._meanings[fold(word)] = tuple(
                meaning for part in parts for meaning in more._meanings[fold(part)]
            )
        return more

    def meaning(self, word: str) -> tuple[str, ...] | None:
        """What a folded word or phrase means; None where it is not known."""
        try:
            return self._known[word]
        except KeyError:
            found = self._look_up(word)
            if len(self._known) < 20_000:
                self._known[word] = found
            return found

    def phrase(self, word: str) -> tuple[str, ...] | None:
        """What a folded phrase means as it stands."""
        return self._meanings.get(word)

    def mended(self, word: str) -> tuple[str, ...] | None:
        """What a word was meant to be that is one slip away from a known one: a letter too many,
        too few, wrong, or two of them exchanged."""
        if not SHORTEST_MENDED <= len(word) <= LONGEST_MENDED:
            return None
        if self._near is None:
            self._near = {}
            for known in self._meanings:
                if len(known) >= SHORTEST_MENDED:
                    for key in _lacking_one(known):
                        self._near.setdefault(key, set()).add(known)
        near = {known for key in _lacking_one(word) for known in self._near.get(key, ())}
        meanings = {self._meanings[known] for known in near if _is_one_slip(word, known)}
        return meanings.pop() if len(meanings) == 1 else None

    def _look_up(self, word: str) -> tuple[str, ...] | None:
        if (meaning := self._meanings.get(word)) is not None:
            return meaning
        if word.endswith(_MOST) and len(word) > len(_MOST) + 2:
            return NOTHING  # «جدیدترین»
        for ending in _ENDINGS:
            if word.endswith(ending):
                meaning = self._meanings.get(word[: -len(ending)])
                if meaning:
                    return meaning
        return self._pieces(word)

    def _pieces(self, word: str) -> tuple[str, ...] | None:
        """The meanings of known words written without a space between them."""
        if len(word) > LONGEST_JOINED:
            return None
        best: list[tuple[str, ...] | None] = [NOTHING, *[None] * len(word)]
        for end in range(SHORTEST_PIECE, len(word) + 1):
            for start in range(end - SHORTEST_PIECE + 1):
                so_far, piece = best[start], self._meanings.get(word[start:end])
                if so_far is not None and piece:
                    best[end] = (*so_far, *piece)
                    break
        return best[-1]


def _names(groups: Iterable[Sequence[str]]) -> frozenset[str]:
    return frozenset(fold(group[0]) for group in groups)


def words_of(text: str) -> str:
    """Half-spaces are spaces: «مدیر‌عامل» is two words, as in «مدیر عامل»."""
    return text.replace(ZWNJ, " ")


def _lacking_one(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _is_one_slip(word: str, other: str) -> bool:
    if abs(len(word) - len(other)) > 1:
        return False
    if len(word) != len(other):
        longer, shorter = sorted((word, other), key=len, reverse=True)
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    wrong = [at for at, pair in enumerate(zip(word, other, strict=True)) if pair[0] != pair[1]]
    if len(wrong) == 2:
        (first, second) = wrong
        return (
            (first, second) in pairwise(range(len(word)))
            and word[first] == other[second]
            and word[second] == other[first]
        )
    return len(wrong) <= 1
