"""What a person may take a column for, where its title and its values do not agree.

Nothing is taken here. A title that is understood gives way where its field knows next to none of
the values and another field knows them; a column that is left out is offered as the field that its
values speak for, unless its title says what else it holds, or of whom.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from imports.columns import Column, Declared, Unstored
from imports.evidence import Fields
from imports.registry import Registry
from imports.sampling import TELLING, Sample
from imports.titles.title import title_of
from imports.understood import Level, Reason, Understood
from persian.text import fold

SECOND = frozenset({fold("دوم")})  # «ستون ۲» says no more than «ستون»
# What a title says of anything: «کد تشکل» may be a code of any kind.
_OF_ANYTHING = frozenset(map(fold, ("کد", "شناسه", "شماره", "دوم")))


def told_otherwise(
    found: Sequence[Understood],
    fields: Fields,
    sampled: Sequence[Sample],
    registry: type[Registry],
) -> list[Understood]:
    """Take nothing by a title over values that its field does not know and another one does."""
    declared = registry.columns()
    doubtful = {
        each.index
        for each in found
        if each.field and fields.is_strange_to(sampled[each.index], declared[each.field])
    }
    free = free_of((each for each in found if each.index not in doubtful), declared)
    told = list(found)
    for index in doubtful:
        each, sample = found[index], sampled[index]
        own = declared[each.field or ""]
        # Names may be made of any words, so all of them have to be another field's.
        least = 1.0 if isinstance(own, Column) and own.known_by else TELLING
        others = [column for column in free if column.name != each.field]
        name, share = _surest(fields, sample, others)
        if name is not None and share >= least:
            told[index] = replace(
                each, field=None, level=Level.UNSURE, reason=Reason.ANOTHERS,
                offered=name, titled=each.field,
            )  # fmt: skip
    return told


def proposed(
    found: Sequence[Understood],
    fields: Fields,
    sampled: Sequence[Sample],
    registry: type[Registry],
) -> list[Understood]:
    """The columns that nothing was found for, with what a person may take them for."""
    declared = registry.columns()
    free = free_of(found, declared)
    offered = [
        each if each.field else _proposed(each, fields, sampled[each.index], free, registry)
        for each in found
    ]
    # A file that lacks what each row needs is taken by nobody as it is: there a title that speaks
    # of something else is no reason to be silent.
    known = {each.offered for each in offered if each.field is None}
    lacking = [
        column for column in free
        if isinstance(column, Column) and column.required and column.name not in known
    ]  # fmt: skip
    for each in offered:
        if each.field is None and each.offered is None and each.title:
            name, _share = _surest(fields, sampled[each.index], lacking)
            if name is not None:
                offered[each.index] = _by_values(each, name)
    return offered


def _proposed(
    each: Understood,
    fields: Fields,
    sample: Sample,
    free: Sequence[Column | Unstored],
    registry: type[Registry],
) -> Understood:
    """A column that is left out, with the field that it may be."""
    declared = registry.columns()
    named = declared.get(each.offered or "")
    is_free = named is not None and any(part.name == named.name for part in free)
    if each.reason is Reason.CONTRADICTED:
        name, _share = _surest(fields, sample, free)
        if name in (None, each.offered):
            return each
        return replace(each, reason=Reason.ANOTHERS, offered=name, titled=each.offered)
    if named is not None and not fields.contradicts(sample, named):
        if each.reason is Reason.WORDS and not is_free and isinstance(named, Column | Unstored):
            return replace(each, level=Level.LEFT_OUT, reason=Reason.TAKEN)
        if not fields.is_strange_to(sample, named):
            return each
        name, _share = _surest(fields, sample, free)  # whatever the title says: it is not that
        if name is not None:
            return _by_values(each, name)
    title = title_of(each.title, registry.lexicon)
    said = title.meanings - _OF_ANYTHING - registry.lexicon.qualifying
    name, _share = _surest(fields, sample, [column for column in free if may_say(column, said)])
    if name is not None:
        return _by_values(each, name)
    if named is not None and fields.contradicts(sample, named) and each.reason is Reason.WORDS:
        return replace(each, level=Level.LEFT_OUT, reason=Reason.NONE, offered=None)
    return each


def _by_values(each: Understood, name: str | None) -> Understood:
    return replace(
        each, field=None, level=Level.UNSURE, reason=Reason.VALUES, offered=name, unknown=()
    )


def free_of(found: Iterable[Understood], declared: dict[str, Declared]) -> list[Column | Unstored]:
    """The fields that none of these columns is given to."""
    given = {part.name for each in found if each.field for part in declared[each.field].parts}
    return [
        column
        for name, column in declared.items()
        if isinstance(column, Column | Unstored) and name not in given
    ]


def _surest(
    fields: Fields, sample: Sample, columns: Iterable[Column | Unstored]
) -> tuple[str | None, float]:
    """The one of these fields that the values speak for, if there is one; two that they speak for
    alike are none."""
    shares = sorted(
        ((share, column.name) for column in columns if (share := fields.may_be(sample, column))),
        reverse=True,
    )
    if not shares or (len(shares) > 1 and shares[0][0] == shares[1][0]):
        return None, 0.0
    share, name = shares[0]
    return name, share


def may_say(column: Column | Unstored, said: frozenset[str]) -> bool:
    """Whether a column may be meant by a title that says this, beside words that say nothing."""
    lexicon = column.lexicon
    may = {
        word
        for text in (str(column.label), *column.synonyms, *column.about)
        for word in title_of(text, lexicon).said
    }
    return said <= may
