"""The file of a run as a table of its registry."""

from typing import BinaryIO

from django.conf import settings

from files.formulas import armed
from imports.headers import count_known
from imports.models import Run
from imports.registry import Registry, registry_of
from persian.text import canonical
from reading import Layout, Limits, Table, UnreadableFile, read_table


def table_of(run: Run, layout: Layout | None = None) -> Table:
    """The run's file, read as the run says or in another way. Raises UnreadableFile, also where
    the file is gone."""
    registry = registry_of(run.kind)()
    try:
        file = run.file.open("rb")
    except (FileNotFoundError, ValueError) as error:  # somebody tidied; it was put aside meanwhile
        raise UnreadableFile("gone") from error
    with file:
        return read(registry, file, run.file_name, layout or layout_of(run))  # type: ignore[arg-type]


def layout_of(run: Run) -> Layout:
    """How the run's file is read."""
    return Layout(run.encoding, run.delimiter, run.sheet, run.header_row)


def read(registry: Registry, file: BinaryIO, file_name: str, layout: Layout) -> Table:
    """The table in a file of the registry, without our own example row. Raises UnreadableFile."""
    columns = list(registry.columns().values())
    table = read_table(
        file,
        filename=file_name,
        layout=layout,
        is_header=lambda row: count_known(row, columns),
        limits=Limits(max_bytes=settings.IMPORT_MAX_SIZE),
    )
    _drop_example(table, registry)
    return table


def read_again(registry: Registry, file: BinaryIO, file_name: str, layout: Layout) -> Table:
    """The same from the beginning of a file that was read."""
    file.seek(0)
    return read(registry, file, file_name, layout)


def _drop_example(table: Table, registry: Registry) -> None:
    """Leave out the example row of the registry's own empty workbook, where it was left in."""
    columns = registry.stored().values()
    example = {canonical(str(column.label)): str(column.example) for column in columns}
    wanted = [example.get(title, "") for title in table.header]
    for place, (number, cells) in enumerate(table.rows[:1]):
        if any(wanted) and [armed(str(cell or "")) for cell in cells] == wanted:
            del table.rows[place]
            table.skipped.append((number, "example"))
