"""How a registry is declared: its columns, once, for reading, writing, templates and guides.

A registry is a django-import-export `Resource` whose fields are `Column`s. The engine
(`checking`, `applying`) reads the declaration; it knows nothing of any registry itself.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, F, Value, When
from import_export.fields import Field
from import_export.resources import Resource

from imports.cleaning import Cell, Maker, Severity
from screens.exporting.columns import ExportColumn


class Column(Field):
    """One column of a registry.

    `label` heads the column in exports; `synonyms` are other headings that offices use. `make`
    makes the cleaner. A cell that cannot be cleaned refuses its row or, with `on_error` WARNS, is
    left out with a warning. `show` turns a stored value into what an export shows; the database
    must be able to do the same (`screens.exporting.cells`): labels of choices, and Jalali dates.
    """

    def __init__(
        self,
        label: Any,
        attribute: str,
        make: Maker,
        *,
        synonyms: Sequence[str] = (),
        show: Callable[[Any], Any] | None = None,
        required: bool = False,
        on_error: Severity = Severity.REFUSES,
        example: Any = "",
        personal: bool = False,
    ) -> None:
        super().__init__(attribute=attribute, column_name=label)
        self.label, self.make, self.synonyms = label, make, synonyms
        self.show, self.required, self.on_error = show, required, on_error
        self.example, self.personal = example, personal
        self.name = ""  # set by the registry: its name there, which is the model field's too

    @property
    def parts(self) -> "tuple[Column, ...]":
        """What a file's column given to this one fills: it alone."""
        return (self,)

    def words(self, province_id: int | None) -> Sequence[str]:
        """The words that the column accepts, where they are a short list; of all provinces for
        None."""
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
    ) -> None:
        self.label, self.parts, self.split, self.synonyms = label, tuple(parts), split, synonyms
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @property
    def personal(self) -> bool:
        return any(part.personal for part in self.parts)


class Registry(Resource):
    """A kind of list that offices keep, and the table that it becomes.

    Subclasses set `kind` (its name on the command line), `title`, `model`, and the columns. Each
    column is named after the model field that it fills; a compound has a name of its own.
    """

    kind: ClassVar[str]
    title: ClassVar[Any]
    noun: ClassVar[Any]  # what one row is, for “Register 1,775 …”
    model: ClassVar[type[models.Model]]
    # Whoever has this permission gets the columns with personal data too.
    personal_permission: ClassVar[str]
    # The number that tells rows apart, unique in the whole country: a column of the table.
    number: ClassVar[str]
    # What tells rows apart where the number is missing on either side: columns of the table, the
    # first of which is the folded text of the column `folded_from`.
    likeness: ClassVar[tuple[str, ...]]
    folded_from: ClassVar[str]
    # The columns of the table that `initial` fills.
    derived: ClassVar[tuple[str, ...]] = ()
    # The columns of the table that a file fills for new rows alone: what is registered changes
    # them in a way of its own.
    only_new: ClassVar[tuple[str, ...]] = ()
    # Columns that the register keeps as they are where a condition holds: SQL about its row `e`.
    kept: ClassVar[Mapping[str, str]] = MappingProxyType({})

    @classmethod
    def columns(cls) -> dict[str, Column | Compound]:
        """What a column of a file can be given to, by name."""
        return {**cls.stored(), **cls._compounds()}

    @classmethod
    def stored(cls) -> dict[str, Column]:
        """The columns that the registry stores, and writes to files, by name."""
        for name, column in cls.fields.items():
            column.name = name
        return cls.fields

    @classmethod
    def export_columns(cls) -> tuple[ExportColumn, ...]:
        """The stored columns as exports write them; what was written can be imported again."""
        return tuple(
            ExportColumn(
                str(column.attribute),
                column.label,
                show=column.show,
                personal=cls.personal_permission if column.personal else "",
            )
            for column in cls.stored().values()
        )

    @classmethod
    def _compounds(cls) -> dict[str, Compound]:
        return {
            name: declared
            for owner in reversed(cls.__mro__)
            for name, declared in vars(owner).items()
            if isinstance(declared, Compound)
        }

    def initial(self, values: dict[str, Any]) -> dict[str, Any]:
        """What a *new* row stores besides its cells: column of the table, one of `derived` → value.

        A column that the file fills is the file's.
        """
        return {}


_registries: dict[str, type[Registry]] = {}


def register(registry: type[Registry]) -> type[Registry]:
    """Class decorator that makes a registry known to the screens and the commands."""
    registry.stored()  # names the columns
    _registries[registry.kind] = registry
    return registry


def registries() -> dict[str, type[Registry]]:
    """Every registry that the rooms declare, by kind."""
    return _registries


def registry_of(kind: str) -> type[Registry]:
    """The registry of a kind. Raises KeyError for an unknown one."""
    return _registries[kind]


def of_kinds() -> Case:
    """The titles of registries for the column `kind` of a query."""
    titles = (When(kind=kind, then=Value(str(known.title))) for kind, known in _registries.items())
    return Case(*titles, default=F("kind"), output_field=models.TextField())
