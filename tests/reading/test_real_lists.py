"""Lists as offices keep them: what is no row is left out and told, what is merged is filled."""

import datetime
from pathlib import Path

import pytest

from reading import ALL_SHEETS, Layout, read_table

CASES = Path(__file__).parent.parent / "data" / "cases"
TITLES = {"شهرستان", "موضوع فعالیت", "نام سازمان", "شناسه ملی", "تاریخ تأسیس", "تعداد اعضا"}


def read(name, **options):
    known = lambda row: float(len({*row} & TITLES))  # noqa: E731
    with (CASES / name).open("rb") as file:
        return read_table(file, filename=name, is_header=known, **options)


def column(table, title):
    place = table.header.index(title)
    return [cells[place] for _number, cells in table.rows]


def told(table):
    """What is told, with the numbers of rows."""
    return {doubt.code: list(doubt.rows) for doubt in table.doubts}


@pytest.mark.parametrize(
    ("name", "first"),
    [("01-html-as-xls.xls", "انجمن صفحه ۱"), ("02-xml-spreadsheet-2003.xls", "انجمن کارپوشه ۱")],
)
def test_tables_of_pages_and_xml_that_call_themselves_workbooks_are_read(name, first):
    table = read(name)
    assert table.header == [
        "ردیف", "نام سازمان", "شناسه ملی", "شهرستان", "موضوع فعالیت", "تاریخ تأسیس",
    ]  # fmt: skip
    assert column(table, "نام سازمان")[0] == first
    assert column(table, "شهرستان") == ["رشت", "لاهیجان", "فومن", "رشت", "لاهیجان"]
    assert [number for number, _cells in table.rows] == [2, 3, 4, 5, 6]
    assert table.doubts == []


def test_a_workbook_that_counts_from_1904_says_so():
    table = read("03-dates-of-1904.xlsx")
    assert table.is_1904
    assert column(table, "تاریخ تأسیس")[:3] == [
        datetime.date(2012, 4, 14), datetime.date(2013, 5, 5), 40334,
    ]  # fmt: skip


def test_headings_give_their_county_to_the_rows_below_and_totals_are_left_out():
    table = read("04-group-headings.xlsx")
    assert [number for number, _cells in table.rows] == [3, 4, 5, 8, 9, 10, 13, 14, 15]
    assert column(table, "شهرستان") == [*["رشت"] * 3, *["لاهیجان"] * 3, *["صومعه\u200cسرا"] * 3]
    assert told(table) == {"group_headings": [2, 7, 12], "totals": [6, 11, 16]}
    assert "«شهرستان رشت»" in next(d.message for d in table.doubts if d.code == "group_headings")


def test_what_stands_in_merged_cells_is_said_of_all_their_rows():
    table = read("05-cells-merged-downwards.xlsx")
    assert column(table, "شهرستان") == [*["رشت"] * 3, *["لاهیجان"] * 3]
    assert column(table, "موضوع فعالیت") == ["خیریه"] * 6
    assert told(table) == {"merged_cells": [3, 4, 6, 7]}


def test_hidden_rows_and_columns_are_read_and_told():
    table = read("06-filtered-rows-hidden-column.xlsx")
    assert len(table.rows) == 8
    assert told(table) == {"hidden_rows": [4, 7], "hidden_columns": []}
    assert "«تلفن همراه»" in table.doubts[-1].message


def test_other_sheets_with_the_same_titles_are_named():
    table = read("07-a-sheet-for-each-county.xlsx")
    assert len(table.rows) == 4
    assert table.alike == ["رشت", "لاهیجان", "فومن"]
    message = next(d.message for d in table.doubts if d.code == "other_sheets")
    for words in ("«لاهیجان» با 3 ردیف", "«فومن» با 2 ردیف", "5 ردیف"):
        assert words in message
    again = read("07-a-sheet-for-each-county.xlsx", layout=table.layout)
    assert told(again) == {"other_sheets": []}


def test_sheets_with_the_same_titles_are_read_as_one_list():
    table = read("07-a-sheet-for-each-county.xlsx", layout=Layout(sheet=ALL_SHEETS))
    assert [number for number, _cells in table.rows] == [
        1002, 1003, 1004, 1005, 2002, 2003, 2004, 3002, 3003,
    ]  # fmt: skip
    assert column(table, "برگه") == [*["رشت"] * 4, *["لاهیجان"] * 3, *["فومن"] * 2]
    assert table.layout.sheet == ALL_SHEETS
    assert list(told(table)) == ["sheets_together"]


@pytest.mark.parametrize(
    ("name", "row"), [("28-row-of-column-numbers.xlsx", 3), ("28b-row-of-column-numbers.csv", 2)]
)
def test_a_row_that_numbers_the_columns_is_left_out(name, row):
    table = read(name)
    assert len(table.rows) == 5
    assert told(table) == {"column_numbers": [row]}


def test_notes_under_the_list_are_left_out_and_the_row_after_them_is_read():
    table = read("29-notes-under-the-list.xlsx")
    assert [number for number, _cells in table.rows] == [2, 3, 4, 5, 6, 11]
    assert told(table) == {"totals": [8], "note": [9, 10]}


def test_quotation_marks_behind_backslashes_are_read_in_the_whole_file():
    table = read("15-backslash-quotes.csv")
    assert len(table.header) == 7
    assert [cells[6] for _number, cells in table.rows][:5] == [
        'رشت، خیابان "معلم"، پلاک ۵', 'رشت، کوچه "گل", واحد ۳', "لاهیجان",
        'رشت، ساختمان "نور"، طبقه ۲', "فومن\\جاده",
    ]  # fmt: skip
    assert told(table) == {"backslash_quotes": [], "stray_quotes": [7]}


def test_the_persian_semicolon_is_found():
    table = read("16d-persian-semicolon.csv")
    assert table.layout.delimiter == "؛"
    assert len(table.rows) == 6


def test_cells_whose_letters_were_lost_are_told_row_by_row():
    table = read("17-some-rows-garbled.csv")
    assert told(table) == {"garbled": [5, 9, 10, 11, 12, 13]}
    assert {(p.column, p.code, p.refuses) for found in table.problems.values() for p in found} == {
        (1, "garbled", True)
    }


def test_an_old_workbook_that_names_the_wrong_encoding_is_read_as_persian():
    table = read("13b-biff5-wrong-codepage.xls")
    assert column(table, "نام سازمان")[0] == "انجمن قديمي 1"
    assert table.layout.sheet == "فهرست"
    assert told(table) == {"wrong_codes": []}
    assert read("13b-biff5-wrong-codepage.xls", layout=table.layout).rows == table.rows


def test_signs_of_web_pages_become_text():
    table = read("34-escapes-and-entities.xlsx")
    assert column(table, "نام سازمان")[1:3] == ["انجمن \u200cمهر\xa0نو", "انجمن مهر"]
    assert column(table, "آدرس")[1] == 'رشت\nخیابان "نمونه"'
    assert told(table) == {"entities": [3, 4]}


def test_text_that_was_wrapped_as_a_formula_is_unwrapped():
    table = read("56-text-as-formula.csv")
    assert column(table, "شناسه ملی")[0] == "99900046256"
    assert column(table, "تلفن")[0] == "01333112240"
    assert told(table) == {"wrapped": [2, 3, 4, 5]}
