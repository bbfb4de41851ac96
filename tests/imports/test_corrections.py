"""The rows to be corrected, as a file: what was sent, what is wrong where, what may stand there."""

import csv
import datetime
import io
import zipfile

import openpyxl
import pytest

from files.exporting.csv import FOR_EXCEL, FOR_PROGRAMS
from imports.corrections import REASON_TITLE, ROW_TITLE, corrections_csv, corrections_workbook
from imports.models import Run
from imports.registry import registry_of
from imports.templates_file import empty_workbook
from reading import Layout, read_table
from tests import cast
from tests.exports import formats_of_columns
from tests.imports.factory import (
    TITLES,
    as_csv,
    as_workbook,
    checked,
    imported,
    ngo_file,
    ngo_row,
    table,
)

pytestmark = pytest.mark.usefixtures("everything")

WARNED = ngo_row(1, mobile="0970", member_count="چند")
TAKEN = ngo_row(2, mobile="09700000001")
REFUSED = ngo_row(3, name="", county="ناکجاآباد", mobile="0971")


def run_of(*rows) -> Run:
    return checked(ngo_file(*rows or (WARNED, TAKEN, REFUSED)))


def opened(run: Run):
    """The workbook of a run."""
    with corrections_workbook(run) as file:
        return openpyxl.load_workbook(io.BytesIO(file.read()))


def columns_of(sheet) -> dict[str, str]:
    """The letter of each column, by its title."""
    return {cell.value: cell.column_letter for cell in sheet[1]}


def offered(book, sheet, cell: str) -> list[str]:
    """The words of a cell's drop-down list, wherever they are kept."""
    for rule in sheet.data_validations.dataValidation:
        if cell in rule.sqref:
            assert (rule.type, rule.errorStyle) == ("list", "warning")
            if rule.formula1.startswith('"'):
                return rule.formula1.strip('"').split(",")
            name, _, cells = rule.formula1.removeprefix("=").rpartition("!")
            listed = book[name.strip("'")]
            assert listed.sheet_state == "hidden"
            return [found.value for (found,) in listed[cells.replace("$", "")]]
    return []


def test_refused_rows_stand_before_warned_ones_as_they_were_sent():
    sheet = opened(run_of(WARNED, TAKEN, REFUSED, ngo_row(4, county="نیست"))).active
    rows = list(sheet.values)
    assert rows[0] == (
        "ردیف در فایل", *(TITLES[name] for name in WARNED if name != "member_count"), *rows[0][6:],
    )  # fmt: skip
    assert (
        (rows[0][0], rows[0][-1])
        == (str(ROW_TITLE), str(REASON_TITLE))
        == (
            "ردیف در فایل",
            "علت",
        )
    )
    assert [row[0] for row in rows[1:]] == ["4", "5", "2"]
    assert rows[3][1:-1] == tuple(str(cell) for cell in WARNED.values())


def test_the_workbook_reads_from_the_right_below_a_frozen_header():
    sheet = opened(run_of()).active
    assert sheet.sheet_view.rightToLeft
    assert sheet.freeze_panes == "B2"


def test_a_wrong_cell_is_coloured_and_says_what_is_wrong():
    sheet = opened(run_of()).active
    at = columns_of(sheet)
    told = {
        cell.coordinate: cell.comment.text for row in sheet.rows for cell in row if cell.comment
    }
    assert set(told) == {
        f"{at['نام سازمان']}2", f"{at['شهرستان']}2", f"{at['تلفن همراه']}2",
        f"{at['تلفن همراه']}3", f"{at['تعداد اعضا']}3",
    }  # fmt: skip
    assert "ناکجاآباد" in told[f"{at['شهرستان']}2"]
    colours = {place: sheet[place].fill.fgColor.rgb for place in told}
    assert colours[f"{at['نام سازمان']}2"] == colours[f"{at['شهرستان']}2"] == "FFF9D2CE"
    assert colours[f"{at['تعداد اعضا']}3"] == "FFFCEBC5"
    assert sheet[f"{at['شناسه ملی']}2"].fill.fgColor.rgb == "00000000"
    reasons = sheet[f"{at['علت']}2"].value
    for place in ("نام سازمان: ", "شهرستان: ", "تلفن همراه: "):
        assert place in reasons


