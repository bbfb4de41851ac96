"""Workbooks: sheets, empty first rows, kinds of cell, formats; and what is refused."""

import datetime
import io
import struct
import time
import zipfile

import pytest
import xlsxwriter

from reading import Layout, Limits, UnreadableFile, read_table


def xlsx(**sheets):
    """A workbook of sheets, each {(row, column): value} or a list of rows."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"strings_to_formulas": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, content in sheets.items():
        sheet = book.add_worksheet(name)
        if isinstance(content, list):
            content = {(r, c): v for r, row in enumerate(content) for c, v in enumerate(row)}
        for (row, column), value in content.items():
            if isinstance(value, datetime.date):
                sheet.write_datetime(row, column, value, day)
            else:
                sheet.write(row, column, value)
    book.close()
    return stream.getvalue()


def ods(rows):
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>'
            for c in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    tail = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    content = (
        f'<?xml version="1.0"?><office:document-content{spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="برگه">{body}{tail}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def zipped(files, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def record(kind, data=b""):
    """A record of Excel 97."""
    return struct.pack("<HH", kind, len(data)) + data


def xls(rows, *, of_book=b"", of_sheet=b"", stream="Workbook"):
    """The smallest Excel 97 workbook: one stream of BIFF8 records in an OLE file. Records besides
    those of its cells are `of_book` and `of_sheet`."""
    cells = of_sheet
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            place = struct.pack("<HHH", r, c, 0)
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                cells += record(0x0204, place + text)
            else:
                cells += record(0x0203, place + struct.pack("<d", value))
    start = record(0x0809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + of_book
    name = struct.pack("<BB", 1, 1) + "x".encode("utf-16-le")
    offset = len(start) + 4 + 6 + len(name) + 4
    book = start + record(0x0085, struct.pack("<IH", offset, 0) + name) + record(0x000A)
    book += record(0x0809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + cells
    book = (book + record(0x000A)).ljust(8192, b"\0")
    sectors = len(book) // 512
    end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    fat = [fat_mark, end, *range(3, sectors + 2), end]
    fat += [free] * (128 - len(fat))

    def entry(title, kind, child, first, size):
        encoded = (title + "\0").encode("utf-16-le")
        colour = struct.pack("<HBBIII", len(encoded), kind, 1, free, free, child)
        return encoded.ljust(64, b"\0") + colour + bytes(36) + struct.pack("<IQ", first, size)

    folder = entry("Root Entry", 5, 1, end, 0) + entry(stream, 2, free, 2, len(book))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    head += struct.pack("<109I", 0, *[free] * 108)
    return head + struct.pack("<128I", *fat) + folder.ljust(512, b"\0") + book


def read(raw, name="list.xlsx", **options):
    return read_table(io.BytesIO(raw), filename=name, **options)


def refusal(raw, **options):
    with pytest.raises(UnreadableFile) as caught:
        read(raw, **options)
    assert caught.value.message
    return caught.value.code


ROWS = [["نام", "شهر"], ["علی", "رشت"], ["سارا", "فومن"]]


@pytest.mark.parametrize("make", [lambda rows: xlsx(x=rows), ods, xls])
@pytest.mark.parametrize("name", ["list.xlsx", "list.csv"])
def test_each_format_of_workbook_is_known_by_its_content(make, name):
    table = read(make(ROWS), name)
    assert table.header == ["نام", "شهر"]
    assert table.rows == [(2, ["علی", "رشت"]), (3, ["سارا", "فومن"])]
    assert table.layout.encoding is None


def test_rows_are_numbered_as_the_spreadsheet_shows_them_though_the_first_are_empty():
    raw = xlsx(x={(4, 2): "نام", (4, 3): "شهر", (5, 2): "علی", (5, 3): "رشت", (9, 2): "سارا"})
    table = read(raw)
    assert table.layout.header_row == 5
    assert table.rows == [(6, ["علی", "رشت"]), (10, ["سارا", None])]


def test_numbers_dates_and_formula_texts_keep_their_kind():
    day, moment = datetime.date(2022, 8, 31), datetime.datetime(2022, 8, 31, 5, 6)
    row = ["=1+1", 9991000011, 1.5, True, day, moment]
    table = read(xlsx(x=[["نام", "کد", "نسبت", "بله", "روز", "زمان"], row]))
    assert table.rows[0][1] == row
    assert [type(cell) for cell in table.rows[0][1]][:5] == [str, int, float, bool, datetime.date]


def test_the_sheet_with_the_list_is_chosen_and_another_may_be():
    notes = [["توضیح", "متن"], ["یک", "دو"]]
    raw = xlsx(راهنما=notes, فهرست=[*ROWS, ["مینا", "رشت"]])
    table = read(raw)
    assert (table.layout.sheet, table.sheets) == ("فهرست", ["راهنما", "فهرست"])
    assert read(raw, layout=Layout(sheet="راهنما")).header == ["توضیح", "متن"]
    known = read(raw, is_header=lambda row: len({*row} & {"توضیح", "متن"}))
    assert known.layout.sheet == "راهنما"
    assert refusal(raw, layout=Layout(sheet="نیست")) == "no_such_sheet"
    assert refusal(raw, layout=Layout(header_row=77)) == "no_such_row"


def test_a_million_blank_rows_are_read_in_seconds():
    began = time.monotonic()
    table = read(xlsx(x={(0, 0): "نام", (0, 1): "شهر", (1_000_000, 0): "علی"}))
    assert table.rows == [(1_000_001, ["علی", None])]
    assert time.monotonic() - began < 20


def test_one_cell_at_the_far_corner_is_refused_and_harms_nothing():
    assert refusal(xlsx(x={(0, 0): "نام", (1_048_575, 16_383): "x"})) == "too_many_cells"


def test_damaged_and_foreign_workbooks_are_refused_by_name():
    good = xlsx(x=ROWS)
    assert refusal(good[: len(good) // 2]) == "broken_file"
    assert refusal(good[:40] + bytes(2000)) == "broken_file"
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)) == "broken_file"
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert refusal(locked) == "encrypted"
    assert refusal(zipped({"word/document.xml": "x"})) == "document"
    assert refusal(zipped({"list.csv": "x"})) == "archive"


def test_zips_that_unpack_too_far_are_refused_unopened():
    assert refusal(zipped({"xl/workbook.xml": bytes(30 << 20)})) == "zip_bomb"
    assert refusal(zipped({"xl/a": "x"}), limits=Limits(max_unpacked_bytes=0)) == "zip_bomb"
    assert refusal(zipped({f"xl/{n}": "" for n in range(9)}), limits=Limits(max_entries=8)) == (
        "zip_bomb"
    )
    for name in ("/etc/x", "../x", "xl/../../x", "C:/x"):
        assert refusal(zipped({"xl/workbook.xml": "", name: "x"})) == "unsafe_archive"


def test_empty_sheets_and_lists_without_rows_are_told_apart():
    assert refusal(xlsx(x=[])) == "no_rows"
    assert refusal(xlsx(x=[["نام", "شهر"]])) == "no_data"
    assert refusal(xlsx(x=[[1, 2], [3, 4]])) == "no_header"


def test_limits_are_refused_with_a_message():
    raw = xlsx(x=ROWS)
    assert refusal(raw, limits=Limits(max_bytes=1000)) == "too_big"
    assert refusal(raw, limits=Limits(max_rows=1)) == "too_many_rows"
    assert refusal(raw, limits=Limits(max_columns=1)) == "too_many_columns"
    assert refusal(raw, limits=Limits(max_seconds=0.0)) == "too_slow"
    assert refusal(raw, limits=Limits(max_memory_bytes=1 << 20)) in {
        "broken_file", "too_many_cells",
    }  # fmt: skip
