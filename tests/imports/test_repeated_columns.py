"""Columns that stand side by side in a file where the register has rows one below the other."""

import io

import openpyxl
import pytest

from imports import services
from imports.corrections import ROW_TITLE, corrections_csv, corrections_workbook
from imports.headers import match_headers
from imports.models import Row
from imports.outcome import Outcome
from imports.registry import registry_of
from licensing.models import Licence
from ngos.models import NGO
from persian.dates import jalali_iso
from tests import cast
from tests.imports.factory import (
    WIDE_TITLES,
    as_csv,
    codes,
    imported,
    licences,
    problems,
    sent,
    totals,
)

pytestmark = pytest.mark.usefixtures("everything")


def wide(number, first="", second="", until=""):
    """A line of the wide layout."""
    return [f"مؤسسهٔ گستردهٔ {number}", cast.legal_id(610_000 + number), first, second, until]


def wide_run(*lines, titles=WIDE_TITLES, **options):
    return licences(*lines, titles=titles, **options)


def places(run):
    return list(Row.objects.filter(run=run).values_list("number", "part", "verdict"))


def guesses(*titles):
    columns = list(registry_of("licences").columns().values())
    return [guess.column_name for guess in match_headers(titles, columns)]


@pytest.mark.parametrize(
    "title",
    ["پروانه ۱۴۰۰", "پروانه سال 1400", "پروانهٔ (۱۴۰۱)", "شماره پروانه ۱۳۹۹", "موافقت اصولی ۱۴۰۰"],
)
def test_a_title_with_a_kind_and_a_year_is_a_repeated_column(title):
    assert guesses("نام موسسه", title, "شناسه ملی") == ["ngo_name", "of_a_year", "ngo_legal_id"]


def test_several_columns_of_a_file_are_one_repeated_column():
    assert guesses(*WIDE_TITLES) == [
        "ngo_name", "ngo_legal_id", "of_a_year", "of_a_year", "expires_on",
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["پروانه", "پروانه ۱۲", "سال ۱۴۰۰", "شماره پروانه"])
def test_a_title_without_kind_or_year_is_none(title):
    assert "of_a_year" not in guesses(title)


def test_each_cell_with_something_in_it_is_a_row_and_keeps_the_number_of_its_line():
    run = wide_run(wide(1, "11/1400", "12/1401"), wide(2, "", "13/1401"))
    assert places(run) == [(2, 1, "created"), (2, 2, "created"), (3, 2, "created")]
    assert totals(run) == {"read": 3, "created": 3, "warned": 3, "brought": 2}
    assert set(Licence.objects.values_list("number", flat=True)) == {
        "11/1400",
        "12/1401",
        "13/1401",
    }


@pytest.mark.parametrize("cell", ["", "-", "ندارد", "0", "---"])
def test_a_line_with_nothing_in_them_says_nothing(cell):
    run = wide_run(wide(1, cell, cell), wide(2, "11/1400", cell))
    assert places(run) == [(3, 1, "created")]
    assert not NGO.objects.filter(name__endswith="1").exists()


def test_the_other_columns_hold_for_all_rows_of_a_line():
    wide_run(wide(1, "11/1400", "12/1401"))
    ngo = NGO.objects.get(legal_id=cast.legal_id(610_001))
    assert ngo.licences.count() == 2


def test_what_speaks_of_the_last_row_alone_is_that_row_s():
    titles = [WIDE_TITLES[0], WIDE_TITLES[1], "پروانه ۱۴۰۱", "پروانه ۱۴۰۰", "تمدید تا"]
    wide_run(wide(1, "12/1401", "11/1400", "1405/06/01"), titles=titles)
    ends = {licence.number: jalali_iso(licence.expires_on) for licence in Licence.objects.all()}
    assert ends == {"12/1401": "1405/06/01", "11/1400": "1402/01/01"}


def test_a_wrong_cell_is_told_at_its_own_column(cast):
    run = wide_run(wide(1, "11/1400", "دارد"))
    assert codes(run) == [
        (2, "issued_on", "day_not_known"),
        (2, "licence_no", "not_a_number_of_paper"),
    ]
    assert [problem["column"] for problem in problems(run)] == ["پروانه 1400", "پروانه 1401"]
    (row,) = Outcome(run, user=cast.gilan_expert, tile="rejected", page=None).rows
    marked = [(cell.text, cell.problem) for cell in row.cells if cell.text][-1]
    assert marked == ("دارد", "error")
    assert [cell.problem for cell in row.cells].count("error") == 1


