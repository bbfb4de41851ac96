"""Workbooks in unusual packages, and what they tell beside their cells, in each format."""

import datetime
import io
import struct
import zipfile

import pytest
import xlsxwriter

from tests.reading.test_workbooks import ROWS, ods, read, record, refusal, xls, xlsx, zipped

DAY_FORMAT = record(0xE0, struct.pack("<HHH", 0, 14, 0) + bytes(14))
FROM_1904 = record(0x22, struct.pack("<H", 1))
PARTS = {
    "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
}  # fmt: skip


def packed_anew(raw, rename):
    """The package with other names of its parts; those without a name are left out."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            if renamed := rename(name):
                info = zipfile.ZipInfo("x")
                info.filename = renamed
                archive.writestr(info, content)
    return file.getvalue()


def formula(row, column, result):
    head = struct.pack("<HHHdHIH", row, column, 0, result, 0, 0, 3)
    return record(0x06, head + b"\x1e\1\0")


def told(table):
    return {doubt.code: list(doubt.rows) for doubt in table.doubts}


def cells(table):
    return [row for _number, row in table.rows]


@pytest.mark.parametrize(
    "rename",
    [lambda name: name.replace("/", "\\"), lambda name: name if name in PARTS else None],
    ids=["backslashes", "minimal"],
)
def test_packages_that_the_reader_takes_are_read_whatever_their_parts_are_called(rename):
    assert cells(read(packed_anew(xlsx(x=ROWS), rename))) == ROWS[1:]


@pytest.mark.parametrize("stream", ["Workbook", "WORKBOOK", "Book", "BOOK"])
def test_old_workbooks_are_known_by_their_stream_however_it_is_spelled(stream):
    assert cells(read(xls(ROWS, stream=stream))) == ROWS[1:]


def test_an_old_workbook_that_is_locked_is_said_to_be_locked():
    assert refusal(xls(ROWS, of_book=record(0x2F, bytes(54)))) == "encrypted"


def test_an_old_document_is_no_damaged_workbook():
    assert refusal(xls(ROWS, stream="WordDocument")) == "document"


@pytest.mark.parametrize(
    ("epoch", "day"),
    [(b"", datetime.date(2010, 6, 5)), (FROM_1904, datetime.date(2014, 6, 6))],
)
def test_days_of_cells_and_of_formulas_follow_the_epoch_of_an_old_workbook(epoch, day):
    rows = [["نام", "روز", "حاصل"], ["علی", 40334.0], ["سارا", 40334.0]]
    more = formula(1, 2, 40334.0) + formula(2, 2, 40334.0)
    table = read(xls(rows, of_book=epoch + DAY_FORMAT, of_sheet=more))
    assert cells(table) == [["علی", day, day], ["سارا", day, day]]
    assert table.is_1904 is bool(epoch)


def test_hidden_parts_and_errors_of_an_old_workbook_are_told():
    hidden_row = record(0x208, struct.pack("<HHHHHHI", 2, 0, 3, 0, 0, 0, 0x20))
    hidden_column = record(0x7D, struct.pack("<HHHHHH", 1, 1, 0, 0, 1, 0))
    error = record(0x205, struct.pack("<HHHBB", 1, 2, 0, 0x2A, 1))
    table = read(
        xls(
            [["نام", "شهر", "اعضا"], ["علی", "رشت"], ["سارا", "فومن", 5.0]],
            of_sheet=hidden_row + hidden_column + error,
        )
    )
    assert cells(table) == [["علی", "رشت", "#N/A"], ["سارا", "فومن", 5]]
    assert told(table) == {"hidden_rows": [3], "hidden_columns": [], "error_cell": [2]}


def test_cells_merged_in_an_old_workbook_are_filled():
    merged = record(0xE5, struct.pack("<HHHHH", 1, 1, 2, 1, 1))
    rows = [["نام", "شهر"], ["علی", "رشت"], ["سارا"]]
    table = read(xls(rows, of_sheet=merged))
    assert cells(table) == [["علی", "رشت"], ["سارا", "رشت"]]
    assert told(table) == {"merged_cells": [3]}


def test_merged_and_hidden_parts_of_an_open_document_are_told():
    raw = ods([["نام", "شهر"], ["علی", "رشت"], ["سارا", ""], ["مینا", "فومن"]])
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    rows = parts["content.xml"].split("<table:table-row")
    cell = "<table:table-cell"
    first, second = rows[2].split(cell, 2)[0:1], rows[2].split(cell)[1:]
    second[1] = ' table:number-rows-spanned="2" table:number-columns-spanned="1"' + second[1]
    rows[2] = cell.join([*first, *second])
    rows[4] = ' table:visibility="filter"' + rows[4]
    parts["content.xml"] = "<table:table-row".join(rows)
    table = read(zipped(parts))
    assert cells(table) == [["علی", "رشت"], ["سارا", "رشت"], ["مینا", "فومن"]]
    assert told(table) == {"merged_cells": [3], "hidden_rows": [4]}


def test_cells_merged_across_fill_the_columns_that_have_titles_of_their_own():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["نام", "شهر", "شهر پیشین", "تلفن", "نشانی"])
        sheet.write_row(1, 0, ["علی", "رشت", "فومن", 1, "خ ۱"])
        sheet.write_row(2, 0, ["سارا", "", "", 2, "خ ۲"])
        sheet.merge_range(2, 1, 2, 2, "رشت")
    table = read(file.getvalue())
    assert cells(table)[1] == ["سارا", "رشت", "رشت", 2, "خ ۲"]
    assert told(table) == {"merged_cells": [3]}


def test_ranges_that_no_program_merges_do_no_harm():
    raw = xlsx(x=[["نام", "شهر"], *[[f"کس {n}", "رشت"] for n in range(60)]])
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    ranges = '<mergeCell ref="A1:XFD1048576"/>' * 2_000
    merged = f"</sheetData><mergeCells>{ranges}</mergeCells>".encode()
    parts[name] = parts[name].replace(b"</sheetData>", merged)
    assert len(read(zipped(parts)).rows) == 60
