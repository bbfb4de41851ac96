"""Rows between the rows of a list: headings, totals, notes; and rows that only look like them."""

import csv
import io

import pytest
import xlsxwriter

from reading import read_table

NUMBERED = ["ردیف", "نام سازمان", "شناسه ملی", "موضوع فعالیت", "تاریخ تأسیس", "تعداد اعضا"]
PLAIN = NUMBERED[1:]
KNOWN = {*NUMBERED, "شهرستان", "استان"}


def ngo(number, *, numbered=True):
    cells = [f"انجمن {number}", f"9990000000{number}", "خیریه", "1390/01/01", str(20 + number)]
    return [str(number), *cells] if numbered else cells


def alone(text, width=6):
    return [text, *[""] * (width - 1)]


def as_csv(rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def as_xlsx(rows):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(rows):
            filled = [cell for cell in cells if cell]
            if len(filled) == 1 and cells[0]:
                sheet.merge_range(number, 0, number, len(cells) - 1, cells[0])
            else:
                for column, cell in enumerate(cells):
                    if cell:
                        sheet.write(number, column, int(cell) if cell.isdecimal() else cell)
    return file.getvalue()


def as_html(rows):
    lines = (
        f'<tr><td colspan="{len(cells)}">{cells[0]}</td></tr>'
        if len([cell for cell in cells if cell]) == 1 and cells[0]
        else "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
        for cells in rows
    )
    return f"<html><body><table>{''.join(lines)}</table></body></html>".encode()


def read(rows, write=as_csv):
    known = lambda row: float(len({*row} & KNOWN))  # noqa: E731
    return read_table(io.BytesIO(write(rows)), filename="list", is_header=known)


def added(table, title):
    place = table.header.index(title)
    return {number: cells[place] for number, cells in table.rows}


def why(table):
    return dict(table.skipped)


@pytest.mark.parametrize("write", [as_csv, as_xlsx, as_html])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("شهرستان رشت", "شهرستان لاهیجان"), ("شهرستان: رشت", "شهرستان: لاهیجان"),
        ("استان گیلان - شهرستان رشت", "استان گیلان - شهرستان لاهیجان"),
        ("شهرستان رشت (۲ سمن)", "شهرستان لاهیجان (۱ سمن)"),
        ("سمن‌های شهرستان رشت", "سمن‌های شهرستان لاهیجان"),
    ],
)  # fmt: skip
def test_a_heading_becomes_a_column_of_the_rows_below(write, first, second):
    table = read([NUMBERED, alone(first), ngo(1), ngo(2), alone(second), ngo(3)], write)
    assert why(table) == {2: "heading", 5: "heading"}
    assert added(table, "شهرستان") == {3: "رشت", 4: "رشت", 6: "لاهیجان"}
    if "استان گیلان" in first:
        assert set(added(table, "استان").values()) == {"گیلان"}


@pytest.mark.parametrize("write", [as_csv, as_xlsx, as_html])
def test_a_heading_that_does_not_say_of_what_is_kept_for_a_person_to_give(write):
    table = read([NUMBERED, alone("رشت"), ngo(1), alone("لاهیجان"), ngo(2)], write)
    assert added(table, "گروه") == {3: "رشت", 5: "لاهیجان"}


def test_a_greater_group_goes_on_until_the_next_one():
    table = read(
        [
            NUMBERED, alone("استان گیلان"), alone("شهرستان رشت"), ngo(1), alone("شهرستان فومن"),
            ngo(2), alone("استان قزوین"), ngo(3), alone("شهرستان آوج"), ngo(4),
        ]
    )  # fmt: skip
    assert added(table, "استان") == {4: "گیلان", 6: "گیلان", 8: "قزوین", 10: "قزوین"}
    assert added(table, "شهرستان") == {4: "رشت", 6: "فومن", 8: None, 10: "آوج"}


