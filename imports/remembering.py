"""What an office chose once for files with one header is proposed when the next one comes."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from imports.models import Reading, Run
from imports.reading import Layout
from imports.registry import registry_of
from persian.text import fold


@dataclass(frozen=True)
class Remembered:
    """How files with a header are read, and what the columns of that reading hold."""

    layout: Layout
    header: list[str]
    columns: list[str | None]


def key_of(header: Sequence[str]) -> str:
    """What headers with the same titles in the same order have in common."""
    return hashlib.sha256("\x1f".join(map(fold, header)).encode()).hexdigest()


def remember(run: Run, layout: Layout) -> None:
    """Keep how the run's file was read, as a person has seen and accepted it."""
    if run.header_key and run.completes_id is None:
        Reading.objects.update_or_create(
            province_id=run.province_id,
            kind=run.kind,
            header_key=run.header_key,
            defaults={"layout": asdict(layout), "header": run.header, "columns": run.columns},
        )


def reading_of(run: Run) -> Remembered | None:
    """What the office chose for files with this run's header, without columns that are no more."""
    found = Reading.objects.filter(
        province_id=run.province_id, kind=run.kind, header_key=run.header_key
    ).first()
    if found is None:
        return None
    declared = registry_of(run.kind).columns()
    columns = [name if name in declared else None for name in found.columns]
    return Remembered(Layout(**found.layout), found.header, columns)
