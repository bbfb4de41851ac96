"""Every list is handed out as a file: its columns, what is masked, and for whom."""

import datetime
import errno
import io
from contextlib import nullcontext

import openpyxl
import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import TextField
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts import scope
from accounts.models import PolicySetting, User
from files.exporting.cells import Given, Masked
from files.exporting.ods import write_ods
from files.exporting.workbook import write_workbook
from imports.models import DuplicatePair, Run
from ngos.duplicates import look_for_duplicates
from ngos.models import Field, Person, Term
from persian.dates import jalali_iso, today
from persian.identifiers import mask
from screens.admin import OfficeAdmin
from screens.models import Export
from tests.cast import make_ngo, make_person, signed_in
from tests.exports import FORMATS, body, cells
from tests.imports.factory import checked, ngo_file, ngo_row

# Lists that are no register: of files, and of policies, which have a page of their own.
WITHOUT = {Export, PolicySetting}
LISTS = [model for model, found in admin.site._registry.items() if model not in WITHOUT]


def address(model, view: str = "export") -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}")


def rows(user, model, file_format: str = "csv", **query) -> list[dict[str, object]]:
    response = signed_in(user).get(address(model), {"format": file_format, **query})
    assert response.status_code == 200
    return cells(body(response), file_format)


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model._meta.label)
def test_every_list_of_the_office_has_an_export_in_every_format(cast, model):
    assert isinstance(admin.site.get_model_admin(model), OfficeAdmin)
    seen = f"{model._meta.app_label}.view_{model._meta.model_name}"
    # Of women who head households those read lists who work with them.
    readers = (cast.national_expert, cast.gilan_director, cast.gilan_expert)
    client = signed_in(next(each for each in readers if each.has_perm(seen)))
    page = client.get(address(model, "changelist")).content.decode()
    for file_format in FORMATS:
        assert f'href="{address(model)}?format={file_format}"' in page
        response = client.get(address(model), {"format": file_format})
        assert response["Content-Disposition"].startswith("attachment; ")
        cells(body(response), file_format)


def test_a_list_of_people_is_exported_with_their_posts(cast):
    person = make_person("مریم", "کریمی", at="گیلان/رشت", father_name="=احمد", gender="female")
    with scope.system():
        for post in ("founder", "ceo"):
            Term.objects.create(
                ngo=cast.rasht_ngo, person=person, post=post, start_on=datetime.date(2024, 1, 1)
            )
        Person.objects.filter(pk=person.pk).update(birth_date="1990-03-21")
    for file_format in FORMATS:
        (row,) = rows(cast.gilan_expert, Person, file_format)
        assert row["کد ملی"] == person.national_id
        assert row["تاریخ تولد"] == "1369/01/01"
        assert row["جنسیت"] == "زن"
        assert row["نام پدر"] == "'=احمد"
        assert row["شهرستان"] == "رشت"
        assert set(str(row["سمت‌های کنونی"]).split("؛ ")) == {
            f"مؤسس، {cast.rasht_ngo.name}", f"مدیرعامل، {cast.rasht_ngo.name}"
        }  # fmt: skip


def test_personal_numbers_are_masked_in_the_file_for_who_may_not_see_them(cast):
    person = make_person(at="گیلان/رشت", mobile="09700000456", birth_date="1990-03-21")
    for user in (cast.rasht_expert, cast.gilan_auditor):
        (row,) = rows(user, Person)
        assert row["کد ملی"] == mask(person.national_id)
        assert row["تلفن همراه"] == mask(person.mobile)
        assert "تاریخ تولد" not in row


def test_the_list_of_people_is_for_those_who_may_export_it(cast):
    client = signed_in(cast.rasht_case_worker)
    assert client.get(address(Person)).status_code == 403
    assert client.post(address(Person, "export_locked")).status_code == 403


def test_the_file_holds_what_the_filters_and_the_search_leave(cast):
    make_person("زهرا", "کریمی", at="گیلان/رشت")
    make_person("مریم", "نوری", at="گیلان/رشت")
    assert [row["نام خانوادگی"] for row in rows(cast.gilan_expert, Person, q="نوري")] == ["نوری"]
    assert rows(cast.gilan_expert, Person, is_serving="yes") == []
    assert rows(cast.isfahan_expert, Person) == []


def test_fields_are_exported_with_their_other_names_and_how_many_have_them(cast):
    with scope.system():
        Field.objects.filter(name="خیریه").update(aliases=["نیکوکاری", "=امور خیر"])
    for file_format in FORMATS:
        found = {row["نام"]: row for row in rows(cast.gilan_expert, Field, file_format)}
        row = found["خیریه"]
        assert row["نام‌های دیگر"] == "نیکوکاری، =امور خیر"
        assert str(row["سمن‌ها"]) in ("2", "2.0")
        assert row["در استفاده"] == "بله"