def test_a_heading_fills_only_the_empty_cells_of_a_column_that_the_list_has():
    rows = [[*NUMBERED, "شهرستان"], alone("شهرستان رشت", 7), [*ngo(1), ""], [*ngo(2), "فومن"]]
    table = read(rows)
    assert table.header == [*NUMBERED, "شهرستان"]
    assert added(table, "شهرستان") == {3: "رشت", 4: "فومن"}


def test_rows_that_stand_under_no_heading_are_told():
    rows = [NUMBERED, ngo(1), alone("شهرستان رشت"), ngo(2), ["جمع", "", "", "", "", "5"], ngo(3)]
    table = read(rows)
    assert added(table, "شهرستان") == {2: None, 4: "رشت", 6: None}
    assert {d.code: d.rows for d in table.doubts}["under_no_heading"] == (2, 6)


@pytest.mark.parametrize(
    "cells",
    [
        ["جمع شهرستان", "", "", "", "", "63"], alone("جمع کل رشت: ۳ مورد"),
        ["", "مجموع", "", "", "", "88"], alone("تعداد کل: ۳"), ["جمع صفحه", "", "", "", "", "9"],
        ["جمع کل", "", "", "", "", "=SUM(F2:F9)"],
    ],
)  # fmt: skip
def test_totals_and_subtotals_are_left_out(cells):
    table = read([NUMBERED, ngo(1), cells, ngo(2)])
    assert why(table) == {3: "totals"}
    assert [doubt.code for doubt in table.doubts] == ["totals"]


@pytest.mark.parametrize(
    "name", ["انجمن تنها", "جمع یاران مهر", "جمعیت امید", "مهر گیلان", "شهر کتاب", "رشت"]
)
def test_a_row_of_which_only_the_name_is_known_stays_a_row_and_is_told(name):
    table = read([PLAIN, ngo(1, numbered=False), alone(name, 5), ngo(2, numbered=False)])
    assert [cells[0] for _number, cells in table.rows] == ["انجمن 1", name, "انجمن 2"]
    assert [(doubt.code, doubt.rows) for doubt in table.doubts] == [("lonely_rows", (3,))]


@pytest.mark.parametrize(
    "cells",
    [
        alone("توضیح: اعضا تا پایان سال شمرده شده‌اند"), alone("صفحه ۲ از ۳"),
        ["", "مهر و امضا", "", "رئیس اداره", "", ""], alone("تاریخ گزارش: ۱۴۰۲/۰۵/۰۱"),
        ["", "تهیه کننده: کارشناس", "", "تأیید کننده: مدیر", "", ""],
        ["", "علی نمونه", "", "مدیرکل", "", ""],
    ],
)  # fmt: skip
def test_notes_and_signatures_under_a_list_are_left_out(cells):
    table = read([NUMBERED, ngo(1), ngo(2), ["", *[""] * 5], cells])
    assert why(table) == {5: "note"}
    assert [doubt.code for doubt in table.doubts] == ["note"]


@pytest.mark.parametrize(
    "numbers",
    [
        "۱ ۲ ۳ ۴ ۵ ۶", "(1) (2) (3) (4) (5) (6)", "1- 2- 3- 4- 5- 6-", "الف ب پ ت ث ج",
        "ستون۱ ستون۲ ستون۳ ستون۴ ستون۵ ستون۶",
    ],
)  # fmt: skip
def test_rows_that_number_the_columns_are_left_out_also_under_titles_printed_again(numbers):
    row = numbers.split()
    table = read([NUMBERED, row, ngo(1), NUMBERED, row, ngo(2)])
    assert why(table) == {2: "column_numbers", 4: "repeated_header", 5: "column_numbers"}


def test_a_number_of_a_person_in_a_note_is_not_repeated():
    table = read([NUMBERED, ngo(1), ngo(2), alone("تهیه کننده: علی 09121234567")])
    assert "09121234567" not in table.doubts[0].message
