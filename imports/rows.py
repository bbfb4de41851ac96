"""A row of a file while it is checked: its cells, what they were cleaned to, what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from imports.cleaning import Cell, Severity
from imports.models import Verdict


class _Declared(Protocol):
    name: str


class Named(Protocol):
    """What is told of a column (`binding.BoundColumn`): its title in the file, those of all columns
    that repeat it, by part, and its name in the registry."""

    title: str
    titles: Mapping[int, str]

    @property
    def column(self) -> _Declared: ...


@dataclass(slots=True)
class CheckedRow:
    """One row of the file: its cleaned values by column of the table, and what is wrong with it."""

    number: int
    cells: list[Cell]
    part: int = 0  # from 1 where one line of the file is several rows
    # By the title of the repeated column that it stands in.
    said: Mapping[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    # What a new row stores in columns that the file says nothing of.
    assumed: dict[str, Any] = field(default_factory=dict)
    problems: list[dict[str, Any]] = field(default_factory=list)
    verdict: Verdict = Verdict.CREATED

    def report(self, column: Named | None, code: str, message: str, severity: Severity) -> None:
        found = problem(column, code, message, severity)
        if column is not None and self.part in column.titles:
            found["column"] = column.titles[self.part]
        self.problems.append({"row": self.number, **found})
        if severity is Severity.REFUSES:
            self.verdict = Verdict.REJECTED


def problem(column: Named | None, code: str, message: str, severity: Severity) -> dict[str, Any]:
    """What is wrong with a row, or with its cell in `column`."""
    return {
        "column": column.title if column else None,
        "field": column.column.name if column else None,
        "code": code,
        "message": message,
        "severity": severity,
    }
