"""Columns under unknown titles, over values of a kind that several fields hold.

Dates, numbers, numbers of papers, a few words over and over do not tell whose they are. A person is
asked which of the fields that could hold them it is; nothing is taken.
"""

from collections.abc import Sequence
from dataclasses import replace

from imports.columns import Column, Unstored
from imports.evidence import Fields
from imports.looks import NAMES
from imports.proposing import SECOND, free_of, may_say
from imports.registry import Registry
from imports.sampling import Sample
from imports.titles.title import title_of
from imports.understood import Level, Reason, Understood

MOST_OFFERED = 5  # fields; more are no help


def asked_about(
    found: Sequence[Understood],
    fields: Fields,
    sampled: Sequence[Sample],
    registry: type[Registry],
) -> list[Understood]:
    """The columns, those that nothing was found for with the fields that could hold them."""
    free = free_of(found, registry.columns())
    return [
        _asked(each, fields, sampled[each.index], free, registry)
        if each.field is None and each.offered is None and each.reason is Reason.NONE
        else each
        for each in found
    ]


def _asked(
    each: Understood,
    fields: Fields,
    sample: Sample,
    free: Sequence[Column | Unstored],
    registry: type[Registry],
) -> Understood:
    title = title_of(each.title, registry.lexicon)
    said = title.meanings - SECOND
    if said and not title.unknown:
        return each  # it says what it holds, and that is no field of ours
    names = [
        column.name
        for column in free
        if may_say(column, said) and fields.could_hold(sample, column)
    ]
    if not 0 < len(names) <= MOST_OFFERED:
        return each
    return replace(
        each, level=Level.UNSURE, reason=Reason.LOOKS, offered=names[0], others=tuple(names[1:]),
        looks=NAMES[sample.kind],
    )  # fmt: skip
