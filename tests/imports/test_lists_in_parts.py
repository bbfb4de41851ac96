"""Lists that are kept in parts: by headings or by sheets, imported as a whole on both ways."""

import io
import json
from pathlib import Path

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command

from accounts import scope
from imports.models import Run, State
from ngos.models import NGO
from reading import ALL_SHEETS
from tests.imports.factory import ngo_row, table
from tests.imports.screens import check, latest, page, send, text_of

CASES = Path(__file__).parent.parent / "data" / "cases"
COUNTIES = ("کاشان", "نایین", "گلپایگان")


def sheets_of_counties():
    """A workbook with a sheet for each county, two NGOs in each."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        for place, county in enumerate(COUNTIES):
            rows = [ngo_row(2 * place + n, county=county) for n in (1, 2)]
            sheet = book.add_worksheet(county)
            for number, cells in enumerate(table(rows)):
                sheet.write_row(number, 0, cells)
    return file.getvalue()


def outcome(file, **options):
    out = io.StringIO()
    options = {"province": "گیلان", "json": True, **options}
    call_command("import_registry", "ngos", str(file), stdout=out, stderr=io.StringIO(), **options)
    return json.loads(out.getvalue())


def test_rows_under_headings_are_registered_with_their_county(db):
    told = outcome(CASES / "04-group-headings.xlsx")
    assert (told["read"], told["created"], told["rejected"]) == (9, 9, 0)
    assert {"group_headings", "totals"} <= {doubt["code"] for doubt in told["doubts"]}
    with scope.system():
        counties = list(NGO.objects.order_by("legal_id").values_list("county__name", flat=True))
    assert counties == [*["رشت"] * 3, *["لاهیجان"] * 3, *["صومعه‌سرا"] * 3]


def test_the_command_names_other_sheets_and_reads_all_of_them_when_told(db, tmp_path):
    file = tmp_path / "list.xlsx"
    file.write_bytes(sheets_of_counties())
    alone = outcome(file, province="اصفهان", dry_run=True)
    assert alone["read"] == 2
    assert "other_sheets" in {doubt["code"] for doubt in alone["doubts"]}
    other = outcome(file, province="اصفهان", dry_run=True, sheet="نایین")
    assert (other["read"], other["created"]) == (2, 2)
    every = outcome(file, province="اصفهان", sheet="all")
    assert (every["read"], every["created"]) == (6, 6)
    assert "sheets_together" in {doubt["code"] for doubt in every["doubts"]}


def test_a_sheet_that_is_not_there_is_refused_and_leaves_no_open_import(db, tmp_path):
    file = tmp_path / "list.xlsx"
    file.write_bytes(sheets_of_counties())
    with pytest.raises(CommandError):
        outcome(file, province="اصفهان", sheet="نیست")
    with scope.system():
        assert set(Run.objects.values_list("state", flat=True)) == {State.DISCARDED}


def test_the_columns_page_offers_all_sheets_with_the_same_titles(expert):
    send(expert, sheets_of_counties(), name="list.xlsx")
    run = latest()
    shown = text_of(expert.get(page("columns", run)))
    assert "همهٔ برگه‌هایی که این عنوان‌ها را دارد" in shown
    data = {"sheet": ALL_SHEETS, "header_row": str(run.header_row), "reread": "1"}
    assert expert.post(page("columns", run), data).status_code == 302
    run = latest()
    assert (run.sheet, run.read) == (ALL_SHEETS, 6)
    assert run.header[-1] == "برگه"


def test_sheets_that_are_named_by_counties_tell_the_county_of_their_rows(db):
    """Nine NGOs of three counties came in without one, and the sheet was offered as their name."""
    file = CASES / "07-a-sheet-for-each-county.xlsx"
    told = outcome(file, sheet="all")
    assert told["created"] == 9
    assert "column_contents" in {doubt["code"] for doubt in told["doubts"]}
    with scope.system():
        counties = list(NGO.objects.order_by("pk").values_list("county__name", flat=True))
    assert counties == [*["رشت"] * 4, *["لاهیجان"] * 3, *["فومن"] * 2]


def test_sheets_that_are_named_by_nothing_fill_no_field(db, tmp_path):
    file = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(file) as book:
        for place in range(3):
            sheet = book.add_worksheet(f"ورق {place}")
            for number, cells in enumerate(table([ngo_row(2 * place + n) for n in (1, 2)])):
                sheet.write_row(number, 0, cells)
    told = outcome(file, sheet="all", province="گیلان")
    assert told["columns"]["برگه"] is None


def test_a_page_called_xls_is_imported_by_screen(expert):
    head = "".join(f"<th>{title}</th>" for title in table([ngo_row(1)])[0])
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in table([ngo_row(n, county='کاشان')])[1])}</tr>"
        for n in (1, 2)
    )
    content = f"<html><table><tr>{head}</tr>{rows}</table></html>".encode()
    run = check(expert, content, name="list.xls")
    assert (run.state, run.created) == (State.CHECKED, 2)