def test_what_the_database_finds_out_is_told_at_its_own_column_too():
    run = wide_run(wide(1, "1400/02/05", "12/1401"))
    row = Row.objects.get(run=run, part=1)
    assert (row.verdict, row.problems[0]["code"]) == ("rejected", "missing")
    assert row.problems[0]["column"] == "پروانه 1400"


def test_a_number_that_stands_in_a_line_twice_is_taken_once():
    run = wide_run(wide(1, "11 مورخ 1400/02/05", "11 مورخ 1401/02/05"))
    assert totals(run) == {"read": 2, "created": 1, "repeated": 1, "warned": 1, "brought": 1}
    assert "همین ردیف" in Row.objects.get(run=run, part=2).problems[0]["message"]


def test_a_repeated_and_a_single_column_are_two_for_one_field():
    content = as_csv([[*WIDE_TITLES, "شماره"], [*wide(1, "11"), "12"]])
    run = sent(content, kind="licences")
    columns = [*run.columns[:-1], "licence_no"]
    with pytest.raises(services.ImportRefused) as refused:
        services.correct(actor=None, run=run, columns=columns)
    assert refused.value.code == "column_twice"


def test_the_workbook_of_corrections_has_a_line_for_each_row_of_a_line():
    run = wide_run(wide(1, "دارد", "هست"), wide(2, "ندارد", "صادر شد"))
    sheet = openpyxl.load_workbook(io.BytesIO(corrections_workbook(run).read())).worksheets[0]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)]
    assert [[line[0], line[3], line[4]] for line in lines] == [
        ["2 (1)", "دارد", None], ["2 (2)", None, "هست"], ["3 (2)", None, "صادر شد"],
    ]  # fmt: skip


def test_corrected_rows_complete_the_run_each_for_itself():
    run = wide_run(wide(1, "دارد", "هست"), wide(2, "", "صادر شد"))
    assert totals(run) == {"read": 3, "rejected": 3}
    sheet = corrections_csv(run).read().decode("utf-8-sig")
    corrected = sheet.replace("هست", "12/1401 مورخ 1401/03/01").replace("صادر شد", "13/1401")
    correction = imported(corrected.encode(), kind="licences", completes=run)
    run.refresh_from_db()
    assert run.completed == 2
    done = Row.objects.filter(run=run, completed_in=correction.pk)
    assert list(done.values_list("number", "part")) == [(2, 2), (3, 2)]
    assert Licence.objects.count() == 2


def test_a_name_of_a_row_in_persian_digits_is_understood():
    run = wide_run(wide(1, "دارد", "هست"))
    line = ["۲ (۲)", *wide(1, "", "12/1401")]
    imported(as_csv([[str(ROW_TITLE), *WIDE_TITLES], line]), kind="licences", completes=run)
    done = Row.objects.filter(run=run, completed_in__isnull=False)
    assert list(done.values_list("number", "part")) == [(2, 2)]


def test_the_same_file_again_changes_nothing():
    lines = wide(1, "11/1400", "12/1401", "1405/06/01"), wide(2, "13/1400")
    wide_run(*lines)
    before = list(Licence.objects.order_by("pk").values())
    assert totals(wide_run(*lines)) == {"read": 3, "unchanged": 3, "warned": 3}
    assert list(Licence.objects.order_by("pk").values()) == before


def test_a_day_that_the_register_knows_is_not_lost_to_a_column_of_a_year():
    wide_run(wide(1, "11/1400 مورخ 1400/07/20"))
    wide_run(wide(1, "11/1400"))
    assert jalali_iso(Licence.objects.get().issued_on) == "1400/07/20"


def test_undoing_takes_all_rows_of_a_line_back():
    run = wide_run(wide(1, "11/1400", "12/1401"))
    services.undo_run(actor=None, run=run)
    assert (Licence.objects.count(), NGO.objects.count()) == (0, 0)
