"""Whatever file an office sends: a row is taken whole, or refused in words a person can use."""

import datetime
import errno
import io
import re
import zipfile
from pathlib import Path

import psycopg
import pytest
import xlsxwriter
from django.core.exceptions import PermissionDenied
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import scope
from files.disk import DiskFull
from imports import services
from imports.models import Row, Run, State
from ngos.models import NGO
from reading import UnreadableFile
from tests import cast
from tests.cast import make_ngo, signed_in
from tests.imports.factory import (
    TITLES,
    as_csv,
    as_workbook,
    checked,
    codes,
    imported,
    ngo_file,
    ngo_row,
    problems,
    sent,
    table,
    totals,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("everything")
MEGABYTE = 1 << 20


def message_of(run: Run) -> str:
    (problem,) = problems(run)
    return str(problem["message"])


def is_persian(message: str) -> bool:
    return re.search("[آ-ی]{3}", message) is not None and "%(" not in message


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj", "pdf"),
        (as_workbook([]), "no_rows"),
        (as_csv([TITLES.values()]), "no_data"),
        (as_workbook([list(TITLES.values())]), "no_data"),
        (b"\0" * (200 * MEGABYTE), "too_big"),
    ],
    ids=["empty", "pdf", "empty-workbook", "header", "header-workbook", "200MB"],
)
def test_a_file_without_a_list_is_refused_and_not_kept(content, code):
    with pytest.raises(UnreadableFile) as refused:
        sent(content)
    assert refused.value.code == code
    assert is_persian(refused.value.message)
    assert not Run.objects.exists()


def test_a_million_blank_rows_are_passed_over():
    title, first, second = as_csv(table([ngo_row(1), ngo_row(2)])).splitlines(keepends=True)
    run = imported(title + first + b",,,\n" * 1_000_000 + second)
    assert totals(run) == {"read": 2, "created": 2}
    assert list(Row.objects.filter(run=run).values_list("number", flat=True)) == [2, 1_000_003]


def test_two_columns_cannot_be_given_to_one_field():
    run = sent(ngo_file(ngo_row()))
    with pytest.raises(services.ImportRefused) as refused:
        services.correct(actor=None, run=run, columns=["name", "name", "county", "field"])
    assert refused.value.code == "column_twice"
    assert is_persian(str(refused.value))


def test_nul_and_what_looks_like_it_are_no_obstacle():
    content = ngo_file(
        ngo_row(1, ceo_name="مریم\0نمونه", notes="\\u0000"), ngo_row(2, legal_id="99\0x")
    )
    run = imported(content)
    assert totals(run) == {"read": 2, "created": 1, "rejected": 1}
    assert NGO.objects.get().ceo_name == "مریمنمونه"
    in_utf16 = imported(b"\xff\xfe" + content.decode().encode("utf-16-le"))
    assert totals(in_utf16) == {"read": 2, "unchanged": 1, "rejected": 1}


def test_a_workbook_with_numbers_that_are_none_is_read():
    plain = as_workbook(table([ngo_row(1, member_count=424242, notes=434343)]))
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as source, zipfile.ZipFile(broken, "w") as target:
        for entry in source.infolist():
            content = source.read(entry).replace(b"424242", b"NaN").replace(b"434343", b"1e999")
            target.writestr(entry, content)
    run = imported(broken.getvalue())
    assert (run.created, NGO.objects.get().member_count) == (1, None)


def test_lines_of_two_encodings_are_read_each_in_its_own():
    lines = as_csv(table([ngo_row(number) for number in range(1, 9)])).splitlines(keepends=True)
    lines[3] = lines[3].decode().replace("ٔ", "").replace("ی", "ي").encode("cp1256")
    run = imported(b"".join(lines))
    assert run.encoding == "utf-8+cp1256"
    assert totals(run) == {"read": 8, "created": 8}


def test_an_unknown_county_is_told_with_those_spelt_alike():
    run = checked(ngo_file(ngo_row(county="لاهیجن"), ngo_row(2, county="پاریس")))
    near, far = (problem["message"] for problem in problems(run))
    assert "لاهیجان" in near
    assert near.count("،") < 3
    assert "رشت" not in far
    assert is_persian(far)
    assert totals(run) == {"read": 2, "rejected": 2}


@pytest.mark.parametrize(
    "written",
    ["1390/07/31", "1395/13/02", "1402/12/30", "1402/00/10", "۱۴۰۳/۱۲/۳۱", "99999/1/1", "فردا"],
)
def test_a_day_that_no_calendar_has_refuses_the_row(written):
    run = imported(ngo_file(ngo_row(founded_on=written)))
    assert totals(run) == {"read": 1, "rejected": 1}
    assert codes(run)[0][:2] == (2, "founded_on")
    assert is_persian(message_of(run))
    assert not NGO.objects.exists()


def test_a_date_of_a_workbook_out_of_all_bounds_refuses_the_row():
    lines = table([ngo_row(licence_expires_on=datetime.date(9999, 12, 31))])
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(lines):
            sheet.write_row(number, 0, cells)
    assert codes(checked(file.getvalue())) == [(2, "licence_expires_on", "year_out_of_range")]


