"""An export as a workbook of Excel, on request locked with a password."""

import tempfile
from collections.abc import Iterator
from itertools import chain, islice
from typing import IO, Any

import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from files.exporting.source import Row, Source

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET_ROWS = 1_048_575  # that a sheet holds below its header
LONGEST_CELL = 32_767  # characters that a cell holds
LONGEST_NAME = 31  # characters of a sheet's name
EXACT_DIGITS = 15  # of a number; spreadsheets make zeros of the others


def write_workbook(file: IO[bytes], source: Source, title: str) -> None:
    """Right-to-left sheets with a frozen header; numbers are numbers, dates Jalali text. Cells of
    texts are formatted as text: one that is written again keeps its zeros and is no date.

    Rows that one sheet does not hold continue on the next.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with tempfile.TemporaryDirectory() as folder, source.rows() as every:
        book = xlsxwriter.Workbook(file, {**options, "tmpdir": folder})
        book.use_zip64()  # used only for members beyond 2 GiB
        book.set_size(2400, 1600)
        head = book.add_format({"bold": True, "bg_color": "#CFE8E6", "align": "right", "border": 1})
        money = book.add_format({"num_format": "#,##0"})
        text = book.add_format({"num_format": "@"})
        looks = [
            text if is_text else money if is_money else None
            for is_text, is_money in zip(source.is_text, source.is_money, strict=True)
        ]
        for name, rows in sheets(every, title):
            sheet = book.add_worksheet(name)
            sheet.right_to_left()
            sheet.freeze_panes(1, 1)
            for index, label in enumerate(source.labels):
                sheet.set_column(index, index, 32 if index == 0 else 18, looks[index])
                sheet.write_string(0, index, label, head)
            if last := _fill(sheet, rows, looks, text):
                sheet.autofilter(0, 0, last, len(source.labels) - 1)
        book.close()


def sheets(rows: Iterator[Row], title: str) -> Iterator[tuple[str, Iterator[Row]]]:
    """The names of as many sheets as the rows need, at least one, each with its rows."""
    number = 0
    following = next(rows, None)
    while following is not None or number == 0:
        number += 1
        mark = f" {number}" if number > 1 else ""
        name = title[: LONGEST_NAME - len(mark)] + mark
        first = () if following is None else (following,)
        yield name, islice(chain(first, rows), SHEET_ROWS)
        following = next(rows, None)


def is_exact(number: int) -> bool:
    """Whether a spreadsheet keeps all digits of a number; others are written as text."""
    return abs(number) < 10**EXACT_DIGITS


def _fill(sheet: Any, rows: Iterator[Row], looks: list[Any], text: Any) -> int:
    """Write the rows below the header, each cell in its look; the number of the last one."""
    number = 0
    for number, row in enumerate(rows, 1):
        for index, cell in enumerate(row):
            if isinstance(cell, int):
                if is_exact(cell):
                    sheet.write_number(number, index, cell, looks[index])
                else:
                    sheet.write_string(number, index, str(cell), text)
            elif cell:
                sheet.write_string(number, index, cell[:LONGEST_CELL], looks[index])
    return number


def locked(workbook: IO[bytes], password: str) -> IO[bytes]:
    """The workbook, closed and encrypted (AES-256) so that Office asks for the password.

    Unlike an open workbook it is made in memory: a few times its size.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115  the caller closes it
    with workbook:
        OOXMLFile(workbook).encrypt(password, file)
    return file
