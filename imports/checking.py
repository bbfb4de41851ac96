"""Checking: every row of a file cleaned and compared with the register, before anything is written.

Rows are cleaned in memory, column by column. What the database alone can tell (which rows are known
already, which of its constraints a row would break) is asked of it for all rows at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.db import connection
from django.utils.translation import gettext as _

from imports import comparing
from imports.cleaning import Cell, Cleaner, Severity
from imports.headers import unique_titles
from imports.models import Row, Run, Verdict
from imports.reading import Table
from imports.reading.collector import collector_paused
from imports.registry import Column, Registry
from imports.uniqueness import refuse_what_is_taken
from persian.errors import PersianValueError
from persian.text import fold

_TEXT_OR_NOTHING = (str, type(None))
QUOTED = 80  # characters of a cell that a message repeats


@dataclass(slots=True)
class CheckedRow:
    """One row of the file: its cleaned values by column of the table, and what is wrong with it."""

    number: int
    cells: list[Cell]
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[dict[str, Any]] = field(default_factory=list)
    verdict: Verdict = Verdict.CREATED

    def report(
        self, column: "BoundColumn | None", code: str, message: str, severity: Severity
    ) -> None:
        self.problems.append(
            {
                "row": self.number,
                "column": column.title if column else None,
                "field": column.column.name if column else None,
                "code": code,
                "message": message,
                "severity": severity,
            }
        )
        if severity is Severity.REFUSES:
            self.verdict = Verdict.REJECTED


class BoundColumn:
    """A column of the registry, bound to a column of the file for one run."""

    def __init__(
        self, column: Column, index: int, title: str, attname: str, clean: Cleaner
    ) -> None:
        self.column, self.index, self.title, self.attname = column, index, title, attname
        self._clean = clean

    def values_of(self, rows: "list[CheckedRow]") -> list[Any]:
        """The cleaned value of each row, None for an empty cell and for one that cannot be cleaned.

        What is wrong with a cell is reported on its row.
        """
        cells = [row.cells[self.index] for row in rows]
        outcomes, is_wrong = self._outcomes(cells)
        values = [
            outcomes[cell if cell.__class__ in _TEXT_OR_NOTHING else (cell.__class__, cell)]
            for cell in cells
        ]
        missing = _("This cell is empty; without it the row cannot be registered.")
        if is_wrong or self.column.required:
            for place, value in enumerate(values):
                if value is None:
                    if self.column.required:
                        rows[place].report(self, "missing", missing, Severity.REFUSES)
                elif isinstance(value, PersianValueError):
                    rows[place].report(self, value.code, str(value), self.column.on_error)
                    values[place] = None
        return values

    def _outcomes(self, cells: list[Cell]) -> tuple[dict[Any, Any], bool]:
        """What each cell becomes: a value, None or an error; and whether there is any error.

        Equal cells, which registers have many of, are read once, and so are those that differ in
        spelling alone. Keys are texts and None, and pairs of type and cell for all others.
        """
        read = self._read
        different = dict.fromkeys(cells)
        texts = [cell for cell in different if cell.__class__ is str]
        spelled = self._clean.spell(texts)  # type: ignore[arg-type]
        read_of = {text: read(text) for text in dict.fromkeys(spelled) if text is not None}
        outcomes: dict[Any, Any] = {None: None}
        for text, spelling in zip(texts, spelled, strict=True):
            outcomes[text] = read_of[spelling] if spelling is not None else None
        if len(different) > len(texts) + (None in different):  # 1 and True are equal, but not alike
            for cell in cells:
                if cell.__class__ not in _TEXT_OR_NOTHING:
                    key = (cell.__class__, cell)
                    if key not in outcomes:
                        outcomes[key] = read(cell)
        return outcomes, any(isinstance(found, PersianValueError) for found in outcomes.values())

    def _read(self, cell: Cell) -> Any:
        try:
            outcome = self._clean.read(cell)
        except PersianValueError as error:
            return _quoting_little(error)
        return None if outcome == "" else outcome


def bind(run: Run, registry: Registry) -> list[BoundColumn]:
    """The columns of the run's file that a person or the engine gave to columns of the registry."""
    declared = registry.columns()
    return [
        BoundColumn(
            declared[name],
            index,
            title,
            registry.model._meta.get_field(name).attname,  # type: ignore[union-attr]
            declared[name].make(run.province_id),
        )
        for index, (title, name) in enumerate(
            zip(unique_titles(run.header), run.columns, strict=True)
        )
        if name
    ]


def _quoting_little(error: PersianValueError) -> PersianValueError:
    """The error, quoting no more of a cell than a person needs to find it."""
    value = error.params.get("value")
    if isinstance(value, str):
        value = value.replace("\0", "").strip()
        error.params["value"] = value if len(value) <= QUOTED else f"{value[:QUOTED]}…"
    return error


