"""Rows that a file holds twice: by their number, else by what they are alike in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection
from django.utils.translation import gettext as _

from imports.cleaning import Severity
from imports.models import Run, Verdict
from imports.registry import Registry
from imports.staging import CheckedRow, problem


@dataclass(frozen=True, slots=True)
class _Seen:
    place: int  # the row's number in the file
    part: int
    number: Any
    likeness: tuple[Any, ...]
    content: int  # of equal rows equal


class Repetitions:
    """Remembers of each row what tells it apart, and says at the end which rows are repeated."""

    def __init__(self, registry: Registry) -> None:
        self._number, self._likeness = registry.number, registry.likeness
        self._with = registry.number_with
        self._seen: list[_Seen] = []

    def note(self, rows: Iterable[CheckedRow]) -> None:
        """Rows in the order of the file; refused ones repeat nothing and are not repeated."""
        for row in rows:
            get = row.values.get
            number, likeness = get(self._number), tuple(map(get, self._likeness))
            if row.verdict is not Verdict.REJECTED and (number or (likeness and likeness[0])):
                content = hash(tuple(row.values.items()))
                if self._with and number is not None:
                    number = (number, *map(get, self._with))
                self._seen.append(_Seen(row.number, row.part, number, likeness, content))

    def mark(self, run: Run) -> None:
        """Mark the staged rows that are repeated; other values than the first row's are a warning.

        Of two rows alike the one with a number is taken, wherever it stands; else the first.
        """
        by_number: dict[Any, _Seen] = {}
        by_likeness: dict[tuple[Any, ...], _Seen] = {}
        repeated = []
        for row in sorted(self._seen, key=lambda row: row.number is None):
            if row.number is not None:
                first = by_number.setdefault(row.number, row)
                if first is row:
                    by_likeness.setdefault(row.likeness, row)
            else:
                first = by_likeness.setdefault(row.likeness, row)
            if first is not row:
                repeated.append(
                    {
                        "number": row.place,
                        "part": row.part,
                        "problems": []
                        if row.content == first.content
                        else [_differs(row.place, first.place)],
                    }
                )
        if repeated:
            with connection.cursor() as cursor:
                cursor.execute(
                    """
                    UPDATE imports_row r SET verdict = 'repeated', object_id = NULL,
                        problems = r.problems || found.problems,
                        is_warned = r.problems || found.problems <> '[]'
                    FROM jsonb_to_recordset(%s::jsonb)
                        AS found (number int, part int, problems jsonb)
                    WHERE r.run_id = %s AND r.number = found.number AND r.part = found.part
                    """,
                    [orjson.dumps(repeated).decode(), run.pk],
                )


def _differs(row: int, first: int) -> dict[str, Any]:
    if row == first:
        message = _("The same stands in this row already, in another column, with other values.")
    else:
        message = _(
            "This row stands in row %(row)s already, with other values. Row %(row)s is taken."
        ) % {"row": first}
    return {"row": row, **problem(None, "differs", message, Severity.WARNS)}
