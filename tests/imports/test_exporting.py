"""What leaves the register in a file: who gets which rows and columns; it can come back."""

import csv
import io
import unicodedata
import zipfile
from urllib.parse import unquote

import msoffcrypto
import openpyxl
import pytest
from django.db import connection
from django.db.models import Count
from django.db.models.expressions import RawSQL
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from accounts import scope
from imports.cleaning import short_text
from imports.exporting import csv as csv_export
from imports.exporting import disarm, export_response, workbook
from imports.exporting.cells import CONTROL, Disarmed
from imports.exporting.source import Source
from imports.formulas import armed, is_formula
from imports.reading import UnreadableFile, read_table
from imports.registry import Column, registry_of
from ngos.models import NGO
from persian.dates import jalali_iso, today
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
    if file_format == "ods":
        titles, *rows = (
            CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        )
    else:
        titles, *rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(
            values_only=True
        )
    return [dict(zip(titles, row, strict=True)) for row in rows]


def store(ngo, **cells):
    """Store texts as they are, which the model's fields would clean."""
    assigned = ", ".join(f"{column} = %s" for column in cells)
    with scope.system(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE ngos_ngo SET {assigned} WHERE id = %s", [*cells.values(), ngo.pk])


def title(field):
    return str(registry_of("ngos").columns()[field].label)


FORMATS = ["csv", "xlsx", "ods"]
every = pytest.mark.parametrize("file_format", FORMATS)


@every
def test_each_office_gets_its_own_rows(cast, file_format):
    def names(user):
        return {row[title("name")] for row in exported(user, file_format)}

    assert names(cast.rasht_expert) == {cast.rasht_ngo.name}
    assert names(cast.gilan_expert) == {cast.rasht_ngo.name, cast.anzali_ngo.name}
    assert len(names(cast.national_expert)) == 4


@every
def test_personal_columns_are_for_those_who_may_see_them(cast, file_format):
    personal = {title("mobile"), title("sheba")}
    (row,) = exported(cast.rasht_expert, file_format)
    assert not personal & set(row)
    assert personal <= set(exported(cast.gilan_expert, file_format)[0])


@every
def test_the_scope_of_the_person_holds_also_where_the_caller_sees_more(cast, file_format):
    with scope.system():
        rows = NGO.objects.order_by("pk")
        response = export_response("ngos", rows, file_format=file_format, user=cast.rasht_expert)
    assert len(listed(body(response), file_format)) == 1


@every
def test_sending_asks_the_database_nothing_and_needs_no_scope(cast, file_format):
    with scope.enter(scope.of(cast.gilan_expert)):
        response = export_response(
            "ngos", NGO.objects.all(), file_format=file_format, user=cast.gilan_expert
        )
    assert scope.current() is None
    with CaptureQueriesContext(connection) as asked:
        assert body(response)
    assert len(asked) == 0


@every
def test_all_rows_are_of_one_moment(cast, file_format):
    with CaptureQueriesContext(connection) as asked:
        exported(cast.gilan_expert, file_format)
    statements = [query["sql"] for query in asked if "ngos_ngo" in query["sql"]]
    assert [statement[:4] for statement in statements] == ["COPY"]


def test_an_export_that_breaks_off_leaves_neither_statement_nor_scope(cast, monkeypatch):
    def fail(lines):
        raise OSError("No space left on device")

    monkeypatch.setattr(csv_export, "LINES", 1)
    monkeypatch.setattr(csv_export, "_with_cr_lf", fail)
    with pytest.raises(OSError, match="No space"):
        export_response("ngos", NGO.objects.all(), file_format="csv", user=cast.gilan_expert)
    assert scope.current() is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("samanyar_app",)


@every
def test_the_order_and_the_columns_are_the_same_whatever_was_asked(cast, file_format):
    """Of distinct rows the database also selects what orders them."""
    expected = [cast.rasht_ngo.name, cast.anzali_ngo.name]
    ordered = NGO.objects.order_by("-county__sort_key", "pk")
    if cast.rasht_ngo.county.sort_key < cast.anzali_ngo.county.sort_key:
        expected.reverse()
    usual = exported(cast.gilan_expert, file_format, ordered)
    assert [row[title("name")] for row in usual] == expected
    assert exported(cast.gilan_expert, file_format, ordered.distinct()) == usual
    counted = ordered.annotate(number=Count("branches")).only("name").select_related("county")
    assert exported(cast.gilan_expert, file_format, counted) == usual
    assert exported(cast.gilan_expert, file_format, ordered.none()) == []
    assert exported(cast.gilan_expert, file_format, ordered.filter(pk__in=[])) == []


def test_rows_that_look_the_same_are_all_there(cast):
    for _ in range(2):
        make_ngo("بی‌شهرستان", at="گیلان", legal_id=None)
    alike = NGO.objects.filter(name="بی‌شهرستان").order_by("name").distinct()
    assert len(exported(cast.gilan_expert, queryset=alike)) == 2


def test_more_rows_ask_no_more_questions(cast):
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
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(2, sheet.max_column).coordinate}"


