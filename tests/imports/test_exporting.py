"""What leaves the register in a file: who gets which rows and columns; it can come back."""

import csv
import io
import unicodedata

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import scope
from imports import exporting
from imports.exporting import disarm, export_response
from imports.formulas import armed, is_formula
from imports.registry import registry_of
from ngos.models import NGO
from persian.text import canonical
from tests.cast import legal_id, make_ngo
from tests.imports.factory import imported, totals


def body(response):
    return b"".join(response.streaming_content)


def exported(user, file_format="csv", queryset=None):
    """The rows of the file as dictionaries by title, as the user gets them."""
    with scope.enter(scope.of(user)):
        rows = NGO.objects.all() if queryset is None else queryset
        response = export_response("ngos", rows, file_format=file_format, user=user)
    return listed(body(response), file_format)


def listed(content, file_format):
    if file_format == "csv":
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    titles, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in rows]


def title(field):
    return str(registry_of("ngos").columns()[field].label)


both = pytest.mark.parametrize("file_format", ["csv", "xlsx"])


@both
def test_each_office_gets_its_own_rows(cast, file_format):
    def names(user):
        return {row[title("name")] for row in exported(user, file_format)}

    assert names(cast.rasht_expert) == {cast.rasht_ngo.name}
    assert names(cast.gilan_expert) == {cast.rasht_ngo.name, cast.anzali_ngo.name}
    assert len(names(cast.national_expert)) == 4


@both
def test_personal_columns_are_for_those_who_may_see_them(cast, file_format):
    personal = {title("mobile"), title("sheba")}
    (row,) = exported(cast.rasht_expert, file_format)
    assert not personal & set(row)
    assert personal <= set(exported(cast.gilan_expert, file_format)[0])


@both
def test_the_scope_of_the_person_holds_also_where_the_caller_sees_more(cast, file_format):
    with scope.system():
        rows = NGO.objects.order_by("pk")
        response = export_response("ngos", rows, file_format=file_format, user=cast.rasht_expert)
    assert len(listed(body(response), file_format)) == 1


def test_sending_leaves_no_scope_behind(cast, monkeypatch):
    monkeypatch.setattr(exporting, "BATCH", 1)
    with scope.enter(scope.of(cast.gilan_expert)):
        response = export_response(
            "ngos", NGO.objects.all(), file_format="csv", user=cast.gilan_expert
        )
    for _chunk in response.streaming_content:
        assert scope.current() is None
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("samanyar_app",)


def test_sending_that_breaks_off_leaves_no_scope_behind(cast):
    with scope.enter(scope.of(cast.gilan_expert)):
        response = export_response(
            "ngos", NGO.objects.all(), file_format="csv", user=cast.gilan_expert
        )
    next(iter(response.streaming_content))
    response.close()
    assert scope.current() is None


def test_more_rows_in_a_batch_ask_no_more_questions(cast):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            exported(cast.gilan_expert)
        return len(asked)

    few = questions()
    for _ in range(10):
        make_ngo()
    assert questions() == few


def test_a_workbook_reads_from_the_right_with_its_head_in_place(cast):
    with scope.system():
        NGO.objects.filter(pk=cast.rasht_ngo.pk).update(member_count=45, founded_on="2016-08-30")
    with scope.enter(scope.of(cast.rasht_expert)):
        rows = NGO.objects.all()
        response = export_response("ngos", rows, file_format="xlsx", user=cast.rasht_expert)
    sheet = openpyxl.load_workbook(io.BytesIO(body(response))).active
    assert sheet.sheet_view.rightToLeft
    assert sheet.freeze_panes == "B2"
    (row,) = exported(cast.rasht_expert, "xlsx")
    assert row[title("member_count")] == 45
    assert row[title("founded_on")] == "1395/06/09"
    assert row[title("legal_id")] == cast.rasht_ngo.legal_id


def test_another_format_is_an_error(cast):
    with scope.system(), pytest.raises(ValueError, match="pdf"):
        export_response("ngos", NGO.objects.all(), file_format="pdf", user=cast.gilan_expert)


HARD = {
    "name": '=HYPERLINK("http://x.example";"نام")',
    "ceo_name": "'=apostrophe",
    "address": "@SUM(1)\nخیابان «نمونه»، پلاک ۵",
    "notes": '+1 و "نقل"\n\n-2,3;4',
    "registration_no": "00123",
    "phone": "+981333112233",
    "licence_no": "-12/ت",
    "email": "+office@example.com",
    "website": "http://example.com/?a=1",
    "external_ref": "=1+1",
    "mobile": "09700000001",
    "postal_code": "4133312345",
    "member_count": 0,
    "founded_on": "2016-08-30",
    "licence_issued_on": "2020-03-20",
    "licence_expires_on": "2022-03-21",
    "activity_level": "provincial",
    "ngo_type": "house",
    "issuer": "welfare",
    "status": "suspended",
    "sheba": "IR239990000000000000123456",
}


@both
@pytest.mark.parametrize("has_number", [True, False])
def test_what_was_exported_can_be_imported_again_and_changes_nothing(cast, file_format, has_number):
    assert {*HARD, "legal_id", "province", "county", "field"} == set(registry_of("ngos").stored())
    make_ngo(at="گیلان/لاهیجان", legal_id=legal_id(3) if has_number else None, **HARD)
    make_ngo("بی‌شهرستان", at="گیلان", legal_id=None)
    expert = cast.gilan_expert
    with scope.enter(scope.of(expert)):
        before = list(NGO.objects.order_by("pk").values())
        response = export_response("ngos", NGO.objects.all(), file_format=file_format, user=expert)
    content = body(response)
    with scope.enter(scope.of(expert)):
        run = imported(content, actor=expert, name=f"export.{file_format}")
        assert totals(run) == {"read": 4, "unchanged": 4}
        assert None not in run.columns
        assert list(NGO.objects.order_by("pk").values()) == before


def test_no_cell_of_an_export_is_a_formula(cast):
    with scope.system():
        NGO.objects.filter(pk=cast.rasht_ngo.pk).update(name=HARD["name"], notes=HARD["notes"])
    for file_format in ("csv", "xlsx"):
        (row,) = exported(cast.rasht_expert, file_format)
        assert row[title("name")] == "'" + HARD["name"]
        assert row[title("notes")].startswith("'+1")


_hidden = st.text(
    st.characters(categories=["Cc", "Cf", "Zs", "Zl", "Zp"], max_codepoint=0xFFFF), max_size=4
)


@settings(max_examples=150, deadline=None)
@given(_hidden, st.sampled_from("=+-@"), st.text(min_size=1, max_size=10))
def test_no_hidden_sign_lets_a_formula_through(hidden, sign, rest):
    written = disarm(hidden + sign + "a" + rest)
    assert written.startswith("'")


@settings(max_examples=200, deadline=None)
@given(st.text("=+-@'\" \t٫12aس%|", max_size=8) | st.text(max_size=12))
def test_reading_gives_back_what_was_disarmed(text):
    stored = canonical(text)
    assert armed(disarm(stored)) == stored
    visible = [char for char in disarm(stored) if unicodedata.category(char)[0] not in "CZ"]
    assert not is_formula(disarm(stored)) or visible[0] == "'"
