"""Which column of a file holds what: by its title, and by what stands in it.

A title that is understood is believed, unless what stands under it is of a kind that the field
cannot hold. One that says nothing is given the field that its values tell. What is left between is
offered to a person, with the reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from imports.columns import Column, Declared
from imports.doubts import Doubt
from imports.evidence import NAMES, Fields, Looks, Sample, samples
from imports.headers import Guess, match_headers, unique_titles
from imports.reading import Table
from imports.titles.title import title_of
from persian.text import fold

if TYPE_CHECKING:
    from imports.registry import Registry

_CODES = frozenset(map(fold, ("کد", "شناسه", "شماره")))  # of anything
_SECOND = frozenset({fold("دوم")})  # «ستون ۲» says no more than «ستون»


class Level(StrEnum):
    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"  # left out, and offered
    LEFT_OUT = "left-out"


class Reason(StrEnum):
    TITLE = "title"
    MENDED = "mended"  # the title, but for a slip of the keyboard
    CONTENTS = "contents"
    WORDS = "words"  # words of the title are not known
    CONTRADICTED = "contradicted"
    TAKEN = "taken"  # another column has the field
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Understood:
    """One column of a file: the `field` that it is given to, how sure that is and why. `offered`
    is the field that it may be where it is given to none."""

    index: int
    title: str
    field: str | None
    level: Level
    reason: Reason
    offered: str | None = None
    unknown: tuple[str, ...] = ()
    looks: Any = ""


def understand(table: Table, registry: "type[Registry]", province_id: int) -> list[Understood]:
    """What each column of the table holds."""
    declared = registry.columns()
    fields, sampled = Fields(registry, province_id), samples(table)
    guesses = match_headers(table.header, list(declared.values()))
    found = [
        _by_title(guess, fields, sample, declared)
        for guess, sample in zip(guesses, sampled, strict=True)
    ]
    return _by_contents(found, fields, sampled, registry)


def _by_title(
    guess: Guess, fields: Fields, sample: Sample, declared: dict[str, Declared]
) -> Understood:
    name = guess.column_name
    if name is not None and fields.contradicts(sample, declared[name]):
        return Understood(
            guess.index, guess.header, None, Level.UNSURE, Reason.CONTRADICTED, name,
            looks=NAMES[sample.kind],
        )  # fmt: skip
    if name is not None:
        level = Level.SURE if guess.is_sure else Level.LIKELY
        reason = Reason.TITLE if guess.is_sure else Reason.MENDED
        return Understood(guess.index, guess.header, name, level, reason)
    reason = {"unsure": Reason.WORDS, "taken": Reason.TAKEN}.get(guess.why, Reason.NONE)
    level = Level.UNSURE if reason is Reason.WORDS else Level.LEFT_OUT
    return Understood(guess.index, guess.header, None, level, reason, guess.offered, guess.unknown)


def _by_contents(
    found: list[Understood],
    fields: Fields,
    sampled: Sequence[Sample],
    registry: "type[Registry]",
) -> list[Understood]:
    """Give the columns whose titles do not tell to the fields that their values do."""
    declared = registry.columns()
    given = {part.name for each in found if each.field for part in declared[each.field].parts}
    free = [column for column in registry.stored().values() if column.name not in given]
    claims: list[tuple[float, bool, int, str]] = []
    alike: dict[str, list[int]] = {}
    offers: list[tuple[int, str]] = []
    for each in found:
        if each.field is not None or each.reason in (Reason.CONTRADICTED, Reason.TAKEN):
            continue
        title = title_of(each.title, registry.lexicon)
        said = title.meanings - _SECOND
        sample = sampled[each.index]
        for column in free:
            if said and not (column.required and title.unknown and _may_say(column, said)):
                if _is_a_code_of_this(sample, column, said) and fields.likeness(sample, column):
                    offers.append((each.index, column.name))
                continue
            if not said and title.said and not title.unknown:
                continue  # «ردیف», «اختیاری»
            if (share := fields.likeness(sample, column)) > 0:
                claims.append((share, column.required, each.index, column.name))
            elif column.required and fields.has_the_look_of(sample, column):
                alike.setdefault(column.name, []).append(each.index)
    claims += [
        (0.1, True, places[0], name)
        for name, places in alike.items()
        if len(places) == 1 and sum(places[0] in other for other in alike.values()) == 1
    ]
    return _offered(_settled(found, claims), offers)


def _may_say(column: Column, said: frozenset[str]) -> bool:
    """Whether a column may be meant by a title that says this, beside words that are not known."""
    lexicon = column.lexicon
    may = {
        word
        for text in (str(column.label), *column.synonyms, *column.about)
        for word in title_of(text, lexicon).said
    }
    return said <= may


def _is_a_code_of_this(sample: Sample, column: Column, said: frozenset[str]) -> bool:
    """Whether a title such as «کد تشکل» stands over legal IDs, and speaks of nobody else. Such a
    column is not taken, as the code may be another, but it does not go by in silence either."""
    return sample.kind is Looks.LEGAL_ID and _may_say(column, said - _CODES)


def _offered(found: list[Understood], offers: list[tuple[int, str]]) -> list[Understood]:
    """The columns that nothing was found for, with what a person may take them for."""
    taken = {each.field for each in found}
    offered = list(found)
    for index, name in offers:
        each = found[index]
        if each.field is None and each.offered is None and name not in taken:
            offered[index] = replace(each, level=Level.UNSURE, offered=name)
    return offered


def _settled(
    found: list[Understood], claims: list[tuple[float, bool, int, str]]
) -> list[Understood]:
    """The claims that no other is as good as; where there are two, the column is offered."""
    settled = list(found)
    taken: set[str] = set()
    for share, required, index, name in sorted(claims, key=lambda claim: (-claim[0], not claim[1])):
        if settled[index].field is not None or name in taken:
            continue
        rivals = [
            other
            for other in claims
            if other[0] == share
            and (other[2] == index) != (other[3] == name)
            and other[3] not in taken
            and settled[other[2]].field is None
            and not required > other[1]
        ]
        if rivals:
            settled[index] = replace(settled[index], level=Level.UNSURE, offered=name)
            continue
        taken.add(name)
        settled[index] = replace(
            settled[index], field=name, level=Level.LIKELY, reason=Reason.CONTENTS, offered=None
        )
    return settled


def doubts_of(
    understood: Sequence[Understood], columns: Sequence[str | None], registry: "type[Registry]"
) -> Iterator[Doubt]:
    """What a person should know of the columns that are still as they were understood."""
    declared = registry.columns()
    titles = unique_titles([each.title for each in understood])
    for each, chosen, title in zip(understood, columns, titles, strict=True):
        name = each.field or each.offered
        if chosen != each.field or name is None or each.level is Level.SURE:
            continue
        said = {
            "field": declared[name].label,
            "looks": each.looks,
            "words": "، ".join(f"«{word}»" for word in each.unknown),
        }
        yield Doubt(f"column_{each.reason}", _message(each) % said, (), title, name)


def _message(each: Understood) -> str:
    if each.reason is Reason.MENDED:
        return _(
            "The title is nearly one of “%(field)s”, and was taken for it. Look at its values."
        )
    if each.reason is Reason.CONTENTS:
        return _(
            "The title is not known. What stands in the column is taken for “%(field)s”. "
            "Look at its values."
        )
    if each.reason is Reason.CONTRADICTED:
        return _(
            "By its title this column would be “%(field)s”, but it holds %(looks)s. "
            "It was left out."
        )
    if each.reason is Reason.TAKEN:
        return _(
            "This column may be “%(field)s” too, which another column is given to. It was left out."
        )
    if each.reason is Reason.WORDS:
        return _(
            "This may be “%(field)s”, but these words of the title are not known: %(words)s. "
            "It was left out."
        )
    return _("This may be “%(field)s”. It was left out.")
