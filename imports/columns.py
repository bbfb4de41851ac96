"""What a registry declares of the columns of files: how cells are read, and what they fill."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self

from django.db import models
from import_export.fields import Field

from accounts.fields import column_of
from imports.cleaning import Cell, Maker, Severity
from imports.titles import GENERAL
from persian.text import fold


class Column(Field):
    """One column of a registry, which the field of the model that `attribute` begins with stores.

    `label` heads the column in exports; `synonyms` are other headings that offices use, each of
    which stands for all that say the same in other words (`imports.headers`). `about` is what a
    heading may say besides: whose it is, of which paper. In a file that has one of the headings
    `not_beside`, a heading that says nothing of that is not this column's: «نام» beside «نام
    خانوادگی». `make` makes the cleaner. A cell that cannot be cleaned refuses its row or, with
    `on_error` WARNS, is left out with a warning. `show` turns a stored value into what an export
    shows; the database must be able to do the same (`files.exporting.cells`): labels of choices,
    and Jalali dates.
    `rest` names the many-to-many field of the model that holds what a cell names beside its first
    thing; new rows alone are given it.

    `known_by` tells of a folded text whether it looks like a value of this column and of no other.
    A column `for_all` may have one value for all rows of a file that lacks it, and is asked for.
    """

    def __init__(
        self,
        label: Any,
        attribute: str,
        make: Maker,
        *,
        synonyms: Sequence[str] = (),
        about: Sequence[str] = (),
        not_beside: Sequence[str] = (),
        show: Callable[[Any], Any] | None = None,
        required: bool = False,
        on_error: Severity = Severity.REFUSES,
        example: Any = "",
        personal: bool = False,
        rest: str = "",
        known_by: Callable[[str], bool] | None = None,
        for_all: bool = False,
    ) -> None:
        super().__init__(attribute=attribute, column_name=label)
        self.label, self.make, self.synonyms = label, make, tuple(synonyms)
        self.about, self.not_beside = tuple(about), tuple(not_beside)
        self.show, self.required, self.on_error = show, required, on_error
        self.example, self.personal = example, personal
        self.rest = Rest(self, rest) if rest else None
        self.known_by, self.for_all = known_by, for_all
        self.name = ""  # set by the registry: its name there
        self.lexicon = GENERAL  # set by the registry: its own
        self.field = attribute.partition("__")[0]  # of the model

    def __deepcopy__(self, memo: Mapping[int, object]) -> Self:
        """Itself: the library copies the columns for each instance of a registry, and none of ours
        changes one. With its words a column is large."""
        return self

    def export(self, instance: models.Model, **kwargs: object) -> Any:
        """What the library's own export writes: the words that our exports show too."""
        value = self.get_value(instance)
        shown = value if value is None or self.show is None else self.show(value)
        return self.widget.render(shown, **kwargs)

    @property
    def parts(self) -> "tuple[Column, ...]":
        """What a file's column given to this one fills: it alone."""
        return (self,)

    def attname(self, model: type[models.Model]) -> str:
        """The name under which a row's value is staged: the column of the table."""
        return column_of(model, self.field).attname

    def fills(self, model: type[models.Model]) -> tuple[str, ...]:
        """The columns of the table that a file's column given to this one fills."""
        precision = self.precision(model)
        return (self.attname(model), *((precision,) if precision else ()))

    def precision(self, model: type[models.Model]) -> str:
        """The column of the table that holds how much is known of this one's dates, or ""."""
        return str(getattr(column_of(model, self.field), "precision", ""))

    def words(self, province_id: int | None) -> Sequence[str]:
        """The words that the column accepts, where they are a short list; of all provinces for
        None."""
        return self.make(province_id).words


class Naming(Column):
    """A column that names a row of another table, which the registry itself looks up or brings in
    (`Registry.besides`): what a cell says is staged under the column's own name, and
    `Registry.complete` makes of it the key that the model's field holds."""

    def attname(self, model: type[models.Model]) -> str:
        return self.name

    def fills(self, model: type[models.Model]) -> tuple[str, ...]:
        return (column_of(model, self.field).attname,)

    def precision(self, model: type[models.Model]) -> str:
        return ""


