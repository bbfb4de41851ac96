"""The empty workbook of a registry: what offices fill in, with a guide to its columns."""

import tempfile
from collections.abc import Sequence

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from files.exporting import disarm
from imports.drop_downs import DropDowns
from imports.registry import Column, Registry, Unstored

PREPARED_ROWS = 2000  # rows whose cells are text and offer their words


def empty_workbook(
    registry: type[Registry], province_id: int | None = None
) -> tempfile.SpooledTemporaryFile[bytes]:
    """A right-to-left workbook: the registry's columns with an example row, and a guide.

    The words that columns offer are those of a province, or of all for None.
    """
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
    columns = [
        (column, column.words(province_id))
        for column in registry.columns().values()
        if isinstance(column, Column) or (isinstance(column, Unstored) and column.example != "")
    ]
    lists = DropDowns(book)
    sheet, guide = (book.add_worksheet(name[:31]) for name in (str(registry.title), _("Guide")))
    _list_sheet(sheet, lists, columns, made)
    _guide_sheet(guide, columns, made)
    lists.write()
    book.close()
    file.seek(0)
    return file


def _list_sheet(
    sheet: Worksheet,
    lists: DropDowns,
    columns: list[tuple[Column | Unstored, Sequence[str]]],
    formats: dict[str, Format],
) -> None:
    sheet.right_to_left()
    sheet.freeze_panes(1, 1)
    for index, (column, words) in enumerate(columns):
        # Text cells keep leading zeros and long numbers as they are typed.
        sheet.set_column(index, index, 32 if index == 0 else 18, formats["text"])
        sheet.write_string(
            0, index, str(column.label), formats["needed" if column.required else "head"]
        )
        if column.example != "":
            sheet.write_string(1, index, disarm(str(column.example)), formats["example"])
        lists.offer(sheet, index, (1, PREPARED_ROWS), words)


def _guide_sheet(
    sheet: Worksheet,
    columns: list[tuple[Column | Unstored, Sequence[str]]],
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
    for number, (column, words) in enumerate(columns, head + 1):
        texts = (
            str(column.label),
            _("needed") if column.required else "",
            str(column.example),
            "، ".join(words),
            "، ".join(column.synonyms),
        )
        for index, text in enumerate(texts):
            sheet.write_string(number, index, disarm(text), formats["wrapped"])