def check(run: Run, table: Table, registry: Registry) -> None:
    """Clean all rows of `table`, compare them with the register, and keep what was found.

    Replaces the result of an earlier check. Runs in the caller's transaction.
    """
    columns = bind(run, registry)
    with collector_paused():
        rows = _cleaned(table, columns, registry)
    _mark_repetitions(rows, registry)
    comparing.refuse_what_is_registered_elsewhere(run, rows, columns, registry)
    Row.objects.filter(run=run).delete()
    _stage(run, rows, registry)
    comparing.compare(run, registry, [column.attname for column in columns])
    comparing.refuse_what_breaks_a_constraint(run, registry, columns)
    refuse_what_is_taken(run, registry, columns)
    comparing.count(run)


def _cleaned(table: Table, columns: list[BoundColumn], registry: Registry) -> list[CheckedRow]:
    """All rows, cleaned one column after another."""
    folded_from = registry.folded_from
    folded_to = registry.likeness[0]
    names = [column.attname for column in columns]
    filled = set(names)
    rows = [CheckedRow(number, cells) for number, cells in table.rows]
    by_column = [column.values_of(rows) for column in columns]
    for row, found in zip(rows, zip(*by_column, strict=True), strict=True):
        values = {
            name: value for name, value in zip(names, found, strict=True) if value is not None
        }
        row.values = values
        if folded_from in values:
            values[folded_to] = fold(values[folded_from])
        if row.verdict is not Verdict.REJECTED:
            for name, value in registry.initial(values).items():
                if name not in filled:  # an empty cell must not change a registered row
                    values[name] = value
    return rows


def _mark_repetitions(rows: Iterable[CheckedRow], registry: Registry) -> None:
    """Rows that the file holds twice: by their number, else by what they are alike in.

    Of two rows alike the one with a number is taken, wherever it stands; else the first.
    """
    by_number: dict[Any, CheckedRow] = {}
    by_likeness: dict[tuple[Any, ...], CheckedRow] = {}
    for row in sorted(rows, key=lambda row: row.values.get(registry.number) is None):
        if row.verdict is Verdict.REJECTED:
            continue
        number = row.values.get(registry.number)
        likeness = tuple(row.values.get(name) for name in registry.likeness)
        first = by_number.get(number) if number is not None else by_likeness.get(likeness)
        if first is None:
            if number is not None:
                by_number[number] = row
            by_likeness.setdefault(likeness, row)
            continue
        row.verdict = Verdict.REPEATED
        if row.values != first.values:
            message = _(
                "This row stands in row %(row)s already, with other values. Row %(row)s is taken."
            )
            row.report(None, "differs", message % {"row": first.number}, Severity.WARNS)


def _as_json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _cells_as_json(cells: list[Cell]) -> str:
    """Cells as the database can keep them: its JSON knows no NUL, and no halves of characters."""
    try:
        written = _as_json(cells)
    except orjson.JSONEncodeError:  # also of a number that is too long
        written = "\\u0000"
    if "\\u0000" not in written:
        return written
    return _as_json([_storable(cell) for cell in cells])


def _storable(cell: Cell) -> Cell:
    if isinstance(cell, str | int) and not isinstance(cell, bool):
        return str(cell).replace("\0", "").encode("utf-8", "replace").decode()
    return cell


def _stage(run: Run, rows: list[CheckedRow], registry: Registry) -> None:
    """Keep the rows in the database, through a temporary table: rows under row security cannot be
    copied into directly. New rows receive the id that they will have in the register."""
    sequence = comparing.sequence_of(registry)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE incoming (number int, verdict text, is_warned bool, "
            "cells jsonb, stored jsonb, problems jsonb) ON COMMIT DROP"
        )
        with connection.wrap_database_errors, cursor.copy("COPY incoming FROM STDIN") as copy:
            for row in rows:
                copy.write_row(
                    (
                        row.number,
                        row.verdict.value,
                        bool(row.problems) and row.verdict is not Verdict.REJECTED,
                        _cells_as_json(row.cells),
                        _as_json(row.values),
                        _as_json(row.problems) if row.problems else "[]",
                    )
                )
        cursor.execute(
            "INSERT INTO imports_row "
            "(run_id, province_id, number, verdict, is_warned, object_id, cells, values, before, "
            "problems) SELECT %s, %s, number, verdict, is_warned, "
            "CASE verdict WHEN 'created' THEN nextval(%s) END, cells, stored, '{}', problems "
            "FROM incoming ORDER BY number",
            [run.pk, run.province_id, sequence],
        )
        cursor.execute("DROP TABLE incoming")
