"""The rows of an export as the database sends them: one statement, so one consistent moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection, models

from imports.exporting.cells import CONTROL, expression, is_number
from imports.registry import Column

if TYPE_CHECKING:
    from psycopg import Copy

Row = tuple[str | int | None, ...]


class Source:
    """The cells of the declared columns of `queryset`, in its order, within the scope in force.

    Whatever the number of rows, one at a time is held. Raises TypeError for a column that the
    database cannot show.
    """

    def __init__(self, columns: list[Column], queryset: models.QuerySet[Any]) -> None:
        self.labels = [str(column.label) for column in columns]
        model = queryset.model
        self._types = ["int8" if is_number(column, model) else "text" for column in columns]
        names = [f"cell_{index}" for index in range(len(columns))]
        cells = queryset.annotate(
            **{name: expression(column, model) for name, column in zip(names, columns, strict=True)}
        ).values_list(*names, "pk")
        compiler = cells.query.get_compiler(connection=connection, elide_empty=False)
        with connection.cursor() as cursor:
            query = cursor.mogrify(*compiler.as_sql())
        # Distinct rows are told apart by their key, and selected with what they are ordered by.
        self._statement = f"COPY (SELECT {', '.join(names)} FROM ({query}) exported) TO STDOUT"

    @contextmanager
    def csv_lines(self) -> Iterator[Iterator[Any]]:
        """Lines of CSV in bytes, each with its line feed; nothing but an empty cell is empty."""
        with self._copied(" (FORMAT csv)") as copy:
            yield iter(copy)

    @contextmanager
    def rows(self) -> Iterator[Iterator[Row]]:
        """Rows of texts, whole numbers and None."""
        with self._copied("") as copy:
            copy.set_types(self._types)
            yield map(_without_control, copy.rows())

    @contextmanager
    def _copied(self, options: str) -> "Iterator[Copy]":
        """Where the block is left before the last row, the statement ends with it."""
        with (
            connection.wrap_database_errors,
            connection.cursor() as cursor,
            cursor.copy(self._statement + options) as copy,
        ):
            yield copy


def _without_control(row: Row) -> Row:
    return tuple(CONTROL.sub("", cell) if isinstance(cell, str) else cell for cell in row)
