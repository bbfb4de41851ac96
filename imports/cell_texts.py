"""The cells of a run's rows as texts, each as its column reads it."""

import re
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.dateparse import parse_date

from imports.changes import dated
from imports.columns import Column, Declared
from imports.models import Run
from imports.registry import ParentColumn, Registry, registry_of
from imports.shown import DAY_OF_A_WORKBOOK, cell_text
from persian.dates import jalali_iso
from persian.text import canonical, fold

_NUMBER_OF_A_DAY = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII).fullmatch


class CellTexts:
    """The days of a workbook, which have no look, are Jalali where days belong; in place of a
    number they are what the spreadsheet made of it, and so are truths. The number of a day is
    written as the day that it was taken for: in another workbook it would be another.
    """

    def __init__(self, run: Run) -> None:
        registry = registry_of(run.kind)
        declared = registry.columns()
        self._columns = columns = [declared[name] if name else None for name in run.columns]
        self._in_workbook = run.encoding is None
        self._fields = [_fields_of(column, registry) for column in columns]
        self._days = [
            column is None or any(isinstance(field, models.DateField) for field in fields)
            for column, fields in zip(columns, self._fields, strict=True)
        ]
        self._attnames = [
            column.attname(registry.model) if isinstance(column, Column) else ""
            for column in columns
        ]

    def of(self, index: int, cell: object, values: Mapping[str, Any]) -> str:
        """The text of a cell of a column, in a row with these staged values."""
        if self._days[index]:
            taken = values.get(self._attnames[index])
            is_number = isinstance(cell, str | int | float) and _NUMBER_OF_A_DAY(str(cell))
            if is_number and isinstance(taken, str) and (day := parse_date(taken)):
                return jalali_iso(day)
            return cell_text(cell, in_workbook=self._in_workbook)
        if isinstance(cell, bool) and not any(field.choices for field in self._fields[index]):
            return str(cell).upper()
        if self._in_workbook and isinstance(cell, str) and (found := DAY_OF_A_WORKBOOK(cell)):
            return str(found[1])
        return cell_text(cell, in_workbook=False)

    def taken(self, index: int, text: str, values: Mapping[str, Any]) -> str:
        """What a cell with this text was taken for, where it is a word in use or a day, and the
        text does not say the same; else ""."""
        column, value = self._columns[index], values.get(self._attnames[index])
        if not isinstance(column, Column) or column.show is None or not isinstance(value, str):
            return ""
        field = self._fields[index][0]
        is_of_days = isinstance(field, models.DateField)
        shown = str(column.show(dated(field, values) if is_of_days else value))
        return "" if _key_of(shown) == _key_of(text) else shown


def _key_of(text: str) -> str:
    """What a text says, whatever its digits, spaces and dividers."""
    return fold(canonical(text))


def _fields_of(column: Declared | None, registry: type[Registry]) -> list[Any]:
    """The fields of the models that a column fills as its cells stand."""
    if column is None:
        return []
    return [
        part.parent.registry.model._meta.get_field(part.of.field)
        if isinstance(part, ParentColumn)
        else registry.model._meta.get_field(part.field)
        for part in column.parts
        if isinstance(part, Column)
    ]
