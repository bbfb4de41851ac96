"""What stands in the cells of a file: never a formula, and what can be read back unharmed."""

import csv
import io
import unicodedata
import zipfile

import pytest
from django.db import connection
from django.db.models import TextField
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import scope
from files.exporting import ExportColumn, disarm
from files.exporting.cells import CONTROL, Disarmed, Given
from files.exporting.columns import ShownColumn
from files.exporting.source import Source
from files.formulas import armed, is_formula
from imports.registry import registry_of
from ngos.models import NGO
from persian.text import canonical
from tests.cast import legal_id, make_ngo
from tests.exports import FORMATS, body, exported, ngo_export, store, title
from tests.imports.factory import imported, totals

every = pytest.mark.parametrize("file_format", FORMATS)


@pytest.mark.parametrize("file_format", ["xlsx", "ods"])
def test_numbers_are_numbers_and_dates_jalali(cast, file_format):
    with scope.system():
        NGO.objects.filter(pk=cast.rasht_ngo.pk).update(member_count=45, founded_on="2016-08-30")
    (row,) = exported(cast.rasht_expert, file_format)
    assert row[title("member_count")] == 45
    assert row[title("founded_on")] == "1395/06/09"
    assert row[title("legal_id")] == cast.rasht_ngo.legal_id


HARD = {
    "name": '=HYPERLINK("http://x.example";"نام")',
    "ceo_name": "'=apostrophe",
    "address": "@SUM(1)\nخیابان «نمونه»، پلاک ۵",
    "notes": '+1 و "نقل"\n\n-2,3;4',
    "former_names": "=انجمن یاری\nکانون امید",
    "registration_no": "00123",
    "registration_office": "@رشت",
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
    content = body(ngo_export(expert, file_format=file_format))
    with scope.enter(scope.of(expert)):
        run = imported(content, actor=expert, name=f"export.{file_format}")
        assert totals(run) == {"read": 4, "unchanged": 4}
        known = len(registry_of("ngos").stored())
        assert None not in run.columns[:known]
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
    row = []
    for column in registry_of("ngos").stored().values():
        if not column.personal:
            value = column.get_value(stored)
            shown = column.show(value) if column.show and value is not None else value
            row.append("" if shown is None else disarm(shown))
    row += ["", "", "خیر"]  # what an import leaves out
    response = ngo_export(cast.rasht_expert, file_format="csv")
    line = body(response).split(b"\r\n", 1)[1].decode()
    row = list(map(str, row))
    assert list(csv.reader(io.StringIO(line, newline=""))) == [row]
    # All that is there is quoted, so that no semicolon within begins a cell.
    quoted = ",".join('"' + cell.replace('"', '""') + '"' if cell else "" for cell in row)
    assert line.replace('""', "") == (quoted + "\r\n").replace('""', "")


def test_a_spreadsheet_spells_out_what_opendocument_would_not_keep(cast):
    text = " دو  فاصله، <برچسب> & «نقل»\n\n\tخط سوم\x01"
    store(cast.rasht_ngo, notes=text)
    response = ngo_export(cast.rasht_expert, file_format="ods")
    with zipfile.ZipFile(io.BytesIO(body(response))) as archive:
        content = archive.read("content.xml").decode()
    one = '<text:s text:c="1"/>'
    assert (
        f"<text:p>{one}دو {one}فاصله، &lt;برچسب&gt; &amp; «نقل»</text:p><text:p></text:p>"
        "<text:p><text:tab/>خط سوم</text:p>"
    ) in content


def test_a_column_that_the_database_cannot_show_is_an_error(cast):
    column = ShownColumn(ExportColumn("name", show=str.upper), is_masked=False)
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
    sql, params = Disarmed(Given("x", TextField())).as_sql(
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
