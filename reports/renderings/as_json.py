"""A report for programs: values as they are, dates in both calendars by their place."""

import json
from typing import IO, Any

from reports.renderings.made import Made, days_of
from reports.table import Cell, Value


def write_json(file: IO[bytes], made: Made) -> None:
    """One object; its rows are written one by one, however many there are."""
    asked, table = made.asked, made.table
    names = [column.name for column in table.columns]
    period = days_of(asked.periods.now)
    if made.report.compares:
        period["before"] = days_of(asked.periods.before)
    head = {
        "name": made.report.name,
        "title": made.title,
        "period": period if made.report.has_period else None,
        "place": {
            "province": asked.province.name if asked.province else None,
            "county": asked.county.name if asked.county else None,
        },
        "columns": [
            {"name": each.name, "label": str(each.label), "type": each.kind}
            for each in table.columns
        ],
    }
    file.write(_dumped(head)[:-1].encode() + b', "rows": [')
    count = 0
    for count, row in enumerate(table.rows, 1):
        file.write((b"" if count == 1 else b", ") + _dumped(_named(names, row)).encode())
    totals = _named(names, table.totals) if table.totals else None
    file.write(f'], "totals": {_dumped(totals)}, "count": {count}}}\n'.encode())


def _named(names: list[str], row: Any) -> dict[str, Value]:
    cells: list[Cell] = list(row)
    return {name: cell.value for name, cell in zip(names, cells, strict=True)}


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
