"""What is wrong with giving the columns of a file these meanings."""

from collections.abc import Collection, Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from imports.columns import Column, Repeated, Unstored
from imports.refusal import ImportRefused
from imports.registry import Registry


def column_problems(
    registry: type[Registry], columns: Sequence[str | None], given: Collection[str] = ()
) -> Iterator[tuple[list[int], ImportRefused]]:
    """Each problem, and at which columns of the file it is. `given` are the fields of which all
    rows have one value.

    Rows are told apart by name or number, and so are their parents, so one of these columns is
    needed; that it is missing is wrong at none. Repeated columns fill their fields together.
    """
    declared = registry.columns()
    chosen = [declared[name] if name else None for name in columns]
    single = [column for column in declared.values() if isinstance(column, Column | Unstored)]
    filled = set(given)
    for column in single:
        places = [index for index, whole in enumerate(chosen) if whole and column in whole.parts]
        sources = {columns[at] if isinstance(chosen[at], Repeated) else at for at in places}
        if places:
            filled.add(column.name)
        if len(sources) > 1:
            yield (
                places,
                ImportRefused(
                    "column_twice",
                    _("Two columns of the file are given to “%(field)s”. Leave one of them out."),
                    {"field": column.label},
                ),
            )
    told = {field for whole in chosen if isinstance(whole, Repeated) for field in whole.tells}
    filled |= {column.name for column in registry.stored().values() if column.field in told}
    for group in registry.told_apart_by():
        if filled.isdisjoint(group):
            yield (
                [],
                ImportRefused(
                    "column_missing",
                    _(
                        "No column of the file is given to “%(field)s”. "
                        "Choose the one that holds it."
                    ),
                    {"field": declared[group[0]].label},
                ),
            )
