"""A table that has been read is looked over: its cells are mended, and what is doubtful is told."""

from collections.abc import Sequence

from . import telling
from .body import Body
from .mending import Mended, mended, without_result
from .table import Table
from .workbook import Facts


def look_over(
    table: Table,
    bodies: Sequence[Body],
    facts: Sequence[Facts],
    *,
    is_plain: bool = False,
    has_stray_quotes: bool = False,
) -> None:
    """Mend the cells, and add the doubts and problems of what was read. Cells of a file that
    `is_plain` have no sign of what could be mended; one that `has_stray_quotes` is a text whose
    quotation marks are not as they should be."""
    table.doubts += telling.of_titles(table)
    table.doubts += telling.of_rows(bodies, table.header)
    table.doubts += telling.of_hidden(table, facts)
    found = (
        Mended()
        if is_plain
        else mended(table.rows, len(table.header), has_stray_quotes=has_stray_quotes)
    )
    for told in facts:
        without_result(told.unresolved, table.rows, found)
    table.doubts += telling.of_cells(found, table.header)
    table.problems = telling.problems(found)
