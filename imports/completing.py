"""A file of corrections completes the run whose refused rows it brings in.

Its rows say in a column of their own (`imports.corrections` writes it) which row they correct: by
its number in the file and, where a line of the file is several rows, its part: «12 (2)».
"""

from django.db import connection

from imports.corrections import ROW_TITLE
from imports.models import Row, Run
from persian.text import fold

_OTHER_DIGITS, _DIGITS = "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "0123456789" * 2


def columns_of(run: Run, header: list[str]) -> list[str | None]:
    """What the columns of a file of corrections hold: the same as in the file that it corrects."""
    known = dict(zip(map(fold, run.header), run.columns, strict=True))
    return [known.get(fold(title)) for title in header]


def match(run: Run) -> None:
    """Note for each staged row of a file of corrections which row it corrects."""
    titles = [fold(title) for title in run.header]
    if fold(str(ROW_TITLE)) not in titles:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            r"""
            UPDATE imports_row r SET corrects = given.named[1]::int,
                corrects_part = coalesce(given.named[2]::int, 0)
            FROM (
                SELECT id, regexp_match(translate(cells->>%(place)s, %(other)s, %(digits)s),
                    '^\s*([0-9]{1,9})\s*(?:\(\s*([0-9]{1,4})\s*\)\s*)?$') AS named
                FROM imports_row WHERE run_id = %(run)s
            ) given
            WHERE given.id = r.id AND given.named IS NOT NULL
            """,
            {
                "run": run.pk,
                "place": titles.index(fold(str(ROW_TITLE))),
                "other": _OTHER_DIGITS,
                "digits": _DIGITS,
            },
        )


def complete(run: Run) -> None:
    """Mark the rows that an applied file of corrections has brought in."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE imports_row first SET completed_in = %(run)s FROM imports_row correction
            WHERE correction.run_id = %(run)s
            AND correction.verdict IN ('created', 'updated', 'unchanged')
            AND first.run_id = %(first)s AND first.number = correction.corrects
            AND first.part = correction.corrects_part
            AND first.problems <> '[]'
            -- A row that was only warned and comes back as it was is not corrected.
            AND (first.verdict = 'rejected' OR correction.verdict <> 'unchanged'
                OR correction.problems = '[]')
            """,
            {"run": run.pk, "first": run.completes_id},
        )
    _count(run)


def open_again(run: Run) -> None:
    """The rows that an undone file of corrections had brought in wait for correction again."""
    Row.objects.filter(run=run.completes_id, completed_in=run.pk).update(completed_in=None)
    _count(run)


def _count(run: Run) -> None:
    first = run.completes
    if first is not None:
        first.completed = first.rows.filter(completed_in__isnull=False).count()
        first.save(update_fields=["completed"])
