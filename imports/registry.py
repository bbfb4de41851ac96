"""How a registry is declared: its columns, once, for reading, writing, templates and guides.

A registry is a django-import-export `Resource` whose fields are `Column`s. The engine
(`checking`, `applying`) reads the declaration; it knows nothing of any registry itself. The
library takes a registry out as it does any resource: `NGORegistry().export(queryset)`. It brings
nothing in: its way of importing asks neither the cleaners nor the engine.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Case, F, Value, When
from import_export.resources import Resource

from accounts.fields import links_of
from files.exporting.columns import ExportColumn
from imports.besides import Beside, Brought
from imports.binding import BoundColumn
from imports.columns import Column, Compound, Declared, Naming, Repeated, Unstored
from imports.models import Run
from imports.rows import CheckedRow
from imports.titles import GENERAL, Lexicon

__all__ = [
    "Beside", "Brought", "Column", "Compound", "Naming", "Parent", "ParentColumn", "Registry",
    "Repeated", "Supply", "Unstored", "register", "registries", "registry_of",
]  # fmt: skip


# From what a file says of a parent, by column of its table, what it needs besides.
Supply = Callable[[Mapping[str, Any]], Mapping[str, Any]]


class Registry(Resource):
    """A kind of list that offices keep, and the table that it becomes.

    Subclasses set `kind` (its name on the command line), `title`, `model`, and the columns. A
    column is named after the model field that it fills, unless a word of this class is called so.
    """

    kind: ClassVar[str]
    title: ClassVar[Any]
    noun: ClassVar[Any]  # what one row is, for “Register 1,775 …”
    model: ClassVar[type[models.Model]]
    # The words of its titles.
    lexicon: ClassVar[Lexicon] = GENERAL
    # Whoever has this permission gets the columns with personal data too.
    personal_permission: ClassVar[str]
    # Whoever imports such lists needs this permission besides.
    needs: ClassVar[str] = ""
    # Whether the number is unique in its office alone: what other offices have is not asked.
    number_is_of_office: ClassVar[bool] = False
    # Whether what stands in the register so far is shown to nobody who imports: a record of a
    # person opens on its own page, where that is written down.
    stored_is_closed: ClassVar[bool] = False
    # The number that tells rows apart: a column of the table. It is unique in the whole country or,
    # with `number_with`, in the province together with these columns. Rows of a parent that have
    # none are told apart by their folded name: it is both the number and the likeness.
    number: ClassVar[str]
    number_with: ClassVar[tuple[str, ...]] = ()
    # What tells rows apart where the number is missing on either side: columns of the table, the
    # first of which is the folded text of the column `folded_from`. Nothing where rows without a
    # number are not taken.
    likeness: ClassVar[tuple[str, ...]] = ()
    folded_from: ClassVar[str] = ""
    # The registered row that each row belongs to, and that a file may bring in.
    parent: ClassVar["Parent | None"] = None
    # The tables that rows bring rows into, each before those that stand on it: the registry looks
    # them up itself (`complete`), and stages what the register lacks (`settle`).
    besides: ClassVar[tuple[Beside, ...]] = ()
    # Models of which a run writes rows that hang on its own (`write_also`): these keep nothing from
    # being undone.
    written_also: ClassVar[tuple[type[models.Model], ...]] = ()
    # The columns of the table that `initial` fills, or that `complete` assumes.
    derived: ClassVar[tuple[str, ...]] = ()
    # The columns of the table that a file fills for new rows alone: what is registered changes
    # them in a way of its own.
    only_new: ClassVar[tuple[str, ...]] = ()
    # Columns that the register keeps as they are where a condition holds: SQL about its row `e`.
    kept: ClassVar[Mapping[str, str]] = MappingProxyType({})

    # The columns, by name, as the library's metaclass collects them.
    fields: ClassVar[dict[str, Column]]
    # The province of the run that is being checked, the run, and the lines above the titles of its
    # file.
    province_id: int | None = None
    run: Run | None = None
    above: tuple[str, ...] = ()

    @classmethod
    def columns(cls) -> dict[str, Declared]:
        """What a column of a file can be given to, by name."""
        return {**cls.stored(), **cls._declared_beside()}

    @classmethod
    def stored(cls) -> dict[str, Column]:
        """The columns that the registry stores, and writes to files, by name."""
        for name, column in cls.fields.items():
            column.name = name
        return cls.fields

    @classmethod
    def links(cls) -> dict[str, models.ManyToManyField[Any, Any]]:
        """The many-to-many fields that cells with several things fill for new rows, by the name
        under which their rows are staged."""
        rests = (column.rest for column in cls.stored().values() if column.rest is not None)
        return {rest.name: links_of(cls.model, rest.name) for rest in rests}

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
    def _declared_beside(cls) -> dict[str, Compound | Unstored]:
        return {
            name: declared
            for owner in reversed(cls.__mro__)
            for name, declared in vars(owner).items()
            if isinstance(declared, Compound | Unstored)
        }

    @classmethod
    def told_apart_by(cls) -> list[tuple[str, ...]]:
        """What tells rows and their parents apart, by name: of each group, a file needs one."""
        own = {
            column.field: name
            for name, column in cls.stored().items()
            if not isinstance(column, ParentColumn)
        }
        groups = [tuple(own[field] for field in (cls.folded_from, cls.number) if field in own)]
        groups += [(own[field],) for field in cls.number_with]
        if cls.parent is not None:
            of, columns = cls.parent.registry, cls.parent_columns()
            named = (of.folded_from, of.number)  # the number may be made of the name
            groups.append(tuple(columns[field].name for field in named if field in columns))
        return groups

    @classmethod
    def parent_columns(cls) -> "dict[str, ParentColumn]":
        """The parent's columns in files of this registry, by the field of the parent's model."""
        columns = (c for c in cls.stored().values() if isinstance(c, ParentColumn))
        return {column.of.field: column for column in columns}

    def import_data(self, *args: object, **kwargs: object) -> NoReturn:
        """Raises NotImplementedError: what the library reads would pass by every check."""
        raise NotImplementedError("A registry's files are read by `manage.py import_registry`.")

    def initial(self, values: dict[str, Any]) -> dict[str, Any]:
        """What a *new* row stores besides its cells: column of the table, one of `derived` → value.

        A column that the file fills is the file's.
        """
        return {}

    def supplied(self) -> dict[str, Any]:
        """What a *new* row stores in required columns that its file leaves open, by name of the
        column; the row is warned of it."""
        return {}

    def complete(self, row: CheckedRow, columns: Mapping[str, BoundColumn]) -> None:
        """Add to a cleaned row what follows from its cells.

        What the file says goes into `row.values`, by column of the table: one that the file fills
        (`Unstored.into`, `Repeated.tells`). What a *new* row stores where the file says nothing
        goes into `row.assumed`, by one that the file fills or that is `derived`. `row.said` is what
        the title of a repeated column says. `columns` are those of the file, by name, for
        `row.report`. Called for refused rows too, whose values may be missing.
        """

    def settle(self, run: Run, columns: Mapping[str, BoundColumn]) -> None:
        """Refuse staged rows that others, of the file or of the register, stand in the way of, or
        stage what a new row stores because of them, in `derived` columns.

        Called when all rows have been compared and have their parents. Rows whose parent is brought
        in are not refused here.
        """

    def write_also(self, run: Run) -> None:
        """Write what rows tell besides the registry's own table; comes after them, in the same
        transaction. Of refused rows nothing is written."""

    def take_back_also(self, run: Run) -> None:
        """Take back what `write_also` wrote, but for what was changed since and what belongs to
        rows that are kept; comes before the run's own rows go."""

    def more_to_write(self, run: Run) -> str:
        """What applying a checked run does where its own rows are all registered as they stand:
        words for the button, "" for nothing."""
        return ""


