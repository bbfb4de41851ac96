"""Rows that a file holds twice: by their number, else by what they are alike in.

The first row that is accepted counts. Which one that is shows only when all rows have been judged:
where one that others repeat is refused, at whatever step, all are judged again without it. So they
are where others could be told apart but for a row that is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection
from django.utils.translation import gettext as _

from imports.cleaning import Severity
from imports.models import Run, Verdict
from imports.registry import Registry
from imports.rows import CheckedRow, problem

# How often rows are judged. Each time a refused row gives way to the next one that differs from it.
MOST_TIMES = 8

Place = tuple[int, int]  # the number of a row in the file, and its part
Problems = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Seen:
    place: int  # the row's number in the file
    part: int
    number: Any
    likeness: tuple[Any, ...]
    content: int  # of equal rows equal
    judged_by: int  # of rows that are refused or accepted alike equal

    @property
    def at(self) -> Place:
        return self.place, self.part


class Repetitions:
    """Remembers of each row what tells it apart, and says at the end which rows are repeated."""

    def __init__(self, registry: Registry) -> None:
        self._number, self._likeness = registry.number, registry.likeness
        self._with = registry.number_with
        parent = registry.parent
        self._alike_in = list(registry.likeness[:1])
        if parent is not None:
            self._alike_in += map(parent.staged, parent.registry.likeness[:1])
        self._seen: list[_Seen] = []
        self._first_of: dict[Place, _Seen] = {}  # for repeated rows
        self._unread: set[Place] = set()  # refused before any was judged
        self._refused: dict[Place, Problems] = {}
        self._times = 0

    def note(self, rows: Iterable[CheckedRow]) -> None:
        """Rows in the order of the file; refused ones repeat nothing and are not repeated."""
        for row in rows:
            get = row.values.get
            number, likeness = get(self._number), tuple(map(get, self._likeness))
            if row.verdict is Verdict.REJECTED:
                self._unread.add((row.number, row.part))
            elif number or (likeness and likeness[0]):
                content = hash(tuple(row.values.items()))
                judged_by = hash((content, row.part, tuple(row.said.items())))
                if self._with and number is not None:
                    number = (number, *map(get, self._with))
                self._seen.append(_Seen(row.number, row.part, number, likeness, content, judged_by))

    def mark(self, run: Run) -> None:
        """Mark the staged rows that are repeated; other values than the first row's are a warning.

        Of two rows alike the one with a number is taken, wherever it stands; else the first.
        """
        self._times += 1
        self._first_of = self._repeated()
        _write(
            run,
            Verdict.REPEATED,
            {
                row.at: [] if row.content == first.content else [_differs(row.place, first.place)]
                for row in self._seen
                if (first := self._first_of.get(row.at))
            },
        )
        _write(run, Verdict.REJECTED, self._refused)

    def must_be_judged_again(self, run: Run) -> bool:
        """Whether rows were left out for one that has been refused since. They get their turn when
        all that was judged is taken back and `mark` is called again; but for the last time, when
        they are refused."""
        firsts = {first.at: first for first in self._first_of.values()}
        refused = _refused_of(run, firsts)
        in_the_way = self._in_the_way(run)
        if not refused and not in_the_way:
            return False
        if self._times == MOST_TIMES:
            left = {
                at: [_unjudged(at[0], first.place)]
                for at, first in self._first_of.items()
                if first.at in refused
            }
            _write(run, Verdict.REJECTED, left)
            return False
        self._refused |= {**in_the_way, **refused}
        alike = {firsts[at].judged_by: found for at, found in refused.items()}
        for row in self._seen:  # what is equal to a refused row is refused as that one was
            if row.at not in self._refused and (found := alike.get(row.judged_by)):
                self._refused[row.at] = [{**each, "row": row.place} for each in found]
        self._seen = [row for row in self._seen if row.at not in self._refused]
        return True

    def _in_the_way(self, run: Run) -> dict[Place, Problems]:
        """Refused rows that are alike with rows which could not be told apart: without them these
        perhaps can."""
        found: dict[Place, Problems] = {}
        with connection.cursor() as cursor:
            for key in self._alike_in:
                cursor.execute(
                    """
                    WITH refused AS MATERIALIZED (
                        SELECT number, part, problems, values->>%(key)s AS key,
                            jsonb_path_exists(problems,
                                '$[*] ? (@.severity == "error" && @.code != "ambiguous")')
                                AS is_wrong
                        FROM imports_row WHERE run_id = %(run)s AND verdict = 'rejected'
                    )
                    SELECT number, part, problems::text FROM refused WHERE is_wrong
                    AND key IN (SELECT key FROM refused WHERE NOT is_wrong)
                    """,
                    {"key": key, "run": run.pk},
                )
                found |= {(number, part): _refusing(problems) for number, part, problems in cursor}
        return {
            at: problems
            for at, problems in found.items()
            if at not in self._unread and at not in self._refused
        }

    def _repeated(self) -> dict[Place, _Seen]:
        """For each repeated row the one that it repeats."""
        by_number: dict[Any, _Seen] = {}
        by_likeness: dict[tuple[Any, ...], _Seen] = {}
        repeated = {}
        for row in sorted(self._seen, key=lambda row: row.number is None):
            if row.number is not None:
                first = by_number.setdefault(row.number, row)
                if first is row:
                    by_likeness.setdefault(row.likeness, row)
            else:
                first = by_likeness.setdefault(row.likeness, row)
            if first is not row:
                repeated[row.at] = first
        return repeated


def _refused_of(run: Run, places: Iterable[Place]) -> dict[Place, Problems]:
    """Which of these staged rows are refused, with what refuses them."""
    asked = list(places)
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT r.number, r.part, r.problems::text
            FROM imports_row r JOIN unnest(%s::int[], %s::int[]) AS asked (number, part)
            ON asked.number = r.number AND asked.part = r.part
            WHERE r.run_id = %s AND r.verdict = 'rejected'
            """,
            [
                [number for number, _part in asked],
                [part for _number, part in asked],
                run.pk,
            ],
        )
        return {(number, part): _refusing(problems) for number, part, problems in cursor}


