"""Words of a short list, and the names of rows."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from imports.cleaning.base import CellError, Cleaner, Maker
from imports.cleaning.texts import of_text
from persian.text import fold

FEW = 3  # names that a message offers
SUGGESTED = 300  # different unknown words of a column for which near ones are sought


def choice(choices: type[models.TextChoices], synonyms: Mapping[Any, Iterable[str]]) -> Maker:
    """One of a fixed list, by its code, its label, or another word for it."""

    def make(province_id: int | None) -> Cleaner:
        known = {fold(value): value for value in choices.values}
        known |= {fold(str(member.label)): member.value for member in choices}
        known |= {fold(word): value for value, words in synonyms.items() for word in words}
        return look_up(known, {fold(str(label)): str(label) for label in choices.labels})

    return make


def named_row(
    rows: Callable[[int | None], models.QuerySet[Any]], prefixes: Iterable[str] = ()
) -> Maker:
    """The id of a row by its name or one of its other names, in any spelling.

    `rows` gives the rows on offer for a province, or for all where it is None; `prefixes` are words
    before the name that say nothing (شهرستان).
    """
    folded_prefixes = tuple(map(fold, prefixes))

    def make(province_id: int | None) -> Cleaner:
        offered = list(rows(province_id).values_list("pk", "name", "aliases"))
        known = {fold(name): pk for pk, name, _aliases in offered}
        for pk, _name, aliases in offered:  # a name outweighs another row's other name
            for alias in aliases:
                known.setdefault(fold(alias), pk)
        for key, pk in list(known.items()):
            for prefix in folded_prefixes:
                known.setdefault(prefix + key, pk)
        return look_up(known, {fold(name): name for _pk, name, _aliases in offered})

    return make


def look_up(known: dict[str, Any], names: dict[str, str]) -> Cleaner:
    """Finds a word among the folded ones of `known`. An unknown word is told with the nearest of
    `names`, so that whoever corrects the file need not search a list."""
    suggested = 0

    def clean(written: str) -> Any:
        nonlocal suggested
        try:
            return known[fold(written)]
        except KeyError:
            suggested += 1
        near = get_close_matches(fold(written)[:80], names, FEW) if suggested <= SUGGESTED else []
        if not near and len(names) > FEW * 2:
            raise CellError(
                "unknown",
                _("“%(value)s” is not known here. Check its spelling against the list in use."),
                {"value": written},
            )
        raise CellError(
            "unknown",
            _("“%(value)s” is not known here. Perhaps it is one of these: %(near)s."),
            {"value": written, "near": "، ".join(names[key] for key in near or names)},
        )

    return of_text(clean, words=names.values())
