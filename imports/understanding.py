"""Which column of a file holds what: by its title, and by what stands in it.

A title that is understood is believed, unless what stands under it is of a kind that the field
cannot hold, or is another field's by every value. One that says nothing is given the field that its
values tell. What is left between is offered to a person, with the reason (`proposing`).
"""

from collections.abc import Sequence
from dataclasses import replace

from imports.alike import asked_about
from imports.columns import Declared
from imports.evidence import Fields
from imports.headers import Guess, match_headers
from imports.looks import NAMES
from imports.proposing import SECOND, may_say, proposed, told_otherwise
from imports.registry import Registry
from imports.sampling import Sample, samples
from imports.titles.title import title_of
from imports.understood import Level, Reason, Understood
from reading import Table


def understand(table: Table, registry: type[Registry], province_id: int) -> list[Understood]:
    """What each column of the table holds."""
    declared = registry.columns()
    fields, sampled = Fields(registry, province_id), samples(table)
    guesses = match_headers(table.header, list(declared.values()))
    found = [
        _by_title(guess, fields, sample, declared)
        for guess, sample in zip(guesses, sampled, strict=True)
    ]
    found = told_otherwise(found, fields, sampled, registry)
    found = proposed(_by_contents(found, fields, sampled, registry), fields, sampled, registry)
    return asked_about(found, fields, sampled, registry)


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
    registry: type[Registry],
) -> list[Understood]:
    """Give the columns whose titles do not tell to the fields that their values do."""
    declared = registry.columns()
    given = {part.name for each in found if each.field for part in declared[each.field].parts}
    free = [column for column in registry.stored().values() if column.name not in given]
    claims: list[tuple[float, bool, int, str]] = []
    alike: dict[str, list[int]] = {}
    for each in found:
        if each.field is not None or each.reason not in (Reason.WORDS, Reason.NONE):
            continue
        title = title_of(each.title, registry.lexicon)
        said = title.meanings - SECOND
        sample = sampled[each.index]
        for column in free:
            if said and not (column.required and title.unknown and may_say(column, said)):
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
    return _settled(found, claims)


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