def test_a_wrong_check_digit_refuses_the_row_and_quotes_it():
    right = cast.legal_id(77)
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    run = imported(ngo_file(ngo_row(1, legal_id=wrong), ngo_row(2)))
    assert codes(run) == [(2, "legal_id", "checksum")]
    assert wrong in message_of(run)
    assert totals(run) == {"read": 2, "created": 1, "rejected": 1}


@pytest.mark.parametrize(
    "name",
    [
        '=HYPERLINK("http://x.example","انجمن")',
        "+cmd|' /C calc'!A0",
        "@SUM(1+1) انجمن",
        "-2+3 انجمن",
    ],
)
def test_a_name_like_a_formula_is_kept_as_the_text_that_it_is(name):
    rows = [ngo_row(1, name=f" \t{name}")]
    assert imported(ngo_file(*rows)).created == 1
    assert imported(as_workbook(table(rows))).unchanged == 1
    assert NGO.objects.get().name == name


def test_a_name_that_is_too_long_refuses_the_row_and_a_note_is_left_out():
    run = imported(ngo_file(ngo_row(1, name="ن" * 201), ngo_row(2, notes="ن" * 4001)))
    assert codes(run) == [(2, "name", "too_long"), (3, "notes", "too_long")]
    assert totals(run) == {"read": 2, "created": 1, "rejected": 1, "warned": 1}


def test_a_message_quotes_no_more_of_a_cell_than_helps():
    run = checked(ngo_file(ngo_row(county="ن" * 50_000)))
    assert len(message_of(run)) < 300


@pytest.mark.parametrize(
    "field", ["registration_no", "phone", "licence_no", "mobile", "postal_code"]
)
def test_a_number_that_a_spreadsheet_has_rounded_is_left_out(field):
    run = imported(ngo_file(ngo_row(**{field: "9.991E+09"})))
    assert codes(run) == [(2, field, "lost_digits")]
    assert not getattr(NGO.objects.get(), field)


def test_a_rounded_legal_id_refuses_the_row():
    run = imported(ngo_file(ngo_row(legal_id="9.9915E+10")))
    assert codes(run) == [(2, "legal_id", "lost_digits")]


def test_a_zero_that_a_spreadsheet_has_dropped_is_put_back():
    imported(as_workbook(table([ngo_row(mobile=9_700_000_001.0, registration_no=4521.0)])))
    ngo = NGO.objects.get()
    assert (ngo.mobile, ngo.registration_no) == ("09700000001", "4521")


@pytest.mark.parametrize(
    ("field", "written", "code"),
    [
        ("member_count", "-5", "out_of_range"),
        ("member_count", "۱۲٫۵", "not_whole"),
        ("member_count", "9" * 5000, "too_large"),
        ("email", "office.example.com", "not_an_email"),
        ("website", "نداریم فعلا", "not_a_web_address"),
        ("status", "در خواب", "unknown"),
        ("mobile", "12345", "mobile"),
    ],
)
def test_what_is_wrong_beside_the_essentials_is_left_out_with_a_warning(field, written, code):
    run = imported(ngo_file(ngo_row(**{field: written})))
    assert codes(run) == [(2, field, code)]
    assert is_persian(message_of(run))
    assert totals(run) == {"read": 1, "created": 1, "warned": 1}


def test_a_web_address_gets_the_scheme_that_it_lacks():
    imported(ngo_file(ngo_row(website="www.example.com")))
    assert NGO.objects.get().website == "https://www.example.com"


def test_lines_of_an_address_are_kept():
    imported(ngo_file(ngo_row(address="رشت\r\n خیابان  نمونه ")))
    assert NGO.objects.get().address == "رشت\nخیابان نمونه"


def test_a_name_of_mere_signs_is_an_empty_cell():
    assert codes(checked(ngo_file(ngo_row(name="-" * 30)))) == [(2, "name", "missing")]


def test_a_licence_that_ends_before_the_registered_beginning_refuses_the_row():
    cast.make_ngo("انجمن مهر", legal_id=cast.legal_id(81), licence_issued_on="2023-01-01")
    row = ngo_row(name="انجمن مهر", legal_id=cast.legal_id(81), licence_expires_on="1390/01/01")
    run = imported(ngo_file(row))
    assert codes(run) == [(2, "licence_expires_on", "ngo_licence_ends_after_it_begins")]
    assert not run.created + run.updated


def test_a_name_of_a_file_is_kept_as_far_as_it_can_be():
    run = sent(ngo_file(ngo_row()), name="\udcff" + "ن" * 300 + "\0.csv")
    assert len(run.file_name) == 200
    assert run.file_name.endswith("ن.csv")


def test_a_refusal_after_the_check_keeps_the_run_open():
    run = checked(ngo_file(ngo_row()))
    services.discard(actor=None, run=run)
    with pytest.raises(services.ImportRefused, match="کنار گذاشته"):
        services.apply_run(actor=None, run=run)
    assert Run.objects.get().state == State.DISCARDED
    assert not NGO.objects.exists()


