"""Cells that hold no value: errors, formulas without a result, lost letters; and wrapped ones."""

import io

import openpyxl
import pytest
import xlsxwriter

from reading import read_table

HEAD = ["نام", "شهر", "اعضا"]


def workbook(*formulas):
    """A workbook whose rows end in cells with these (formula, result)."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for number, (formula, result) in enumerate(formulas, 1):
            sheet.write_row(number, 0, [f"انجمن {number}", "رشت"])
            sheet.write_formula(number, 2, formula, None, result)
    return file.getvalue()


def read(raw):
    return read_table(io.BytesIO(raw), filename="list")


def problems(table):
    return {n: [(p.column, p.code, p.refuses) for p in told] for n, told in table.problems.items()}


def test_errors_of_a_workbook_and_formulas_without_results_are_told():
    table = read(
        workbook(("=NA()", "#N/A"), ("=1/0", "#DIV/0!"), ("=1+1", 2), ("=B2+1", ""), ("=A9", 5))
    )
    assert [cells[2] for _number, cells in table.rows] == ["#N/A", "#DIV/0!", 2, None, 5]
    assert problems(table) == {
        2: [(2, "error_cell", False)], 3: [(2, "error_cell", False)], 5: [(2, "no_result", False)],
    }  # fmt: skip
    assert {d.code: d.rows for d in table.doubts} == {"error_cell": (2, 3), "no_result": (5,)}


def test_a_workbook_that_was_never_calculated_says_so():
    book = openpyxl.Workbook()
    for row in (HEAD, ["انجمن ۱", "رشت", "=1+1"], ["انجمن ۲", "رشت", "=2+2"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    assert {d.code: d.rows for d in read(file.getvalue()).doubts} == {"no_result": (2, 3)}


@pytest.mark.parametrize(
    "error", ["#N/A", "#REF!", "#مقدار!", "#نام؟", "#VALUE!", "Err:502", "#####", "#NAME?"]
)
def test_errors_written_as_text_are_no_values(error):
    table = read(f"نام,شهر,اعضا\nالف,رشت,{error}\nب,{error},2\nپ,فومن,3\n".encode())
    assert problems(table) == {2: [(2, "error_cell", False)], 3: [(1, "error_cell", False)]}


@pytest.mark.parametrize("text", ["#1", "#سمن", "شماره #5", "Error", "# نظر!"])
def test_a_text_with_such_a_sign_is_a_value(text):
    assert read(f"نام,شهر\n{text},رشت\nب,فومن\n".encode()).problems == {}


GARBLED = [
    "Ø§Ù†Ø¬Ù…Ù†", "ط§ظ†ط¬ظ…ظ†", "ÇäÌãä äãæäå", "انجمن ��ان", "?????? ????", "؟؟؟؟؟", "انج???ن",
]  # fmt: skip


@pytest.mark.parametrize("text", GARBLED)
def test_lost_letters_are_found_in_single_cells(text):
    rows = "".join(f"انجمن {n},رشت\n" for n in range(9))
    table = read(f"نام,شهر\n{rows}{text},رشت\n".encode())
    assert problems(table) == {11: [(0, "garbled", True)]}


@pytest.mark.parametrize("text", ["انجمن", "چرا؟", "Çelik", "Ørsted", "آیا؟؟", "طظ", "A??"])
def test_sound_texts_are_not_taken_for_garbled(text):
    rows = "".join(f"انجمن {n},رشت\n" for n in range(9))
    assert read(f"نام,شهر\n{rows}{text},رشت\n".encode()).problems == {}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('"=""0045"""', "0045"), ("'0045", "0045"), ("\t0045", "0045"), ("'متن'", "متن"),
        ('"= ""متن"" "', "متن"), ("\\N", None), ("نام &amp; نشان", "نام & نشان"),
        ("a & b", "a & b"),
        ("&#1605;&#x647;ر", "مهر"), ("پلاک ۵<br/>واحد ۲", "پلاک ۵\nواحد ۲"), ("<b>مهر</b>", "مهر"),
        ("5 < 6", "5 < 6"), ("&amp;zwnj;", "\u200c"), ("=1+1", "=1+1"),
    ],
)  # fmt: skip
def test_what_programs_put_around_a_text_is_taken_off(cell, value):
    table = read(f"نام,شهر,اعضا\nالف,{cell},1\nب,فومن,2\n".encode())
    assert table.rows[0][1][1] == value