class ParentColumn(Column):
    """A column of the registry that a row's parent belongs to, in a file of the children."""

    def __init__(self, parent: "Parent", of: Column, **changes: object) -> None:
        kept = {
            name: getattr(of, name)
            for name in (
                *("label", "make", "synonyms", "about", "not_beside", "show", "on_error"),
                *("example", "personal", "known_by", "for_all"),
            )
        }
        super().__init__(attribute=f"{parent.field}__{of.attribute}", **{**kept, **changes})
        self.parent, self.of = parent, of

    def attname(self, model: type[models.Model]) -> str:
        return self.parent.staged(self.of.attname(self.parent.registry.model))

    def fills(self, model: type[models.Model]) -> tuple[str, ...]:
        return (self.parent.key,)

    def precision(self, model: type[models.Model]) -> str:
        return ""


class Parent:
    """A row of another registry that each row belongs to by the foreign key `field`.

    It is found by that registry's number, else by what its rows are alike in. One that the register
    lacks is brought in with what the file says of it, with what `supply` adds to that, and with
    what a new row of that registry stores anyway. `supply` is made once for a run that brings any
    in. `title` heads those that were brought in; `noun` is what one of them is.
    """

    def __init__(
        self,
        field: str,
        registry: type[Registry],
        *,
        title: Any,
        supply: Callable[[], Supply] | None = None,
    ) -> None:
        self.field, self.registry, self.title, self.supply = field, registry, title, supply
        self.key = f"{field}_id"

    @property
    def noun(self) -> Any:
        return self.registry.noun

    def staged(self, column: str) -> str:
        """The name under which a column of the parent's table is staged with its child."""
        return f"{self.field}.{column}"

    def column(self, name: str, **changes: object) -> ParentColumn:
        """The parent's column of that name, for files of the children; `changes` are what is said
        otherwise there: `label`, `synonyms`, `required`, …"""
        return ParentColumn(self, self.registry.stored()[name], **changes)


# What a resource of the library may say of its imports, and of a registry nobody asks.
_HOOKS = frozenset(
    name
    for name in dir(Resource)
    if name.startswith(("before_", "after_", "import_", "save_", "skip_", "for_delete"))
    and "export" not in name
)
_registries: dict[str, type[Registry]] = {}


def register(registry: type[Registry]) -> type[Registry]:
    """Class decorator that makes a registry known to the screens and the commands.

    Raises TypeError for one that declares a hook of the library which the engine never asks.
    """
    unheard = [name for name in vars(registry) if name in _HOOKS]
    if unheard:
        raise TypeError(f"{registry.__name__}: the engine does not ask {', '.join(unheard)}.")
    for column in registry.columns().values():  # which names them
        column.lexicon = registry.lexicon
    _registries[registry.kind] = registry
    return registry


def registries() -> dict[str, type[Registry]]:
    """Every registry that the rooms declare, by kind."""
    return _registries


def registry_of(kind: str) -> type[Registry]:
    """The registry of a kind. Raises KeyError for an unknown one."""
    return _registries[kind]


def may_import(user: Any, registry: type[Registry]) -> bool:
    """Whether this person may import lists of this kind, where they may import at all."""
    return not registry.needs or bool(user.has_perm(registry.needs))


def of_kinds() -> Case:
    """The titles of registries for the column `kind` of a query."""
    titles = (When(kind=kind, then=Value(str(known.title))) for kind, known in _registries.items())
    return Case(*titles, default=F("kind"), output_field=models.TextField())
