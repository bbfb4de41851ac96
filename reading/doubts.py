"""Doubts: what a person should look at before a file is registered, said of many rows at once.

What is wrong with one cell is a problem of its row (`CellProblem`). A doubt is what the reader, or
whoever weighs a whole column of its table, has decided for the file, or left out of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

# What was done and is seldom wrong: told last. All else changes what a file means, or loses rows.
MILD = frozenset(
    {
        "wrapped", "entities", "repeated_header", "column_numbers", "title", "nul_characters",
        "second_encoding", "merged_cells", "group_headings", "sheets_together", "hidden_columns",
        "remembered_word", "example", "given_for_all",
    }
)  # fmt: skip
MOST_ROWS = 200  # whose numbers are told; all are counted
MOST_RANGES = 5_000  # of rows that are found again


@dataclass(frozen=True, slots=True)
class Doubt:
    """`code` is for programs, `message` for people, in the language that is active.

    `rows` are the numbers of the rows that it speaks of, as a spreadsheet numbers them; none where
    it speaks of the whole file or column. `column` is the title of the file's column, `field` the
    name of the registry's.
    """

    code: str
    message: str
    rows: tuple[int, ...] = ()
    column: str | None = None
    field: str | None = None


def kept(doubts: Iterable[Doubt]) -> list[dict[str, Any]]:
    """The doubts as a run keeps them: `ranges` are their rows as the database writes a multirange,
    "" where they speak of none."""
    return [
        {
            "code": doubt.code,
            "message": doubt.message,
            "column": doubt.column,
            "field": doubt.field,
            "rows": doubt.rows[:MOST_ROWS],
            "count": len(doubt.rows),
            "ranges": _ranges(doubt.rows),
        }
        for doubt in doubts
    ]


def _ranges(rows: Iterable[int]) -> str:
    found: list[list[int]] = []
    for row in sorted(set(rows)):
        if found and found[-1][1] == row - 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    written = ",".join(f"[{first},{last}]" for first, last in islice(found, MOST_RANGES))
    return f"{{{written}}}" if written else ""