def _refusing(problems: str) -> Problems:
    """Those that refuse their row: what it lacks, or else that it could not be told from others.
    The warnings come back when it is judged again."""
    found = [each for each in orjson.loads(problems) if each["severity"] == Severity.REFUSES.value]
    return [each for each in found if each["code"] != "ambiguous"] or found


def _write(run: Run, verdict: Verdict, rows: dict[Place, Problems]) -> None:
    """Give these staged rows a verdict that takes them out, and add their problems to what was
    wrong with their cells."""
    if not rows:
        return
    listed = [
        {"number": number, "part": part, "problems": problems}
        for (number, part), problems in rows.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE imports_row r SET verdict = %(verdict)s, object_id = NULL,
                problems = wrong.problems,
                is_warned = %(verdict)s = 'repeated' AND wrong.problems <> '[]'
            FROM (
                SELECT own.id, jsonb_path_query_array(
                    own.problems, '$[*] ? (@.code != "differs")') || found.problems AS problems
                FROM jsonb_to_recordset(%(rows)s::jsonb)
                    AS found (number int, part int, problems jsonb)
                JOIN imports_row own USING (number, part) WHERE own.run_id = %(run)s
            ) wrong WHERE wrong.id = r.id
            """,
            {"verdict": verdict.value, "rows": orjson.dumps(listed).decode(), "run": run.pk},
        )


def _differs(row: int, first: int) -> dict[str, Any]:
    if row == first:
        message = _("The same stands in this row already, in another column, with other values.")
    else:
        message = _(
            "This row stands in row %(row)s already, with other values. Row %(row)s is taken."
        ) % {"row": first}
    return {"row": row, **problem(None, "differs", message, Severity.WARNS)}


def _unjudged(row: int, first: int) -> dict[str, Any]:
    message = _(
        "Many rows of this file bear the same number or name, and row %(row)s among them was "
        "refused. Correct that one, or leave only the right one in the file."
    ) % {"row": first}
    return {"row": row, **problem(None, "repeats_refused", message, Severity.REFUSES)}
