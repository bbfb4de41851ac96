"""Checking: every row of a file cleaned and compared with the register, before anything is written.

Rows are cleaned in one pass in memory. What the database alone can tell (which rows are known
already, which of its constraints a row would break) is asked of it for all rows at once.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from imports import comparing
from imports.cleaning import Cell, Cleaner, Severity
from imports.models import Row, Run, Verdict
from imports.reading import Table
from imports.registry import Column, Registry
from persian.errors import PersianValueError
from persian.text import fold

MEMORY_OF_A_COLUMN = 20_000  # cells remembered with their values; registers repeat themselves


@dataclass(slots=True)
class CheckedRow:
    """One row of the file: its cleaned values by column of the table, and what is wrong with it."""

    number: int
    cells: list[Cell]
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[dict[str, Any]] = field(default_factory=list)
    verdict: Verdict = Verdict.CREATED

    def report(self, column: "BoundColumn | None", code: str, message: str, severity: Severity) -> None:
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

    def __init__(self, column: Column, index: int, title: str, attname: str, clean: Cleaner) -> None:
        self.column, self.index, self.title, self.attname = column, index, title, attname
        self._clean = clean
        self._known: dict[tuple[type, Cell], Any] = {}

    def value(self, cell: Cell) -> Any:
        """The cleaned value. Raises PersianValueError; both outcomes are remembered."""
        key = (type(cell), cell)
        try:
            known = self._known[key]
        except KeyError:
            try:
                known = self._clean(cell)
            except PersianValueError as error:
                known = error
            if len(self._known) < MEMORY_OF_A_COLUMN:
                self._known[key] = known
        if isinstance(known, PersianValueError):
            raise known
        return known


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
        for index, (title, name) in enumerate(zip(run.header, run.columns, strict=True))
        if name
    ]


def check(run: Run, table: Table, registry: Registry) -> None:
    """Clean all rows of `table`, compare them with the register, and keep what was found.

    Replaces the result of an earlier check. Runs in the caller's transaction.
    """
    columns = bind(run, registry)
    rows = list(_cleaned(table, columns, registry))
    _mark_repetitions(rows, registry)
    comparing.refuse_what_is_registered_elsewhere(run, rows, columns, registry)
    Row.objects.filter(run=run).delete()
    _stage(run, rows, registry)
    comparing.compare(run, registry, [column.attname for column in columns])
    comparing.refuse_what_breaks_a_constraint(run, registry, columns)
    comparing.count(run)


def _cleaned(table: Table, columns: list[BoundColumn], registry: Registry) -> Iterator[CheckedRow]:
    folded_from = registry.folded_from
    folded_to = registry.likeness[0]
    missing = _("This cell is empty; without it the row cannot be registered.")
    for number, cells in table.rows:
        row = CheckedRow(number, cells)
        values = row.values
        for column in columns:
            cell = cells[column.index]
            if cell is None and not column.column.required:
                continue
            try:
                value = column.value(cell)
            except PersianValueError as error:
                row.report(column, error.code, str(error), column.column.on_error)
                continue
            if value is not None and value != "":
                values[column.attname] = value
            elif column.column.required:
                row.report(column, "missing", missing, Severity.REFUSES)
        if folded_from in values:
            values[folded_to] = fold(values[folded_from])
        if row.verdict is not Verdict.REJECTED:
            for name, value in registry.initial(values).items():
                values.setdefault(name, value)
        yield row


def _mark_repetitions(rows: Iterable[CheckedRow], registry: Registry) -> None:
    """Rows that stand in the file before: by their number, else by what they are alike in."""
    by_number: dict[Any, CheckedRow] = {}
    by_likeness: dict[tuple[Any, ...], CheckedRow] = {}
    for row in rows:
        if row.verdict is Verdict.REJECTED:
            continue
        number = row.values.get(registry.number)
        likeness = tuple(row.values.get(name) for name in registry.likeness)
        first = by_number.get(number) if number is not None else None
        if first is None:
            alike = by_likeness.get(likeness)
            if alike is not None and (
                number is None or alike.values.get(registry.number) is None
            ):
                first = alike
        if first is None:
            if number is not None:
                by_number[number] = row
            by_likeness.setdefault(likeness, row)
            continue
        row.verdict = Verdict.REPEATED
        if row.values != first.values:
            message = _("This row stands in row %(row)s already, with other values. Row %(row)s is taken.")
            row.report(None, "differs", message % {"row": first.number}, Severity.WARNS)


def _stage(run: Run, rows: list[CheckedRow], registry: Registry) -> None:
    """Keep the rows in the database, through a temporary table: rows under row security cannot be
    copied into directly. New rows receive the id that they will have in the register."""
    sequence = comparing.sequence_of(registry)
    dumps = json.JSONEncoder(ensure_ascii=False, default=str, separators=(",", ":")).encode
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE incoming (number int, verdict text, is_warned bool, "
            "cells jsonb, stored jsonb, problems jsonb) ON COMMIT DROP"
        )
        with cursor.copy("COPY incoming FROM STDIN") as copy:
            for row in rows:
                copy.write_row(
                    (
                        row.number,
                        row.verdict.value,
                        bool(row.problems) and row.verdict is not Verdict.REJECTED,
                        dumps(row.cells).replace("\\u0000", ""),
                        dumps(row.values),
                        dumps(row.problems) if row.problems else "[]",
                    )
                )
        cursor.execute(
            "INSERT INTO imports_row "
            "(run_id, number, verdict, is_warned, object_id, cells, values, before, problems) "
            "SELECT %s, number, verdict, is_warned, "
            "CASE verdict WHEN 'created' THEN nextval(%s) END, cells, stored, '{}', problems "
            "FROM incoming ORDER BY number",
            [run.pk, sequence],
        )
        cursor.execute("DROP TABLE incoming")