# Whatever the import takes, the screens would take too.
_cells = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="۰۱۲0123456789/-.:eE+@ آاکیهٔ\u200c=’'\n", max_size=20),
    st.integers(-5, 10**12).map(str),
    st.sampled_from(
        ["ندارد", "-", "1401/5/5", "a@b.ir", "http://ا.ir/x y", "www.a.ir", "٢٦/١٠/١٣٩٨"]
    ),
)
_optional = sorted(set(TITLES) - {"name", "legal_id", "county", "field", "province"})


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.dictionaries(st.sampled_from(["name", *_optional]), _cells, min_size=3, max_size=12),
        min_size=3,
        max_size=12,
    )
)
def test_every_row_that_is_taken_would_pass_the_screens_too(drawn):
    NGO.objects.all().delete()
    rows = [ngo_row(number, **cells) for number, cells in enumerate(drawn, 1)]
    run = imported(as_csv(table([dict.fromkeys(TITLES, ""), *rows])))
    assert run.created + run.rejected + run.repeated == len(rows)
    for ngo in NGO.objects.all():
        ngo.full_clean()
    again = imported(as_csv(table([dict.fromkeys(TITLES, ""), *rows])))
    assert (again.created, again.updated, again.unchanged) == (0, 0, run.created)


def test_an_office_cannot_import_into_another_province(cast):
    expert = cast.gilan_expert
    with scope.enter(scope.of(expert)), pytest.raises(PermissionDenied, match="دفتر دیگری"):
        sent(ngo_file(ngo_row()), actor=expert, province="اصفهان")


def full_disk(*_args, **_kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_said_and_nothing_is_kept(monkeypatch):
    monkeypatch.setattr(FileSystemStorage, "_save", full_disk)
    with pytest.raises(DiskFull, match="دیسک"):
        sent(ngo_file(ngo_row()))
    assert not Run.objects.exists()


def test_a_full_disk_is_said_on_the_page_too(cast, monkeypatch):
    monkeypatch.setattr(FileSystemStorage, "_save", full_disk)
    client = signed_in(cast.gilan_expert)
    fields = {"kind": "ngos", "province": cast.gilan_expert.province_id}
    file = SimpleUploadedFile("list.csv", ngo_file(ngo_row()))
    answer = client.post(reverse("admin:imports_run_add"), {**fields, "file": file}, follow=True)
    assert "دیسک سرور پر است" in answer.content.decode()


def test_a_file_that_has_gone_is_told_of_wherever_it_is_needed(cast):
    expert = cast.gilan_expert
    with scope.enter(scope.of(expert)):
        run = checked(ngo_file(ngo_row()), actor=expert)
    Path(run.file.path).unlink()
    client = signed_in(expert)
    columns = client.get(reverse("admin:imports_run_columns", args=(run.pk,)), follow=True)
    assert "دیگر" in str(*columns.context["messages"])
    make_ngo(legal_id=ngo_row()["legal_id"])  # so that applying checks anew
    apply = reverse("admin:imports_run_apply", args=(run.pk,))
    answer = client.post(apply, {"checked_at": run.checked_at.isoformat()}, follow=True)
    assert answer.status_code == 200
    assert "دیگر" in str(*answer.context["messages"])
    with scope.system():
        assert Run.objects.get().state == State.CHECKED


def test_a_full_disk_of_the_database_leaves_the_run_as_it_was(monkeypatch):
    def full(*_args):
        try:
            raise psycopg.errors.DiskFull("could not extend file")
        except psycopg.errors.DiskFull as error:
            raise OperationalError("could not extend file") from error

    run = checked(ngo_file(ngo_row()))
    with monkeypatch.context() as broken:
        broken.setattr(services, "write", full)
        with pytest.raises(DiskFull), transaction.atomic():
            services.apply_run(actor=None, run=run)
    run.refresh_from_db()
    assert run.state == State.CHECKED
    services.apply_run(actor=None, run=run)
    assert NGO.objects.count() == 1


def test_a_table_of_a_million_columns_is_refused():
    with pytest.raises(UnreadableFile) as refused:
        sent(b"," * 1_000_000 + b"\n" + b"a," * 1_000_000)
    assert refused.value.code in ("too_many_columns", "unclosed_quote", "no_header", "no_rows")


def test_a_workbook_that_asks_for_files_of_the_server_gets_none():
    secret = "file:///etc/hostname"
    book = as_workbook(table([ngo_row()]))
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/sharedStrings.xml":
                head, _, rest = content.partition(b"?>")
                entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret}">]>'.encode()
                content = head + b"?>" + entity + rest.replace("انجمن".encode(), b"&e;", 1)
            new.writestr(name, content)
    try:
        run = sent(changed.getvalue(), name="list.xlsx")
    except UnreadableFile:
        return
    hostname = Path("/etc/hostname").read_text().strip()
    services.check_run(actor=None, run=run)
    assert hostname not in str(list(run.rows.values_list("cells", flat=True)))
