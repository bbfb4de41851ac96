"""Columns and values that a person names in words: on the command line."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from imports.headers import match_headers, unique_titles
from imports.models import Run
from imports.refusal import ImportRefused
from imports.registry import Registry, registry_of
from persian.text import fold


def columns_of(run: Run, choices: Iterable[str]) -> list[str | None]:
    """The run's columns with each «title=field» of `choices`, an empty field for what is left out.
    A column that was given to the field by itself gives way."""
    registry = registry_of(run.kind)
    declared = registry.columns()
    columns: list[str | None] = list(run.columns)
    chosen: set[int] = set()
    for choice in choices:
        title, field = _parted(choice)
        place = _place_of(run.header, title)
        name = _field(registry, field) if field else None
        chosen.add(place)
        if name is not None:
            filled = {part.name for part in declared[name].parts}
            for other, given in enumerate(columns):
                if given is None or other in chosen:
                    continue
                if not filled.isdisjoint(part.name for part in declared[given].parts):
                    columns[other] = None
        columns[place] = name
    return columns


def given_of(run: Run, choices: Iterable[str]) -> dict[str, str]:
    """One value for all rows by field, of «field=value» each."""
    registry = registry_of(run.kind)
    given = dict(run.given)
    for choice in choices:
        field, _sign, value = choice.partition("=")
        given[_field(registry, field)] = value.strip()
    return given


def _parted(choice: str) -> tuple[str, str]:
    """A title may have «=» in it, a field has none."""
    title, sign, field = choice.rpartition("=")
    if not sign:
        raise ImportRefused("choice", _("Write “%(choice)s” as title=field."), {"choice": choice})
    return title, field.strip()


def _place_of(header: Sequence[str], title: str) -> int:
    """The column of a title in any spelling; of one that stands twice as the outcome names it."""
    for titles in (header, unique_titles(header)):
        places = [at for at, known in enumerate(titles) if fold(known) == fold(title)]
        if len(places) == 1:
            return places[0]
    raise ImportRefused(
        "no_such_title",
        _("The file has no column “%(title)s”. Its columns: %(known)s."),
        {"title": title, "known": "، ".join(unique_titles(header))},
    )


def _field(registry: type[Registry], written: str) -> str:
    """A field by its name, its label, or a title that is understood."""
    declared = registry.columns()
    if (name := written.strip()) in declared:
        return name
    for name, column in declared.items():
        if fold(str(column.label)) == fold(written):
            return name
    (guess,) = match_headers([written], list(declared.values()))
    if guess.column_name is not None and guess.is_sure:
        return guess.column_name
    raise ImportRefused(
        "no_such_field",
        _("There is no field “%(field)s”. The fields: %(known)s."),
        {"field": written, "known": "، ".join(str(column.label) for column in declared.values())},
    )
