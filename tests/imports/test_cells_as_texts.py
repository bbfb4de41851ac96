"""Cells on pages and in files of corrections: what a spreadsheet has made of them stays told."""

import csv
import io
from pathlib import Path

import pytest
import xlsxwriter

from imports.cell_texts import CellTexts
from imports.corrections import corrections_csv
from imports.outcome import Outcome
from ngos.models import NGO
from tests.cast import legal_id
from tests.imports.factory import as_csv, checked, codes, imported

CASES = Path(__file__).parents[1] / "data" / "cases"
HEAD = ("نام سازمان", "شناسه ملی", "شهرستان", "موضوع فعالیت", "تاریخ تأسیس")
pytestmark = pytest.mark.usefixtures("everything")


def corrections(run):
    with corrections_csv(run) as file:
        return file.read().decode()


def test_a_number_that_became_a_date_is_none_again_when_it_comes_back_as_it_was():
    name = "26b-numbers-that-became-dates.xlsx"
    run = imported((CASES / name).read_bytes(), name=name)
    written = corrections(run)
    assert "1985-07-01" in written
    assert "TRUE" in written
    told = {code for _row, _field, code in codes(run)}
    back = imported(written.encode(), name="اصلاح.csv", completes=run)
    assert {code for _row, _field, code in codes(back)} >= told - {"perhaps_lost_zeros"}
    assert not NGO.objects.filter(licence_no__startswith="13").exists()
    texts, row = CellTexts(run), run.rows.get(number=2)
    shown = [texts.of(at, cell, row.values) for at, cell in enumerate(row.cells)]
    assert shown.count("1985-07-01") == 2


def test_the_number_of_a_day_is_the_same_day_in_the_corrections():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for number in (1, 2):
            place = ("رشت", "ناکجا")[number - 1]
            sheet.write_row(
                number, 0, [f"انجمن {number}", legal_id(number), place, "خیریه", 40_334]
            )
    run = imported(file.getvalue(), name="mac.xlsx")
    [line] = [row for row in csv.DictReader(io.StringIO(corrections(run))) if row]
    assert line["تاریخ تأسیس"] == "1393/03/16"
    back = corrections(run).replace("ناکجا", "رشت").encode()
    imported(back, name="اصلاح.csv", completes=run)
    assert {str(ngo.founded_on) for ngo in NGO.objects.all()} == {"2014-06-06"}


def test_the_page_says_what_a_cell_was_taken_for_where_it_does_not_say_it_itself(cast):
    head = ("نام سازمان", "شناسه ملی", "شهرستان", "موضوع فعالیت", "فعال/غیرفعال", "تاریخ تأسیس")
    rows = [
        ["انجمن 1", legal_id(810_001), "رشت", "خیریه", "✓", "13/2/1401"],
        ["انجمن 2", legal_id(810_002), "رشت", "خیریه", "فعال", "1401/02/13"],
    ]
    run = checked(as_csv([head, *rows]))
    shown = [
        [cell.taken for cell in row.cells]
        for row in Outcome(run, user=cast.gilan_expert, tile="created", page=None).rows
    ]
    assert shown == [["", "", "", "", "فعال", "1401/02/13"], [""] * 6]