def test_several_reasons_of_a_cell_stand_in_one_comment():
    lines = [["نام سازمان", "موضوع فعالیت", "شماره و تاریخ پروانه"],
             ["انجمن یک", "خیریه", f"{'۱' * 70} مورخ 1401/13/45"]]  # fmt: skip
    sheet = opened(checked(as_csv(lines))).active
    assert sheet["D2"].comment.text.count("\n") == 1
    assert sheet["D2"].fill.fgColor.rgb == "FFF9D2CE"


def test_comments_are_aligned_to_the_right_and_large_enough_to_read():
    with corrections_workbook(run_of()) as file, zipfile.ZipFile(file) as parts:
        drawing = parts.read("xl/drawings/vmlDrawing1.vml").decode()
        comments = parts.read("xl/comments1.xml").decode()
    assert drawing.count("text-align:right") == comments.count("<comment ref") > 0
    assert "text-align:left" not in drawing
    assert '<sz val="11"/>' in comments


def test_every_cell_is_text():
    lines = table(
        [ngo_row(1, registration_no="0042", member_count="12345678901234567890", county="ن")]
    )
    for content in (as_csv(lines), as_workbook(lines)):
        sheet = opened(checked(content)).active
        at = columns_of(sheet)
        assert sheet[f"{at['شماره ثبت']}2"].value == "0042"
        assert sheet[f"{at['تعداد اعضا']}2"].value == "12345678901234567890"
        assert {cell.number_format for cell in sheet[2]} == {"@"}
        assert {cell.data_type for cell in sheet[2] if cell.value} == {"s"}


def test_days_of_a_workbook_are_jalali_and_whole_numbers_have_no_point():
    row = ngo_row(1, county="ن", founded_on="DAY", member_count=45)
    file = io.BytesIO()
    book = openpyxl.Workbook()
    for line in table([row]):
        book.active.append(
            [datetime.datetime(2016, 8, 30) if cell == "DAY" else cell for cell in line]
        )
    book.save(file)
    sheet = opened(checked(file.getvalue(), name="list.xlsx")).active
    at = columns_of(sheet)
    assert sheet[f"{at['تاریخ تأسیس']}2"].value == "1395/06/09"
    assert sheet[f"{at['تعداد اعضا']}2"].value == "45"


def test_nothing_in_it_runs_as_a_formula():
    run = run_of(ngo_row(1, name="=1+1", county='=cmd|"x"!A1', notes="@SUM(1)"))
    sheet = opened(run).active
    assert [cell.data_type for cell in sheet[2] if cell.value] == ["s"] * 7
    assert sheet["B2"].value == "'=1+1"
    with corrections_csv(run) as file:
        (_head, line) = csv.reader(io.StringIO(file.read().decode("utf-8-sig")))
    assert line[1] == "'=1+1"


def test_columns_of_few_words_offer_them():
    sheet = (book := opened(run_of(REFUSED, ngo_row(4, status="?", county="ن", field="ن")))).active
    at = columns_of(sheet)
    with_province = registry_of("ngos").stored()["county"].words(cast.province("گیلان").pk)
    assert offered(book, sheet, f"{at['شهرستان']}3") == list(with_province)
    assert "رشت" in with_province
    assert "کاشان" not in with_province
    assert "خیریه" in offered(book, sheet, f"{at['موضوع فعالیت']}2")
    assert "فعال" in offered(book, sheet, f"{at['وضعیت']}2")
    assert offered(book, sheet, f"{at['نام سازمان']}2") == []
    assert offered(book, sheet, f"{at['شهرستان']}4") == []


def test_the_lists_stand_in_a_hidden_second_sheet():
    book = opened(run_of())
    assert book.sheetnames[1:] == ["فهرست‌ها"]
    assert book["فهرست‌ها"].sheet_state == "hidden"


def test_it_comes_back_as_the_table_that_it_is():
    run = run_of(WARNED, REFUSED)
    with corrections_workbook(run) as file:
        columns = list(registry_of("ngos").columns().values())
        found = read_table(file, filename="x.xlsx", layout=Layout())
    assert found.layout.sheet == "ردیف‌های نیازمند اصلاح"
    assert found.header == [str(ROW_TITLE), *run.header, str(REASON_TITLE)]
    assert [cells[0] for _number, cells in found.rows] == ["3", "2"]
    assert columns