class Rest:
    """What the cells of a column name beside their first thing: the rows that a new row is linked
    to by the many-to-many field `name`. It is told with the column that it is read from."""

    required, personal, on_error = False, False, Severity.WARNS

    def __init__(self, of: Column, name: str) -> None:
        self.of, self.name = of, name

    @property
    def label(self) -> Any:
        return self.of.label

    def attname(self, model: type[models.Model]) -> str:
        return self.name

    def fills(self, model: type[models.Model]) -> tuple[str, ...]:
        return ()


class HowMuch:
    """How much is known of the dates of a column: read from the same cells, and told with them."""

    required, personal, on_error = False, False, Severity.WARNS

    def __init__(self, of: Column) -> None:
        self.of, self.name, self.label = of, of.name, of.label


class Unstored:
    """A column of files that no column of the table holds as it stands.

    `Registry.complete` finds its value under the column's name, and makes of it what the columns
    of the table named by `into` store. Files written from the registry have no such column; the
    empty workbook has one of those that show an `example`.
    """

    required = False
    not_beside: tuple[str, ...] = ()

    def __init__(
        self,
        label: Any,
        make: Maker,
        into: Sequence[str] = (),
        *,
        synonyms: Sequence[str] = (),
        about: Sequence[str] = (),
        on_error: Severity = Severity.WARNS,
        personal: bool = False,
        example: Any = "",
    ) -> None:
        self.example = example
        self.label, self.make, self.into = label, make, tuple(into)
        self.synonyms, self.about = tuple(synonyms), tuple(about)
        self.on_error, self.personal = on_error, personal
        self.name, self.lexicon = "", GENERAL

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @property
    def parts(self) -> "tuple[Unstored, ...]":
        return (self,)

    def attname(self, model: type[models.Model]) -> str:
        return self.name

    def fills(self, model: type[models.Model]) -> tuple[str, ...]:
        return self.into

    def words(self, province_id: int | None) -> Sequence[str]:
        return self.make(province_id).words


class Compound:
    """A column of files whose cells hold what several columns of the registry store.

    `split` gives the part of a cell for each of `parts`; each is cleaned, and refused, as a cell of
    its column. Files that are written from the registry have no such column.
    """

    required = False

    def __init__(
        self,
        label: Any,
        parts: Sequence[Column],
        split: Callable[[Cell], Sequence[Cell]],
        *,
        synonyms: Sequence[str] = (),
        about: Sequence[str] = (),
        not_beside: Sequence[str] = (),
    ) -> None:
        self.label, self.parts, self.split = label, tuple(parts), split
        self.synonyms, self.about = tuple(synonyms), tuple(about)
        self.not_beside = tuple(not_beside)
        self.name, self.lexicon = "", GENERAL

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @property
    def personal(self) -> bool:
        return any(part.personal for part in self.parts)

    def fills(self, model: type[models.Model]) -> tuple[str, ...]:
        return tuple(name for part in self.parts for name in part.fills(model))


class Repeated(Compound):
    """Columns of files that stand side by side where the register has rows one below the other:
    «پروانه ۱۴۰۰», «پروانه ۱۴۰۱». Each cell with something in it is a row of its own.

    `titles` is a pattern of whole folded titles; what its named groups find in a title is what the
    title says of each row below (`CheckedRow.said`), and `Registry.complete` makes the columns of
    the table named by `tells` of it. The other columns of the file hold for all rows of the line,
    but for those named by `of_last`, which speak of the last row alone: of the one whose title has
    the greatest group `by`.
    """

    def __init__(
        self,
        label: Any,
        parts: Sequence[Column],
        *,
        titles: str,
        split: Callable[[Cell], Sequence[Cell]] = lambda cell: (cell,),
        tells: Sequence[str] = (),
        of_last: Sequence[str] = (),
        by: str = "",
    ) -> None:
        super().__init__(label, parts, split)
        self.tells, self.of_last, self.by = tuple(tells), frozenset(of_last), by
        self._titles = re.compile(titles)

    def said(self, title: str) -> dict[str, str] | None:
        """What a title says, by the groups of the pattern; None for a title of another column."""
        match = self._titles.fullmatch(fold(title))
        return None if match is None else {k: v for k, v in match.groupdict().items() if v}

    def fills(self, model: type[models.Model]) -> tuple[str, ...]:
        return (*super().fills(model), *self.tells)


Declared = Column | Compound | Unstored
