"""The rows of an export as the database sends them: one statement, so one consistent moment."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.db.models import F
from django.db.models.expressions import Combinable

from files.exporting.cells import CONTROL, cell, is_number, precision_name
from files.exporting.columns import ShownColumn
from persian.model_fields import RialField

if TYPE_CHECKING:
    from psycopg import Copy

Row = tuple[str | int | None, ...]
ROWS_BETWEEN_REPORTS = 500


class Source:
    """The cells of the columns for the rows of `queryset`, in its order, in the scope in force.

    Whatever the number of rows, one at a time is held. `progress` is told now and then how many
    rows have been sent. Raises TypeError for a column that the database cannot show.
    """

    def __init__(
        self,
        columns: Sequence[ShownColumn],
        queryset: models.QuerySet[Any],
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self._progress = progress
        self.sent = 0  # rows, once the last one went
        names = [f"cell_{index}" for index in range(len(columns))]
        values = {name: _value(shown) for name, shown in zip(names, columns, strict=True)}
        given = queryset.annotate(**values)
        besides = {
            precision_name(name): F(f"{value.rpartition('__')[0]}__{beside}".lstrip("_"))
            for name, shown in zip(names, columns, strict=True)
            if isinstance(value := shown.column.value, str)
            and (beside := getattr(given.query.annotations[name].output_field, "precision", ""))
        }
        rows = given.annotate(**besides).values_list(*names, *besides, "pk")
        fields = [rows.query.annotations[name].output_field for name in names]
        self.labels = [_label(shown, field) for shown, field in zip(columns, fields, strict=True)]
        self.is_money = [isinstance(field, RialField) for field in fields]
        self.is_text = [not is_number(field) for field in fields]
        self._types = ["int8" if is_number(field) else "text" for field in fields]
        compiler = rows.query.get_compiler(connection=connection, elide_empty=False)
        with connection.cursor() as cursor:
            query = cursor.mogrify(*compiler.as_sql())
            cells = [
                cursor.mogrify(*compiler.compile(cell(name, field, shown)))
                for name, field, shown in zip(names, fields, columns, strict=True)
            ]
        # Distinct rows are told apart by their key, and selected with what they are ordered by.
        self._statement = f"COPY (SELECT {', '.join(cells)} FROM ({query}) exported) TO STDOUT"

    @contextmanager
    def csv_lines(self, delimiter: str = ",") -> Iterator[Iterator[Any]]:
        """Lines of CSV in bytes, each with its line feed; each cell that holds something
        is quoted: to a spreadsheet that parts cells at another sign, one would begin behind it."""
        with self._copied(f" (FORMAT csv, FORCE_QUOTE *, DELIMITER '{delimiter}')") as copy:
            yield iter(copy)

    @contextmanager
    def rows(self) -> Iterator[Iterator[Row]]:
        """Rows of texts, whole numbers and None."""
        with self._copied("") as copy:
            copy.set_types(self._types)
            yield self._told(map(_without_control, copy.rows()))

    def _told(self, rows: Iterator[Row]) -> Iterator[Row]:
        if self._progress is None:
            yield from rows
            return
        for number, row in enumerate(rows, 1):
            yield row
            if number % ROWS_BETWEEN_REPORTS == 0:
                self._progress(number)

    @contextmanager
    def _copied(self, options: str) -> "Iterator[Copy]":
        """Where the block is left before the last row, the statement ends with it."""
        with (
            connection.wrap_database_errors,
            connection.cursor() as cursor,
        ):
            with cursor.copy(self._statement + options) as copy:
                yield copy
            self.sent = max(cursor.rowcount, 0)


def _value(shown: ShownColumn) -> Combinable:
    value = shown.column.value
    return F(value) if isinstance(value, str) else value


def _label(shown: ShownColumn, field: models.Field[Any, Any]) -> str:
    return str(field.verbose_name if shown.column.label is None else shown.column.label)


def _without_control(row: Row) -> Row:
    return tuple(CONTROL.sub("", cell) if isinstance(cell, str) else cell for cell in row)
