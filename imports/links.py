"""Rows of other tables that new rows are linked to: what a cell names beside its first thing."""

from django.db.backends.utils import CursorWrapper

from accounts.fields import table_of_links
from imports.models import Run
from imports.registry import Registry


def write(cursor: CursorWrapper, run: Run, registry: Registry) -> None:
    """Link the new rows of a run, which have been inserted. A person who links more later changes
    the row as well, so an undo leaves it."""
    for staged, (table, own, other) in _tables(registry).items():
        cursor.execute(
            f'INSERT INTO "{table}" ("{own}", "{other}") '
            f"SELECT r.object_id, linked::bigint FROM imports_row r "
            f"CROSS JOIN LATERAL jsonb_array_elements_text(r.values->%(staged)s) linked "
            f"WHERE r.run_id = %(run)s AND r.verdict = 'created' AND r.values ? %(staged)s",
            {"run": run.pk, "staged": staged},
        )


def take_back(cursor: CursorWrapper, run: Run, registry: Registry) -> None:
    """Take the links of the new rows that are not kept."""
    for table, own, _other in _tables(registry).values():
        cursor.execute(
            f'DELETE FROM "{table}" link USING imports_row r WHERE r.run_id = %s '
            f"AND r.verdict = 'created' AND NOT r.is_kept AND link.\"{own}\" = r.object_id",
            [run.pk],
        )


def _tables(registry: Registry) -> dict[str, tuple[str, str, str]]:
    """By staged name: the table of the links, its column of the row and that of the other."""
    return {
        staged: (
            table_of_links(link),
            link.m2m_column_name(),
            link.m2m_reverse_name(),
        )
        for staged, link in registry.links().items()
    }