def test_corrected_rows_sent_as_they_are_lack_nothing():
    book = opened(run_of(WARNED, REFUSED))
    sheet = book.active
    at = columns_of(sheet)
    sheet[f"{at['نام سازمان']}2"], sheet[f"{at['شهرستان']}2"] = "انجمن سه", "لاهیجان"
    for row in (2, 3):
        sheet[f"{at['تلفن همراه']}{row}"] = "09700000001"
    sheet[f"{at['تعداد اعضا']}3"] = "12"
    content = io.BytesIO()
    book.save(content)
    run = imported(content.getvalue(), name="corrected.xlsx")
    assert (run.created, run.warned, run.rejected) == (2, 0, 0)


def test_columns_without_a_title_or_with_another_ones_keep_their_places():
    lines = [["نام سازمان", "", "موضوع فعالیت", "شهرستان", "شهرستان"],
             ["انجمن یک", "الف", "خیریه", "ناکجا", "ب"]]  # fmt: skip
    run = checked(as_csv(lines))
    sheet = opened(run).active
    rows = list(sheet.values)
    assert [title or "" for title in rows[0][1:-1]] == lines[0]
    assert list(rows[1][1:-1]) == lines[1]
    marked = "E2" if run.columns[3] else "F2"
    assert [cell.coordinate for cell in sheet[2] if cell.comment] == [marked]


def test_a_file_of_nothing_to_correct_has_its_header_alone():
    assert len(list(opened(run_of(TAKEN)).active.values)) == 1


def test_as_text_it_has_the_same_rows():
    run = run_of()
    with corrections_csv(run) as file:
        rows = list(csv.reader(io.StringIO(file.read().decode("utf-8-sig"))))
    assert rows == [[cell or "" for cell in row] for row in opened(run).active.values]


@pytest.mark.parametrize("variety", [FOR_PROGRAMS, FOR_EXCEL])
def test_the_rows_come_back_as_text_of_either_kind(variety):
    run = imported(ngo_file(WARNED, TAKEN, ngo_row(3, county="ناکجاآباد")))
    with corrections_csv(run, variety) as file:
        sent_text = file.read().decode(variety.encoding)
    corrected = sent_text.replace("ناکجاآباد", "رشت").encode(variety.encoding)
    completing = imported(corrected, name="اصلاح.csv", completes=run)
    assert (completing.created, completing.rejected) == (1, 0)
    run.refresh_from_db()
    assert run.completed == 1, "a row that was only warned came back as it was"


def test_cells_of_both_workbooks_are_text_so_that_what_is_typed_keeps_its_zeros():
    with empty_workbook(registry_of("ngos"), None) as file:
        empty = openpyxl.load_workbook(io.BytesIO(file.read())).worksheets[0]
    for sheet in (opened(run_of()).active, empty):
        assert set(formats_of_columns(sheet)) == {"@"}
        cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value]
        assert {cell.number_format for cell in cells} == {"@"}


def test_more_comments_than_a_workbook_should_have_are_left_out(monkeypatch):
    monkeypatch.setattr("imports.corrections.MOST_COMMENTS", 2)
    sheet = opened(run_of()).active
    assert len([cell for row in sheet.rows for cell in row if cell.comment]) == 2
    assert len([cell for row in sheet.rows for cell in row if cell.fill.fill_type]) >= 5


# -- the empty list ------------------------------------------------------------------------------


@pytest.mark.parametrize("province", ["گیلان", None])
def test_the_empty_list_offers_the_words_that_columns_accept(province):
    home = cast.province(province).pk if province else None
    with empty_workbook(registry_of("ngos"), home) as file:
        book = openpyxl.load_workbook(io.BytesIO(file.read()))
    sheet, guide, _lists = book.worksheets
    stored = registry_of("ngos").stored()
    at = columns_of(sheet)
    counties = offered(book, sheet, f"{at[str(stored['county'].label)]}2")
    assert "رشت" in counties
    assert ("کاشان" in counties) is (province is None)
    assert "خیریه" in offered(book, sheet, f"{at[str(stored['field'].label)]}2001")
    assert "فعال" in offered(book, sheet, f"{at[str(stored['status'].label)]}2")
    told = {row[0]: row[3] for row in guide.values if row[3]}
    assert "لاهیجان" in told[str(stored["county"].label)].split("، ")
    assert "خیریه" in told[str(stored["field"].label)].split("، ")
    compounds = set(registry_of("ngos").columns()) - set(stored)
    labels = {str(registry_of("ngos").columns()[name].label) for name in compounds}
    assert not labels & {*at, *told}