def test_imports_are_exported_with_what_became_of_them(cast):
    with scope.enter(scope.of(cast.gilan_expert)):
        checked(ngo_file(ngo_row(1), ngo_row(2)), actor=cast.gilan_expert, name="فهرست.csv")
    (row,) = rows(cast.gilan_expert, Run, "xlsx")
    assert (row["فایل"], row["تازه"], row["ردشده"]) == ("فهرست.csv", 2, 0)
    assert str(row["زمان ارسال"]).startswith(jalali_iso(today()) + " ")
    assert len(str(row["زمان ارسال"])) == len("1405/01/01 10:30")


def test_likely_duplicates_are_exported_with_both_names(cast):
    other = make_ngo(f"{cast.rasht_ngo.name} نو", at="گیلان/رشت")
    look_for_duplicates(other)
    (row,) = rows(cast.gilan_expert, DuplicatePair)
    assert {row["نام نخست"], row["نام دوم"]} == {cast.rasht_ngo.name, other.name}


def test_accounts_are_exported_by_those_who_manage_them(cast):
    with scope.system():
        User.objects.filter(pk=cast.gilan_expert.pk).update(last_login="2026-03-21T20:30:00Z")
    found = {row["نام کاربری"]: row for row in rows(cast.gilan_director, User)}
    assert found[cast.gilan_expert.username]["آخرین ورود"] == "1405/01/02 00:00"
    assert cast.isfahan_expert.username not in found
    assert signed_in(cast.gilan_expert).get(address(User)).status_code == 403


@pytest.mark.parametrize("model", [Person, Field, DuplicatePair])
def test_more_rows_ask_no_more_questions(cast, model):
    client = signed_in(cast.gilan_expert)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            body(client.get(address(model), {"format": "csv"}))
        return len(asked)

    def add(number: int) -> None:
        make_person(at="گیلان/رشت")
        look_for_duplicates(make_ngo(f"{cast.rasht_ngo.name} {number}", at="گیلان/رشت"))

    add(0)
    few = questions()
    for number in range(1, 6):
        add(number)
    assert questions() == few


@pytest.mark.parametrize(
    "fills_up", ["tempfile.TemporaryFile", "xlsxwriter.Workbook._store_workbook"]
)
def test_a_full_disk_is_said_on_the_list(cast, monkeypatch, fills_up):
    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    client = signed_in(cast.gilan_expert)
    password = {"password": "a long secret", "again": "a long secret"}
    monkeypatch.setattr(fills_up, full)
    for answer in (
        client.get(reverse("admin:ngos_ngo_export"), follow=True),
        client.post(reverse("admin:ngos_ngo_export_locked"), password, follow=True),
    ):
        assert answer.status_code == 200
        assert "دیسک سرور پر است" in str(*answer.context["messages"])


def test_amounts_of_rials_stand_in_groups_of_three():
    class Rows:
        labels, is_money, is_text = ["نام", "اعتبار"], [False, True], [True, False]

        @staticmethod
        def rows():
            return nullcontext(iter([("یک", 2_800_000_000)]))

    file = io.BytesIO()
    write_workbook(file, Rows, "اعتبارها")
    cell = openpyxl.load_workbook(file).active["B2"]
    assert (cell.value, cell.number_format) == (2_800_000_000, "#,##0")


@pytest.mark.parametrize("write", [write_workbook, write_ods])
def test_no_digit_of_a_very_long_number_is_lost(write):
    long, longer = 10**15 - 1, -(10**17 + 1)

    class Rows:
        labels, is_money, is_text = ["اعتبار", "مصرف"], [True, True], [False, False]

        @staticmethod
        def rows():
            return nullcontext(iter([(long, longer)]))

    file = io.BytesIO()
    write(file, Rows, "اعتبارها")
    file.seek(0)
    (_labels, row) = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert row == [long, str(longer)]


def test_the_mask_of_the_database_is_that_of_the_screens(db):
    texts = ["", "1", "12345", "123456", "0123456789", "IR239990000000000000123456"]
    sql, _none = Masked(Given("x", TextField())).as_sql(
        connection.ops.compiler("SQLCompiler")(User.objects.all().query, connection, None),
        connection,
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql} FROM unnest(%s::text[]) AS given(x)", [texts])
        assert [cell for (cell,) in cursor.fetchall()] == [mask(text) for text in texts]
