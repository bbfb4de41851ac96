"""A report as a workbook: right to left, typed cells, a chart that Excel draws itself."""

import datetime
import tempfile
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from files.exporting import disarm
from files.exporting.workbook import LONGEST_CELL, LONGEST_NAME, SHEET_ROWS, is_exact
from persian.dates import jalali_iso
from persian.numbers import format_number
from reports.renderings.made import Made
from reports.table import NOTHING, Cell, Column, Kind

HEAD = 3  # rows above the labels: title, days and place, how many rows
MOST_BARS = 40  # that a chart can show
NUMBERS = {
    Kind.COUNT: "#,##0", Kind.RIAL: "#,##0", Kind.DAYS: "#,##0", Kind.RATIO: "0.0",
    Kind.PERCENT: '0"٪"',
}  # fmt: skip


def write_workbook(file: IO[bytes], made: Made) -> None:
    """Rows that one sheet does not hold continue on the next; the chart stands on the first."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with tempfile.TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(file, {**options, "tmpdir": folder})
        book.use_zip64()
        _Sheets(book, made).write()
        book.close()


class _Sheets:
    def __init__(self, book: Any, made: Made) -> None:
        self.book, self.made, self.columns = book, made, made.table.columns
        self.head = book.add_format(
            {"bold": True, "bg_color": "#CFE8E6", "align": "right", "border": 1}
        )
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.text = book.add_format({"num_format": "@"})
        self.looks = [self._look(column, is_bold=False) for column in self.columns]
        self.bold = [self._look(column, is_bold=True) for column in self.columns]

    def _look(self, column: Column, *, is_bold: bool) -> Any:
        return self.book.add_format(
            {"num_format": NUMBERS.get(column.kind, "@"), "bold": is_bold, "top": int(is_bold)}
        )

    def write(self) -> None:
        room = SHEET_ROWS - HEAD - 4  # totals and the number of rows below
        sheet, number, first = self._sheet(1), 0, None
        count = 0
        for count, row in enumerate(self.made.table.rows, 1):
            if number == room:
                first = first or (sheet, number)
                sheet, number = self._sheet(count // room + 1), 0
            number += 1
            self._row(sheet, HEAD + number, row, self.looks)
        if self.made.table.totals:
            self._row(sheet, HEAD + number + 1, self.made.table.totals, self.bold)
        sheet.write_string(HEAD + number + 3, 0, counted_in_words(count))
        drawn = first or (sheet, number)
        if self.made.table.chart and 0 < count <= MOST_BARS:
            self._chart(*drawn)

    def _sheet(self, number: int) -> Any:
        mark = f" {number}" if number > 1 else ""
        sheet = self.book.add_worksheet(self.made.title[: LONGEST_NAME - len(mark)] + mark)
        sheet.right_to_left()
        sheet.freeze_panes(HEAD + 1, 1)
        sheet.repeat_rows(HEAD)
        sheet.fit_to_pages(1, 0)
        for index in range(len(self.columns)):
            sheet.set_column(index, index, 30 if index == 0 else 18)
        sheet.write_string(0, 0, self.made.title, self.title)
        said = self.made.asked.periods.said if self.made.report.has_period else ""
        sheet.write_string(1, 0, " · ".join(filter(None, (self.made.place, said))))
        for index, column in enumerate(self.columns):
            sheet.write_string(HEAD, index, str(column.label), self.head)
        return sheet

    def _row(self, sheet: Any, number: int, row: Any, looks: list[Any]) -> None:
        cells: list[Cell] = list(row)
        for index, (column, cell) in enumerate(zip(self.columns, cells, strict=True)):
            value = cell.value
            if value is None:
                sheet.write_string(number, index, NOTHING if column.is_figure else "", looks[index])
            elif isinstance(value, int | float) and (isinstance(value, float) or is_exact(value)):
                sheet.write_number(number, index, value, looks[index])
            elif isinstance(value, datetime.date):
                sheet.write_string(number, index, jalali_iso(value), looks[index])
            else:
                text = disarm(str(value))[:LONGEST_CELL]
                sheet.write_string(number, index, text, looks[index])

    def _chart(self, sheet: Any, count: int) -> None:
        column = self.made.table.index(self.made.table.chart)
        chart = self.book.add_chart({"type": "bar"})
        name, first, last = sheet.get_name(), HEAD + 1, HEAD + count
        chart.add_series(
            {
                "name": str(self.columns[column].label),
                "categories": [name, first, 0, last, 0],
                "values": [name, first, column, last, column],
                "fill": {"color": "#0f6360"},
            }
        )
        chart.set_y_axis({"reverse": True})
        chart.set_title({"name": self.made.title})
        chart.set_legend({"none": True})
        sheet.insert_chart(HEAD, len(self.columns) + 1, chart)


def counted_in_words(count: int) -> str:
    return _("%(count)s rows") % {"count": format_number(count)}
