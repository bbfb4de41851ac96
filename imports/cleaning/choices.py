"""Makers of columns of known words: of a short list, and of the names of rows."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from types import MappingProxyType
from typing import Any

from django.db import models

from imports.cleaning.base import Cleaner, Maker
from imports.cleaning.known_words import Question, Words
from imports.cleaning.loosely import LooseKey
from imports.cleaning.phrases import Phrases
from persian.text import fold

NEARLY_THE_SAME = 0.8  # where a word of a short list is: «منقضی» is no «متقاضی»


def choice(
    choices: type[models.TextChoices],
    synonyms: Mapping[Any, Iterable[str]],
    *,
    alone: Mapping[Any, Iterable[str]] = MappingProxyType({}),
    fillers: Callable[[int | None], Iterable[str]] = lambda province_id: (),
    silent: Iterable[str] = (),
    questions: Sequence[Question] = (),
    head_first: bool = False,
    but: Iterable[Any] = (),
) -> Maker:
    """One of a fixed list, by its code, its label, or another word for it.

    `fillers`, of a province, are words that say nothing beside those; a phrase of both is known
    (`phrases`). `alone` are words that decide where nothing stands beside them, `silent` words that
    say nothing at all, `questions` titles that are answered by yes and no. `but` are members that
    no file is offered.
    """

    def make(province_id: int | None) -> Cleaner:
        left_out = set(but)
        known: dict[str, Any] = {fold(value): value for value in choices.values}
        known |= {fold(str(member.label)): member.value for member in choices}
        named = {
            value: [str(choices(value).label), *synonyms.get(value, ())]
            for value in choices.values
            if value not in left_out
        }
        words = {
            fold(word): value
            for listed in (synonyms, alone)
            for value, words in listed.items()
            for word in words
        }
        phrases = Phrases(named, fillers(province_id), head_first=head_first)
        return Words(
            {**known, **{key: getattr(value, "value", value) for key, value in words.items()}},
            {fold(words[0]): words[0] for words in named.values()},
            nearby={fold(word): words[0] for words in named.values() for word in words},
            recognise=phrases.value_of,
            silent=silent,
            questions=questions,
            alike=NEARLY_THE_SAME,
        )

    return make


def named_row(
    rows: Callable[[int | None], models.QuerySet[Any]],
    prefixes: Iterable[str] = (),
    *,
    general: Iterable[str] = (),
    stems: bool = False,
    several: bool = False,
    one_of: bool = False,
    wider: Callable[[int | None], Iterable[str]] = lambda province_id: (),
    elsewhere: Callable[[int], Iterable[tuple[str, str]]] = lambda province_id: (),
) -> Maker:
    """The id of a row by its name or one of its other names, in any spelling.

    `rows` gives the rows on offer for a province, or for all where it is None; `prefixes` are words
    before the name that say nothing (شهرستان). Names are also found without their `general` words,
    in any order and, with `stems`, number; with `several`, a cell may name more than one. `wider`
    are words that name all of a province's together: the cell is left empty, with a warning. With
    `one_of`, one that stands beside what is not known is taken, with a warning. `elsewhere` gives
    the names that belong to other provinces than this one, each with its province's.
    """
    folded_prefixes = tuple(map(fold, prefixes))

    def make(province_id: int | None) -> Cleaner:
        around = tuple(wider(province_id))
        beside = () if province_id is None else around
        loose = LooseKey((*prefixes, *general, *beside), stems=stems)
        offered = list(rows(province_id).values_list("pk", "name", "aliases"))
        by_pk = {pk: name for pk, name, _aliases in offered}
        known = {fold(name): pk for pk, name, _aliases in offered}
        for pk, _name, aliases in offered:  # a name outweighs another row's other name
            for alias in aliases:
                known.setdefault(fold(alias), pk)
        nearby = {key: by_pk[pk] for key, pk in known.items()}
        for key, pk in list(known.items()):
            for prefix in folded_prefixes:
                known.setdefault(prefix + key, pk)
        by_key = _unambiguous(
            (loose.of(word), pk) for pk, name, aliases in offered for word in (name, *aliases)
        )
        return Words(
            known,
            {fold(name): name for _pk, name, _aliases in offered},
            nearby=nearby,
            recognise=lambda text: by_key.get(loose.of(text)),
            wider=around,
            several=several,
            one_of=one_of,
            elsewhere=cache(partial(_elsewhere, province_id, known)),
        )

    def _elsewhere(province_id: int | None, known: Mapping[str, Any]) -> dict[str, str]:
        if province_id is None:
            return {}
        pairs = {(fold(name), place) for name, place in elsewhere(province_id)}
        pairs |= {(prefix + key, place) for key, place in pairs for prefix in folded_prefixes}
        return {key: place for key, place in _unambiguous(pairs).items() if key not in known}

    return make


def _unambiguous(keys: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Values by key, without keys that several have."""
    pairs = set(keys)
    count = Counter(key for key, _value in pairs)
    return {key: value for key, value in pairs if key and count[key] == 1}
