"""The empty workbook of a registry: what offices fill in, with a guide to its columns."""

import tempfile
from typing import Any

import xlsxwriter
from django.db import models
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from imports.exporting import disarm
from imports.registry import Column, Registry

PREPARED_ROWS = 2000  # rows whose cells are text and offer their choices
LONGEST_CHOICES = 255  # characters of a list of choices that spreadsheets take


def empty_workbook(registry: type[Registry]) -> tempfile.SpooledTemporaryFile[bytes]:
    """A right-to-left workbook: the registry's columns with an example row, and a guide."""
    file = tempfile.SpooledTemporaryFile(max_size=1 << 22)  # noqa: SIM115  the caller closes it
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False})
    formats = {
        "head": {"bold": True, "bg_color": "#E7ECEC", "align": "right", "border": 1},
        "needed": {"bold": True, "bg_color": "#CFE8E6", "align": "right", "border": 1},
        "example": {"italic": True, "font_color": "#6B7280", "num_format": "@"},
        "text": {"num_format": "@"},
        "wrapped": {"text_wrap": True, "valign": "top", "align": "right"},
    }
    made = {name: book.add_format(look) for name, look in formats.items()}
    columns = list(registry.columns().values())
    _list_sheet(book.add_worksheet(str(registry.title)[:31]), registry, columns, made)
    _guide_sheet(book.add_worksheet(_("Guide")[:31]), registry, columns, made)
    book.close()
    file.seek(0)
    return file


def _list_sheet(
    sheet: Worksheet,
    registry: type[Registry],
    columns: list[Column],
    formats: dict[str, Format],
) -> None:
    sheet.right_to_left()
    sheet.freeze_panes(1, 1)
    for index, column in enumerate(columns):
        # Text cells keep leading zeros and long numbers as they are typed.
        sheet.set_column(index, index, 32 if index == 0 else 18, formats["text"])
        sheet.write_string(
            0, index, str(column.label), formats["needed" if column.required else "head"]
        )
        if column.example != "":
            sheet.write_string(1, index, disarm(str(column.example)), formats["example"])
        choices = _choices(registry, column)
        if choices and len(",".join(choices)) <= LONGEST_CHOICES:
            sheet.data_validation(
                1, index, PREPARED_ROWS, index,
                {"validate": "list", "source": choices, "error_type": "warning"},
            )  # fmt: skip


def _guide_sheet(
    sheet: Worksheet,
    registry: type[Registry],
    columns: list[Column],
    formats: dict[str, Format],
) -> None:
    sheet.right_to_left()
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 2, 28)
    sheet.set_column(3, 4, 48)
    notes = (
        _("Fill in the first sheet, one row for each. Delete the example row before you send it."),
        _("Columns may be left out, moved or renamed; those marked “needed” have to be there."),
        _("Write dates in the Jalali calendar: year, month, day."),
    )
    for number, note in enumerate(notes):
        sheet.write_string(number, 0, note)
    head = len(notes) + 1
    titles = (_("Column"), _("Needed"), _("Example"), _("Choices"), _("Titles known too"))
    for index, title in enumerate(titles):
        sheet.write_string(head, index, title, formats["needed"])
    for number, column in enumerate(columns, head + 1):
        texts = (
            str(column.label),
            _("needed") if column.required else "",
            str(column.example),
            "، ".join(_choices(registry, column)),
            "، ".join(column.synonyms),
        )
        for index, text in enumerate(texts):
            sheet.write_string(number, index, disarm(text), formats["wrapped"])


def _choices(registry: type[Registry], column: Column) -> list[str]:
    """The words of a column that holds one of a fixed list."""
    field: Any = registry.model._meta.get_field(column.name)
    if isinstance(field, models.ForeignKey) or not field.choices:
        return []
    return [str(label) for _value, label in field.flatchoices if label]
