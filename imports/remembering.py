"""What an office registered once from files with one header is proposed when the next one comes.

It helps and never forces. A file is read by itself first. A layout that somebody corrected is used
again only where the reader finds what it had found then, and the same titles stand there; a column
only where what stands in it does not contradict. Only what was applied is remembered.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict

from imports import given
from imports.evidence import Fields
from imports.models import Reading, Run
from imports.registry import registry_of
from imports.sampling import samples
from persian.text import fold
from reading import Layout, Table, UnreadableFile


def key_of(header: Sequence[str]) -> str:
    """What headers with the same titles in the same order have in common."""
    return hashlib.sha256("\x1f".join(map(fold, header)).encode()).hexdigest()


def remember(run: Run) -> None:
    """Keep how the run's file was read, once it is in the register."""
    if run.header_key and run.completes_id is None:
        Reading.objects.update_or_create(
            province_id=run.province_id,
            kind=run.kind,
            header_key=run.header_key,
            defaults={
                "layout": asdict(Layout(run.encoding, run.delimiter, run.sheet, run.header_row)),
                "found": run.found,
                "header": run.header,
                "columns": run.columns,
                "given": run.given,
            },
        )


def reading_of(run: Run) -> Reading | None:
    """What the office registered from files with this run's header before."""
    return Reading.objects.filter(
        province_id=run.province_id, kind=run.kind, header_key=run.header_key
    ).first()


def layout_again(run: Run, reading: Reading, read: Callable[[Layout], Table]) -> Table | None:
    """The file in the layout that was corrected to before, where it fits this file as well."""
    layout = Layout(**reading.layout)
    if asdict(layout) == run.found or reading.found != run.found:
        return None
    try:
        table = read(layout)
    except UnreadableFile:
        return None
    return table if _same(table.header, reading.header) else None


def propose(run: Run, reading: Reading, table: Table) -> None:
    """Take what the office chose before for the columns, and for what the file lacks."""
    if not _same(run.header, reading.header):
        return
    registry = registry_of(run.kind)
    declared = registry.columns()
    fields, sampled = Fields(registry, run.province_id), samples(table)
    columns = [
        name if name in declared and not fields.contradicts(sample, declared[name]) else None
        for name, sample in zip(reading.columns, sampled, strict=True)
    ]
    changed = [at for at, name in enumerate(columns) if name != run.columns[at]]
    if changed:
        run.columns, run.remembered = columns, {**run.remembered, "columns": changed}
    filled, stored = given.filled_by(registry, run.columns), registry.stored()
    run.given = {
        name: value
        for name, value in reading.given.items()
        if name in stored and name not in filled
    }
    if run.given:
        run.remembered = {**run.remembered, "given": list(run.given)}
    if run.remembered:
        run.remembered = {**run.remembered, "at": reading.chosen_at.isoformat()}


def _same(header: Sequence[str], other: Sequence[str]) -> bool:
    return list(map(fold, header)) == list(map(fold, other))
