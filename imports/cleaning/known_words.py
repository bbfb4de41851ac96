"""Known words of a column: known, or not known and then nothing at all.

What a column's word means is said by the list itself, by the office for the words of its own files
(`answered`), by the words that a phrase is made of (`phrases`), or by a name's telling words
(`loosely`). An unknown word is told with what it resembles and asked about; it is never taken for
what it resembles.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.cleaning.base import Cell, CellError, Cleaner, Doubtful
from imports.cleaning.pieces import pieces_of
from imports.cleaning.spelling import as_line, as_lines, text_of
from imports.cleaning.yes_no import answer_of, spell_answers
from persian.personal_numbers import masked_in
from persian.text import fold

FEW = 3  # names that a message offers
ALIKE = 0.6  # of letters, where a misspelled name is sought
SUGGESTED = 300  # different unknown words of a column for which near ones are sought
MOST_ASKED = 200  # different words of a column that an office is asked about
LONGEST_ASKED = 120  # characters; what is longer is no word
QUOTED = 80  # characters of unknown pieces that a message repeats
SHORTEST_WITHIN = 4  # folded letters of a name that is looked for within a longer text
NO_ANSWERS: Mapping[str, str] = MappingProxyType({})
# Of cells with words that an office can say the meaning of.
UNKNOWN_WORDS = frozenset({"unknown", "several_not_all_known"})

# A question that a title asks, as a pattern of its folded text, and what yes and no mean there.
Question = tuple[str, Any, Any]

_BRACKETS = re.compile(r"[()\[\]]")


class Words(Cleaner):
    """Finds the words of a column among those that are known.

    `known` are values by folded word; `names` the words in use, one spelling of each, by folded
    word, and `nearby` other folded words with the word in use that they stand for. `recognise`
    finds what no list holds. Words that are `silent` say nothing; `wider` ones name all together,
    and no single one; beside a single one they say nothing. With `one_of`, a cell may say more than
    one thing, of which a single one is known. With `several`, a cell may hold more than one: the
    first that is known is the value, and `others()` cleans the same cells to the rest. `alike` is
    the share of letters that an unknown word has in common with one that it is said to resemble.
    `elsewhere` gives folded words that are known in another place, with the name of that place.
    """

    def __init__(
        self,
        known: Mapping[str, Any],
        names: Mapping[str, str],
        *,
        nearby: Mapping[str, str] | None = None,
        recognise: Callable[[str], Any] | None = None,
        silent: Iterable[str] = (),
        wider: Iterable[str] = (),
        questions: Sequence[Question] = (),
        several: bool = False,
        one_of: bool = False,
        answers: Mapping[str, str] = NO_ANSWERS,
        meant_by_yes_and_no: tuple[Any, Any] | None = None,
        alike: float = ALIKE,
        elsewhere: Callable[[], Mapping[str, str]] = lambda: NO_ANSWERS,
    ) -> None:
        spell = as_lines if several else as_line
        self._parts: dict[str, Any] = {
            "known": known, "names": names, "nearby": nearby, "recognise": recognise,
            "silent": silent, "wider": wider, "questions": questions, "several": several,
            "one_of": one_of, "answers": answers, "meant_by_yes_and_no": meant_by_yes_and_no,
            "alike": alike, "elsewhere": elsewhere,
        }  # fmt: skip
        super().__init__(
            self._read,
            spell if meant_by_yes_and_no is None else spell_answers,
            dict.fromkeys(names.values()),
            keeps_zero=meant_by_yes_and_no is not None,
        )
        self._known, self._names, self._nearby = known, names, {**names, **(nearby or {})}
        self._recognise, self._several, self._one_of = recognise, several, one_of
        self._alike = alike
        self._silent = frozenset(map(fold, silent))
        self._wider = frozenset(map(fold, wider))
        self._questions, self._meant = questions, meant_by_yes_and_no
        self.answers = {
            word: meaning
            for word, meaning in answers.items()
            if not meaning or self._is_in(meaning)
        }
        self._suggested = 0
        self._elsewhere = elsewhere
        self.places: dict[Any, str] = {}  # where spelled cells are known that are not known here
        # Spelled cells with words that are not known or that the office was asked about.
        self.asked: dict[Any, tuple[str, ...]] = {}
        self.near: dict[str, list[str]] = {}  # by unknown word

    # -- the cleaner for one column of one file ------------------------------------------------

    def titled(self, title: str) -> "Words":
        """Under «فعال است؟» yes and no are words too; under another title they say nothing."""
        folded = fold(title)
        for pattern, yes, no in self._questions:
            if re.fullmatch(pattern, folded):
                return self._with(meant_by_yes_and_no=(yes, no))
        return self

    def answered(self, answers: Mapping[str, str]) -> "Words":
        """The cleaner where an office has said what words of its files mean: by folded word, the
        word in use, or "" for nothing."""
        return self._with(answers=answers) if answers else self

    def others(self) -> Cleaner:
        """Cleans the same cells to what they hold besides their first thing; silent."""
        return Cleaner(self._others, self.spell)

    def knows(self, written: str) -> bool:
        """Whether a text is one of the words, or names one, without the trouble of saying why."""
        if self._find(written) is not None:
            return True
        return self._several and bool(pieces_of(written, self._find)[0])

    def _with(self, **changes: object) -> "Words":
        return type(self)(**{**self._parts, **changes})

    # -- reading -------------------------------------------------------------------------------

    def _read(self, cell: Cell) -> Any:
        written = cell
        if self._meant is not None:
            answer = answer_of(cell)
            if answer is not None:
                return self._meant[0 if answer else 1]
        if not isinstance(written, str):
            written = text_of(cell)
        elif self._meant is not None:
            written = as_line([written])[0]
        if written is None:
            return None
        key = fold(written)
        if key in self._known:
            return self._known[key]
        if key in self._silent:
            return None
        if key in self._wider:
            return Doubtful(None, _no_single(written))
        if (meaning := self.answers.get(key)) is not None:
            self._ask(cell, (written,))
            return self._known[fold(meaning)] if meaning else None
        value = self._find(written)
        if value is not None:
            return value
        return self._of_several(cell, written) if self._several else self._unknown(cell, written)

    def _find(self, written: str) -> Any:
        """The value of one thing, or None."""
        key = fold(written)
        value = self._known.get(key)
        if value is None and (meaning := self.answers.get(key)):
            value = self._known[fold(meaning)]
        if value is None and self._recognise is not None:
            value = self._recognise(written)
        return value

    def _of_several(self, cell: Cell, written: str) -> Any:
        found, unknown = pieces_of(written, self._find)
        settled = [piece for piece in unknown if self.answers.get(fold(piece)) == ""]
        answered = [piece for piece in _pieces(written) if fold(piece) in self.answers]
        unknown = [piece for piece in unknown if piece not in settled]
        self._ask(cell, (*answered, *unknown))
        if not found:
            if not unknown:
                return None
            for piece in unknown:
                self._near(piece)
            raise self._error(written, self._near(written))
        if len(found) == 1 and not unknown:
            return found[0]
        return Doubtful(found[0], self._of_several_warning(written, found, unknown))

    def _of_several_warning(
        self, written: str, found: Sequence[object], unknown: list[str]
    ) -> CellError:
        named = {self._known[key]: name for key, name in self._names.items()}
        first, *rest = (str(named.get(value, value)) for value in found)
        params = {"value": written, "first": first, "rest": "، ".join(rest)}
        for piece in unknown:
            self._near(piece)
        if not unknown:
            return CellError(
                "several",
                _("“%(value)s” names several things: “%(first)s” was taken first, then %(rest)s."),
                params,
            )
        params["unknown"] = masked_in("، ".join(unknown))[:QUOTED]
        return CellError(
            "several_not_all_known",
            _(
                "“%(value)s” names several things: “%(first)s” was taken; "
                "“%(unknown)s” is not known here and was left out."
            ),
            params,
        )

    def _others(self, cell: Cell) -> tuple[Any, ...] | None:
        written = cell if isinstance(cell, str) else text_of(cell)
        if written is None or not self._several:
            return None
        key = fold(written)
        if key in self.answers or self._find(written) is not None:
            return None
        found, _unknown = pieces_of(written, self._find)
        return tuple(found[1:]) or None

    # -- words that are not known --------------------------------------------------------------

    def _unknown(self, cell: Cell, written: str) -> Any:
        if self._one_of and (value := self._single(written)) is not None:
            return value
        if (place := self._elsewhere().get(fold(written))) is not None:
            self.places[_key(cell)] = place
            raise CellError(
                "known_elsewhere",
                _("“%(value)s” is of the province of %(place)s; this list was sent for another."),
                {"value": written, "place": place},
            )
        self._ask(cell, (written,))
        raise self._error(written, self._near(written))

    def _single(self, written: str) -> Any:
        """The one thing that is known of those that a cell says: «گیلان - رشت», «رشت (سنگر)»."""
        found, unknown = pieces_of(_BRACKETS.sub("،", written), self._find)
        if len(found) == 2 and fold(written.split()[0]) in self._wider:
            del found[0]  # «قزوین - آبیک»: a province and its county of the same name
        if len(found) != 1:
            return None
        unknown = [piece for piece in unknown if fold(piece) not in self._wider]
        if not unknown:
            return found[0]
        named = {self._known[key]: name for key, name in self._names.items()}
        return Doubtful(
            found[0],
            CellError(
                "one_of_several",
                _(
                    "“%(value)s” is taken as “%(first)s”; “%(unknown)s” is not known here and was "
                    "left out."
                ),
                {
                    "value": written,
                    "first": str(named.get(found[0], found[0])),
                    "unknown": masked_in("، ".join(unknown))[:QUOTED],
                },
            ),
        )

    def _ask(self, cell: Cell, words: Sequence[str]) -> None:
        """Note the words of a cell that an office may be asked about: no long text, and none with a
        number by which somebody is known."""
        askable = tuple(
            word for word in dict.fromkeys(words)
            if len(word) <= LONGEST_ASKED and masked_in(word) == word
        )  # fmt: skip
        if askable and (cell in self.asked or len(self.asked) < MOST_ASKED * 2):
            self.asked[_key(cell)] = askable

    def _near(self, written: str) -> list[str]:
        """Words in use that an unknown one resembles, or that stand within it; at most a few."""
        if written in self.near:
            return self.near[written]
        self._suggested += 1
        if self._suggested > SUGGESTED:
            return []
        folded = fold(written)[:80]
        keys = [
            *(key for key in self._nearby if len(key) >= SHORTEST_WITHIN and key in folded),
            *get_close_matches(folded, self._nearby, FEW, self._alike),
        ]
        near = list(dict.fromkeys(self._nearby[key] for key in keys))[:FEW]
        self.near[written] = near
        return near

    def _error(self, written: str, near: list[str]) -> CellError:
        if not near and len(self.words) > FEW * 2:
            return CellError(
                "unknown",
                _("“%(value)s” is not known here. Check its spelling against the list in use."),
                {"value": written},
            )
        if not near:
            return CellError(
                "unknown",
                _("“%(value)s” is not known here. The words in use are: %(words)s."),
                {"value": written, "words": "، ".join(self.words)},
            )
        return CellError(
            "unknown",
            _("“%(value)s” is not known here. Perhaps it is one of these: %(near)s."),
            {"value": written, "near": "، ".join(near)},
        )

    def _is_in(self, meaning: str) -> bool:
        return fold(meaning) in self._known


def _no_single(written: str) -> CellError:
    return CellError(
        "no_single", _("“%(value)s” names no single one; it is left empty."), {"value": written}
    )


def _key(cell: Cell) -> Any:
    """How `checking` remembers a spelled cell."""
    return cell if cell.__class__ is str else (cell.__class__, cell)


def _pieces(written: str) -> list[str]:
    return pieces_of(written, lambda piece: None)[1]
