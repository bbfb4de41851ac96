"""The strip above the rows: what a person should look at before a file is registered.

First what was decided for the file or a column as a whole (`Run.doubts`), then what loses rows,
then what is warned about, at last what was done and is seldom wrong; each with the number of its
rows and the way to look at just these.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Count
from django.utils.translation import gettext as _

from imports.cleaning import Severity
from imports.cleaning.known_words import UNKNOWN_WORDS
from imports.columns import Declared
from imports.models import Run, Verdict
from imports.narrowing import WHOLE_ROW, in_doubt
from imports.tiles import WARNED
from persian.numbers import format_number
from persian.personal_numbers import masked_in
from reading.doubts import MILD, Doubt, kept

MOST_LINES = 60
MOST_NUMBERS = 12  # of rows that are named
WORDS, COLUMNS = "words", "columns"


@dataclass(frozen=True)
class Reader:
    """What one person may read of a run."""

    declared: Mapping[str, Declared]
    is_unmasked: bool

    def text(self, text: str) -> str:
        """A text as this person may read it, whatever stands in it."""
        return text if self.is_unmasked else masked_in(text)

    def message(self, field: str | None, message: str) -> str:
        """What is said of a cell; of one that holds personal data it is quoted there."""
        column = self.declared.get(field or "")
        if column is not None and column.personal and not self.is_unmasked:
            return str(_("This cell cannot be taken."))
        return self.text(message)


@dataclass(frozen=True)
class Line:
    """`count` is the number of rows that the address `query` opens; without one, `numbers` names
    rows that the file alone has."""

    message: str
    place: str = ""  # the title of a column
    severity: str = Severity.WARNS.value
    count: int = 0
    query: str = ""
    numbers: str = ""
    is_one: bool = False  # row is so named
    others: int = 0  # other messages of the same kind
    mended_by: str = ""  # the step that mends it for all rows: WORDS or COLUMNS

    @property
    def is_grave(self) -> bool:
        return self.severity == Severity.REFUSES.value


def lines_of(run: Run, reader: Reader) -> list[Line]:
    """The lines of a checked run, the gravest first."""
    doubts = [*_of_doubts(run, reader)]
    grave = [line for line, is_mild in doubts if not is_mild]
    mild = [line for line, is_mild in doubts if is_mild]
    return _bounded([*grave, *_of_problems(run, reader), *mild], len(run.doubts) - len(doubts))


def lines_before(doubts: Iterable[Doubt], reader: Reader) -> list[Line]:
    """What the reader of a file has to say while no row of it has been checked."""
    grave_first = sorted(kept(doubts), key=_is_mild)
    return _bounded([_line(doubt, reader) for doubt in grave_first])


def _bounded(lines: list[Line], others: int = 0) -> list[Line]:
    """As many lines as a page bears; a last one says how many there are besides."""
    others += len(lines) - MOST_LINES
    if others <= 0:
        return lines
    message = _("There are %(count)s more such lines, which do not fit here.")
    return [*lines[:MOST_LINES], Line(message % {"count": format_number(others)})]


def _is_mild(doubt: Mapping[str, object]) -> bool:
    return doubt["code"] in MILD


def _of_doubts(run: Run, reader: Reader) -> Iterator[tuple[Line, bool]]:
    """The lines of the doubts, and whether each is mild."""
    counts = {
        f"doubt_{place}": Count("pk", filter=in_doubt(doubt))
        for place, doubt in enumerate(run.doubts[:MOST_LINES])
        if doubt["ranges"]
    }
    found = run.rows.aggregate(**counts) if counts else {}
    for place, doubt in enumerate(run.doubts[:MOST_LINES]):
        yield _line(doubt, reader, place, found.get(f"doubt_{place}", 0)), _is_mild(doubt)


def _line(doubt: dict[str, Any], reader: Reader, place: int = 0, count: int = 0) -> Line:
    column = reader.declared.get(doubt["field"] or "")
    message = reader.text(doubt["message"])
    if column is not None and column.personal and not reader.is_unmasked:
        message = _("There is a doubt about this column. Whoever may see personal data can look.")
    return Line(
        message,
        reader.text(doubt["column"] or ""),
        count=count,
        query=urlencode({"doubt": place}) if count else "",
        numbers="" if count else _numbers(doubt),
        is_one=doubt["count"] == 1,
        mended_by=COLUMNS if _is_of_columns(doubt["code"]) else "",
    )


def _is_of_columns(code: str) -> bool:
    """Whether the step of the columns decides it: which sheets are read, what a column holds."""
    return code == "other_sheets" or code.startswith("column_")


def _numbers(doubt: dict[str, Any]) -> str:
    """The numbers of rows, as the file has them."""
    named = "، ".join(map(format_number, doubt["rows"][:MOST_NUMBERS]))
    return f"{named}، …" if doubt["count"] > MOST_NUMBERS else named


def _of_problems(run: Run, reader: Reader) -> Iterator[Line]:
    """What is wrong with rows, by field and kind: rows that are lost, then cells."""
    if not run.rejected and not run.warned:
        return
    with connection.cursor() as cursor:
        cursor.execute(_GROUPS, {"run": run.pk})
        groups = cursor.fetchall()
    for is_refused, field, code, title, count, message, messages in groups:
        tile = Verdict.REJECTED.value if is_refused else WARNED
        severity = Severity.REFUSES if is_refused else Severity.WARNS
        yield Line(
            reader.message(field, message),
            reader.text(title or ""),
            severity.value,
            count,
            urlencode({"rows": tile, "field": field or WHOLE_ROW, "code": code}),
            others=messages - 1,
            mended_by=WORDS if code in UNKNOWN_WORDS and field in run.words else "",
        )


# Rows, not problems, are counted: one may have several of a kind, in columns that are repeated.
_GROUPS = """
SELECT is_refused, field, code, min(title), count(DISTINCT id),
    mode() WITHIN GROUP (ORDER BY message COLLATE "C"),
    count(DISTINCT message COLLATE "C")
FROM (
    SELECT r.id, r.verdict = 'rejected' AS is_refused, p.*
    FROM imports_row r CROSS JOIN LATERAL jsonb_to_recordset(r.problems)
        AS p (field text, code text, "column" text, message text, severity text)
    WHERE r.run_id = %(run)s AND (r.is_warned OR r.verdict = 'rejected')
) told (id, is_refused, field, code, title, message, severity)
GROUP BY is_refused, field, code
HAVING NOT is_refused OR bool_or(severity = 'error')
ORDER BY is_refused DESC, field IS NOT NULL, count(DISTINCT id) DESC, field, code
"""
