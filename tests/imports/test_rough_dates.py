"""A list that tells the year of a foundation alone, or its month: as much is kept as is told."""

import pytest
from django.db import IntegrityError, connection

from accounts import scope
from imports import services
from imports.changes import Changes
from imports.models import Row
from imports.registry import registry_of
from ngos.models import NGO
from persian.dates import format_jalali
from tests.imports.factory import as_csv, imported, ngo_file, ngo_row, problems, sent, totals

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_a_job(db):
    with scope.system():
        yield


def founded():
    return [format_jalali(ngo.founded_on) for ngo in NGO.objects.order_by("pk")]


def listed(*dates):
    return ngo_file(*(ngo_row(number, founded_on=date) for number, date in enumerate(dates, 1)))


def test_as_much_is_kept_as_the_list_tells():
    run = imported(listed("۱۳۹۸", "1398/07", "مهر ۹۷", "1398/01/01", "1397/00/00"))
    assert founded() == ["۱۳۹۸", "مهر ۱۳۹۸", "مهر ۱۳۹۷", "۱۳۹۸/۰۱/۰۱", "۱۳۹۷"]
    assert [each["code"] for each in problems(run)] == ["doubtful_date"]  # of the two digits


def test_a_title_of_years_and_one_cell_with_number_and_year():
    lines = [
        ["نام سازمان", "موضوع فعالیت", "شهرستان", "شماره و تاریخ ثبت"],
        ["انجمن یکم", "خیریه", "رشت", "۱۲۳ - ۱۳۹۸/۰۷/۱۵"],
    ]
    imported(as_csv(lines))
    lines = [
        ["نام سازمان", "موضوع فعالیت", "شهرستان", "سال تأسیس"],
        ["انجمن دوم", "خیریه", "رشت", 1398],
    ]
    imported(as_csv(lines))
    assert founded() == ["۱۳۹۸/۰۷/۱۵", "۱۳۹۸"]


def test_what_is_exported_comes_back_unchanged():
    imported(listed("1398", "1398/07", "1398/07/15", "1398/01/01"))
    exported = registry_of("ngos")().export(NGO.objects.order_by("pk")).export("csv")
    run = imported(exported.encode())
    assert totals(run) == {"read": 4, "unchanged": 4}


def changes(run):
    rows = Row.objects.filter(run=run, verdict="updated").order_by("number")
    found = Changes(registry_of("ngos"), is_unmasked=True, shown=str).of(rows)
    return [(each.before, each.after) for row in rows for each in found[row.pk]]


def test_more_exact_dates_change_the_register_and_less_exact_ones_do_not():
    imported(listed("1398", "1398/07", "1398/07/15", "1398/07/15", "1398", "1398/01/01"))
    run = imported(listed("1398/07", "1398/07/15", "1398", "1398/07", "1398/01/01", "1398"))
    assert totals(run) == {"read": 6, "updated": 3, "unchanged": 3}
    assert founded() == [
        "مهر ۱۳۹۸", "۱۳۹۸/۰۷/۱۵", "۱۳۹۸/۰۷/۱۵", "۱۳۹۸/۰۷/۱۵", "۱۳۹۸/۰۱/۰۱", "۱۳۹۸/۰۱/۰۱",
    ]  # fmt: skip
    assert changes(run) == [
        ("۱۳۹۸", "مهر ۱۳۹۸"), ("مهر ۱۳۹۸", "۱۳۹۸/۰۷/۱۵"), ("۱۳۹۸", "۱۳۹۸/۰۱/۰۱"),
    ]  # fmt: skip


def test_another_year_changes_the_register_and_is_taken_back():
    imported(listed("1398/07/15"))
    run = imported(listed("1397"))
    assert changes(run) == [("۱۳۹۸/۰۷/۱۵", "۱۳۹۷")]
    assert founded() == ["۱۳۹۷"]
    services.undo_run(actor=None, run=run)
    assert founded() == ["۱۳۹۸/۰۷/۱۵"]


def test_one_year_for_all_rows_is_a_year():
    run = sent(ngo_file(ngo_row()))
    run.given = {"founded_on": "۱۳۹۸"}
    run.save()
    services.apply_run(actor=None, run=services.check_run(actor=None, run=run))
    assert founded() == ["۱۳۹۸"]


def test_the_database_keeps_no_year_that_begins_in_summer():
    imported(listed("1398/07/15"))
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("UPDATE ngos_ngo SET founded_precision = 'year'")


def test_a_date_that_is_set_brings_its_precision_along():
    imported(listed("1398"))
    ngo = NGO.objects.get()
    ngo.founded_on = ngo.founded_on.replace(day=22)
    assert ngo.founded_precision == "day"
    assert NGO.objects.only("founded_on").get().founded_precision == "year"
