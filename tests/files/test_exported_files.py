"""What a file of a list is like to whoever opens it: its sheets, its name, its lock."""

import io
import re
import zipfile
from urllib.parse import unquote

import msoffcrypto
import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from accounts import scope
from files.exporting import workbook
from ngos.models import NGO
from persian.dates import jalali_iso, today
from reading import UnreadableFile, read_table
from tests.exports import FORMATS, body, cells, exported, formats_of_columns, ngo_export, title

every = pytest.mark.parametrize("file_format", FORMATS)


def test_a_workbook_reads_from_the_right_with_its_head_in_place(cast):
    with scope.system():
        NGO.objects.filter(pk=cast.rasht_ngo.pk).update(member_count=45, founded_on="2016-08-30")
    response = ngo_export(cast.rasht_expert, file_format="xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(body(response))).active
    assert sheet.sheet_view.rightToLeft
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(2, sheet.max_column).coordinate}"


def test_a_spreadsheet_reads_from_the_right_with_its_head_in_place(cast):
    response = ngo_export(cast.rasht_expert, file_format="ods")
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


def test_cells_of_texts_are_text_in_a_workbook_so_that_zeros_stay_where_one_is_written_again(cast):
    """«0133» and «1402/03/05» typed into a cell of the usual format are a number and a date."""
    with scope.system():
        NGO.objects.filter(pk=cast.rasht_ngo.pk).update(
            member_count=45, phone="0133311", registration_no="0045", founded_on="2016-08-30"
        )
    response = ngo_export(cast.rasht_expert, file_format="xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(body(response))).active
    written = {cell.value: sheet.cell(2, cell.column) for cell in sheet[1]}
    for field, value in (("phone", "0133311"), ("registration_no", "0045")):
        assert written[title(field)].value == value
    expected = ["General" if label == title("member_count") else "@" for label in written]
    assert [cell.number_format for cell in written.values() if cell.value is not None] == [
        look
        for look, cell in zip(expected, written.values(), strict=True)
        if cell.value is not None
    ]
    assert formats_of_columns(sheet) == expected  # of a row that somebody adds below


def test_columns_of_texts_are_text_in_a_spreadsheet_too(cast):
    response = ngo_export(cast.rasht_expert, file_format="ods")
    with zipfile.ZipFile(io.BytesIO(body(response))) as archive:
        content = archive.read("content.xml").decode()
    columns = re.findall("<table:table-column [^>]*/>", content)
    (row, *_others) = exported(cast.rasht_expert, "ods")
    is_text = ["default-cell-style-name" in column for column in columns]
    expected = [label != title("member_count") for label in row]
    assert is_text[: len(expected)] == expected
    assert "<number:text-content/>" in content


@pytest.mark.parametrize("file_format", ["xlsx", "ods"])
def test_rows_that_a_sheet_does_not_hold_continue_on_the_next(cast, file_format, monkeypatch):
    monkeypatch.setattr(workbook, "SHEET_ROWS", 3)
    response = ngo_export(cast.national_expert, file_format=file_format)
    with scope.enter(scope.of(cast.national_expert)):
        names = list(NGO.objects.values_list("name", flat=True))
    book = CalamineWorkbook.from_filelike(io.BytesIO(body(response)))
    assert book.sheet_names == ["سمن‌ها", "سمن‌ها 2"]
    first, second = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert first[0] == second[0]
    assert [row[0] for row in (*first[1:], *second[1:])] == names


def test_a_sheet_that_is_just_full_is_followed_by_none(cast, monkeypatch):
    monkeypatch.setattr(workbook, "SHEET_ROWS", 4)
    response = ngo_export(cast.national_expert, file_format="xlsx")
    assert len(openpyxl.load_workbook(io.BytesIO(body(response))).worksheets) == 1


@every
def test_the_file_is_named_after_the_list_and_the_day(cast, file_format):
    response = ngo_export(cast.rasht_expert, file_format=file_format)
    day = jalali_iso(today()).replace("/", "-")
    kind, plain, name = response["Content-Disposition"].split("; ")
    extension = file_format.removesuffix("-excel")
    assert (kind, plain) == ("attachment", f'filename="ngo-{day}.{extension}"')
    persian = day.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert unquote(name) == f"filename*=UTF-8''سمن‌ها {persian}.{extension}"


@pytest.fixture
def locked(cast):
    """The content of a workbook that opens with «رمز Gilan 1405»."""
    return body(ngo_export(cast.gilan_expert, file_format="xlsx", password="رمز Gilan 1405"))


def test_a_locked_workbook_opens_with_its_password_alone(cast, locked):
    assert cast.rasht_ngo.legal_id.encode() not in locked
    file = msoffcrypto.OfficeFile(io.BytesIO(locked))
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        file.load_key(password="رمز Gilan 1406", verify_password=True)
    file.load_key(password="رمز Gilan 1405", verify_password=True)
    opened = io.BytesIO()
    file.decrypt(opened, verify_integrity=True)
    assert cells(opened.getvalue(), "xlsx") == exported(cast.gilan_expert, "xlsx")


def test_a_locked_workbook_is_not_imported_and_the_person_is_told_why(locked):
    with pytest.raises(UnreadableFile) as refused:
        read_table(io.BytesIO(locked), filename="سمن‌ها.xlsx")
    assert refused.value.code == "encrypted"
    assert "رمز" in refused.value.message


@pytest.mark.parametrize("file_format", ["csv", "ods"])
def test_a_password_that_would_not_lock_the_file_is_an_error(cast, file_format):
    with pytest.raises(ValueError, match=file_format):
        ngo_export(cast.gilan_expert, file_format=file_format, password="رمز Gilan 1405")


def test_another_format_is_an_error(cast):
    with pytest.raises(ValueError, match="doc"):
        ngo_export(cast.gilan_expert, file_format="doc")