def test_a_spreadsheet_reads_from_the_right_with_its_head_in_place(cast):
    with scope.enter(scope.of(cast.rasht_expert)):
        rows = NGO.objects.all()
        response = export_response("ngos", rows, file_format="ods", user=cast.rasht_expert)
    with zipfile.ZipFile(io.BytesIO(body(response))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
        content = archive.read("content.xml").decode()
        settings_file = archive.read("settings.xml").decode()
        assert archive.testzip() is None
    assert 'style:writing-mode="rl-tb"' in content
    assert content.count("<table:table-header-rows>") == 1
    assert 'table:display-filter-buttons="true"' in content
    assert 'config:name="VerticalSplitPosition" config:type="int">1<' in settings_file


@pytest.mark.parametrize("file_format", ["xlsx", "ods"])
def test_numbers_are_numbers_and_dates_jalali(cast, file_format):
    with scope.system():
        NGO.objects.filter(pk=cast.rasht_ngo.pk).update(member_count=45, founded_on="2016-08-30")
    (row,) = exported(cast.rasht_expert, file_format)
    assert row[title("member_count")] == 45
    assert row[title("founded_on")] == "1395/06/09"
    assert row[title("legal_id")] == cast.rasht_ngo.legal_id


@pytest.mark.parametrize("file_format", ["xlsx", "ods"])
def test_rows_that_a_sheet_does_not_hold_continue_on_the_next(cast, file_format, monkeypatch):
    monkeypatch.setattr(workbook, "SHEET_ROWS", 3)
    with scope.enter(scope.of(cast.national_expert)):
        response = export_response(
            "ngos", NGO.objects.all(), file_format=file_format, user=cast.national_expert
        )
        names = list(NGO.objects.values_list("name", flat=True))
    book = CalamineWorkbook.from_filelike(io.BytesIO(body(response)))
    assert book.sheet_names == ["سمن‌ها", "سمن‌ها 2"]
    first, second = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert first[0] == second[0]
    assert [row[0] for row in (*first[1:], *second[1:])] == names


def test_a_sheet_that_is_just_full_is_followed_by_none(cast, monkeypatch):
    monkeypatch.setattr(workbook, "SHEET_ROWS", 4)
    with scope.enter(scope.of(cast.national_expert)):
        response = export_response(
            "ngos", NGO.objects.all(), file_format="xlsx", user=cast.national_expert
        )
    assert len(openpyxl.load_workbook(io.BytesIO(body(response))).worksheets) == 1


@every
def test_the_file_is_named_after_the_registry_and_the_day(cast, file_format):
    with scope.enter(scope.of(cast.rasht_expert)):
        response = export_response(
            "ngos", NGO.objects.all(), file_format=file_format, user=cast.rasht_expert
        )
    day = jalali_iso(today()).replace("/", "-")
    kind, plain, name = response["Content-Disposition"].split("; ")
    assert (kind, plain) == ("attachment", f'filename="ngos-{day}.{file_format}"')
    persian = day.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert unquote(name) == f"filename*=UTF-8''سمن‌ها {persian}.{file_format}"


# -- a password --------------------------------------------------------------------------------


@pytest.fixture
def locked(cast):
    """The content of a workbook that opens with «رمز Gilan 1405»."""
    with scope.enter(scope.of(cast.gilan_expert)):
        response = export_response(
            "ngos", NGO.objects.all(), file_format="xlsx", user=cast.gilan_expert,
            password="رمز Gilan 1405",
        )  # fmt: skip
    return body(response)


def test_a_locked_workbook_opens_with_its_password_alone(cast, locked):
    assert cast.rasht_ngo.legal_id.encode() not in locked
    file = msoffcrypto.OfficeFile(io.BytesIO(locked))
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        file.load_key(password="رمز Gilan 1406", verify_password=True)
    file.load_key(password="رمز Gilan 1405", verify_password=True)
    opened = io.BytesIO()
    file.decrypt(opened, verify_integrity=True)
    assert listed(opened.getvalue(), "xlsx") == exported(cast.gilan_expert, "xlsx")


def test_a_locked_workbook_is_not_imported_and_the_person_is_told_why(locked):
    with pytest.raises(UnreadableFile) as refused:
        read_table(io.BytesIO(locked), filename="سمن‌ها.xlsx")
    assert refused.value.code == "encrypted"
    assert "رمز" in refused.value.message


@pytest.mark.parametrize("file_format", ["csv", "ods"])
def test_a_password_that_would_not_lock_the_file_is_an_error(cast, file_format):
    with scope.system(), pytest.raises(ValueError, match=file_format):
        export_response(
            "ngos", NGO.objects.all(), file_format=file_format, user=cast.gilan_expert,
            password="رمز Gilan 1405",
        )  # fmt: skip


# -- cells -------------------------------------------------------------------------------------


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


@every
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
    for file_format in FORMATS:
        (row,) = exported(cast.rasht_expert, file_format)
        assert row[title("name")] == "'" + HARD["name"]
        assert row[title("notes")].startswith("'+1")


def test_each_line_of_a_csv_is_what_python_would_write(cast):
    """The same quotes, line ends and disarmed cells, though the database writes them."""
    hard = {
        **HARD,
        "address": '\x01=1+1\r\nدو,سه "نقل"\n',
        "notes": "\x02-5\x03",
        "email": "\\.",
        "website": "\x04",
        "phone": "\\N\t\\n",
        "licence_no": "',",
        "external_ref": " ٪ ,",
    }
    store(cast.rasht_ngo, **{**hard, "name": "‌=1+1"})
    with scope.system():
        stored = NGO.objects.select_related("province", "county", "field").get(pk=cast.rasht_ngo.pk)
    cells = []
    for column in registry_of("ngos").stored().values():
        if not column.personal:
            value = column.get_value(stored)
            shown = column.show(value) if column.show and value is not None else value
            cells.append("" if shown is None else disarm(shown))
    expected = io.StringIO()
    csv.writer(expected).writerow(cells)
    with scope.enter(scope.of(cast.rasht_expert)):
        rows = NGO.objects.all()
        response = export_response("ngos", rows, file_format="csv", user=cast.rasht_expert)
    assert body(response).split(b"\r\n", 1)[1].decode() == expected.getvalue()


def test_a_spreadsheet_spells_out_what_opendocument_would_not_keep(cast):
    text = " دو  فاصله، <برچسب> & «نقل»\n\n\tخط سوم\x01"
    store(cast.rasht_ngo, notes=text)
    with scope.enter(scope.of(cast.rasht_expert)):
        rows = NGO.objects.all()
        response = export_response("ngos", rows, file_format="ods", user=cast.rasht_expert)
    with zipfile.ZipFile(io.BytesIO(body(response))) as archive:
        content = archive.read("content.xml").decode()
    one = '<text:s text:c="1"/>'
    assert (
        f"<text:p>{one}دو {one}فاصله، &lt;برچسب&gt; &amp; «نقل»</text:p><text:p></text:p>"
        "<text:p><text:tab/>خط سوم</text:p>"
    ) in content


def test_a_column_that_the_database_cannot_show_is_an_error(cast):
    column = Column("نام", "name", short_text(200), show=str.upper)
    column.name = "name"
    with pytest.raises(TypeError, match="name"):
        Source([column], NGO.objects.all())


@pytest.mark.django_db
@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text("=+-@'\" \t٫12.aس%|＝\x01\x85\u200c\u200f\ufeff٠۱", max_size=8)
        | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
        max_size=40,
    )
)
def test_the_database_disarms_as_python_does(texts):
    sql, params = Disarmed(RawSQL("x", ())).as_sql(
        connection.ops.compiler("SQLCompiler")(NGO.objects.all().query, connection, None),
        connection,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {sql} FROM unnest(%s::text[]) WITH ORDINALITY AS given(x, place) "
            "ORDER BY place",
            [*params, texts],
        )
        found = [CONTROL.sub("", cell or "") for (cell,) in cursor.fetchall()]
    assert found == [disarm(text) for text in texts]


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
