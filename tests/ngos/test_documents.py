"""Documents: what may be kept, who is given the file, and how."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import scope
from ngos.models import Document
from screens.seen import version_of as stored_version
from tests.cast import signed_in

PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
PNG = b"\x89PNG\r\n\x1a\n\x00"


VBA = '<Types><Override ContentType="application/vnd.ms-office.vbaProject"/></Types>'
MACROS = '<Types><Override ContentType="application/vnd.ms-excel.macrosheet+xml"/></Types>'


def office_file(*names, kinds="<x/>"):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", kinds.encode("latin-1"))
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


DOCX = office_file("word/document.xml")
XLSX = office_file("xl/workbook.xml")


def add(ngo):
    return reverse("admin:ngos_ngo_documents_add", args=[ngo.pk])


def file_address(document):
    return reverse("admin:ngos_ngo_document_file", args=[document.ngo_id, document.pk])


def upload(name, content, content_type="application/pdf", **values):
    file = SimpleUploadedFile(name, content, content_type=content_type)
    return {"type": "charter", "number": "۱۲", **values, "file": file}


@pytest.fixture
def stored(cast):
    """A charter of the NGO of Rasht, uploaded by the expert of Gilan."""
    signed_in(cast.gilan_expert).post(add(cast.rasht_ngo), upload("اساسنامهٔ ما.pdf", PDF))
    with scope.system():
        return Document.objects.get()


def files(settings):
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.JPG", JPEG, "image/jpeg"),
        ("a.png", PNG, "image/png"),
        ("a.tif", b"II*\x00\x08", "image/tiff"),
        ("a.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("نامه", PDF, "application/pdf"),
    ],
)
def test_a_file_is_what_its_content_says_whatever_the_browser_claims(cast, name, content, kept):
    response = signed_in(cast.gilan_expert).post(
        add(cast.rasht_ngo), upload(name, content, "text/html")
    )
    assert response.status_code == 302
    with scope.system():
        document = Document.objects.get()
    response = signed_in(cast.gilan_expert).get(file_address(document))
    assert (response["Content-Type"], document.original_name) == (kept, name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.pdf", JPEG),
        ("a.png", PDF),
        ("a.exe", PDF),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.docx", office_file("word/document.xml", "word/vbaProject.bin")),
        ("a.docx", office_file("word/document.xml", "word/VBAPROJECT.BIN")),
        ("a.xlsx", office_file("xl/workbook.xml", "xl/macrosheets/sheet1.xml")),
        ("a.docx", office_file("word/document.xml", "word/a.bin", kinds=VBA)),
        ("a.xlsx", office_file("xl/workbook.xml", kinds=VBA.upper())),
        ("a.xlsx", office_file("xl/workbook.xml", kinds=MACROS.encode("utf-16").decode("latin-1"))),
        ("a.docx", b"PK\x03\x04 not a zip"),
        ("a.zip", office_file("other.xml")),
        ("a.pdf", b""),
    ],
)
def test_other_files_are_refused_in_words_and_not_kept(cast, settings, name, content):
    response = signed_in(cast.gilan_expert).post(add(cast.rasht_ngo), upload(name, content))
    assert "file" in response.context["form"].errors
    assert response.context["form"]["number"].value() == "۱۲"
    assert not files(settings)


def version_of(document):
    with scope.system():
        return stored_version(document)


def test_a_file_above_the_limit_is_refused(cast, settings):
    settings.DOCUMENT_MAX_SIZE = 1000
    client = signed_in(cast.gilan_expert)
    just = PDF + b"x" * (1000 - len(PDF))
    assert (
        "file"
        in client.post(add(cast.rasht_ngo), upload("a.pdf", just + b"x")).context["form"].errors
    )
    assert client.post(add(cast.rasht_ngo), upload("a.pdf", just)).status_code == 302


def test_the_file_is_kept_under_a_name_that_tells_nothing(stored, settings):
    (path,) = files(settings)
    assert path.suffix == ".pdf"
    assert "اساسنامه" not in path.name
    assert len(path.stem) >= 30


def test_the_file_comes_under_its_own_name_and_harmless(cast, stored):
    response = signed_in(cast.gilan_expert).get(file_address(stored))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''%D8%A7")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_what_is_neither_pdf_nor_image_is_saved_not_shown(cast):
    client = signed_in(cast.gilan_expert)
    client.post(add(cast.rasht_ngo), upload("a.docx", DOCX))
    with scope.system():
        document = Document.objects.get()
    assert client.get(file_address(document))["Content-Disposition"].startswith("attachment")


def test_who_is_given_the_file(cast, stored):
    given = {
        who: signed_in(getattr(cast, who)).get(file_address(stored)).status_code
        for who in (
            "gilan_director", "rasht_expert", "gilan_auditor", "rasht_case_worker",
            "isfahan_expert", "qazvin_director", "rasht_ngo_officer", "visitor",
        )
    }  # fmt: skip
    assert given == {
        "gilan_director": 200, "rasht_expert": 200, "gilan_auditor": 200, "rasht_case_worker": 403,
        "isfahan_expert": 404, "qazvin_director": 404, "rasht_ngo_officer": 302, "visitor": 302,
    }  # fmt: skip


def test_a_document_is_not_found_under_another_ngo(cast, stored):
    address = reverse("admin:ngos_ngo_document_file", args=[cast.anzali_ngo.pk, stored.pk])
    assert signed_in(cast.gilan_expert).get(address).status_code == 404


def test_a_replaced_file_goes_when_the_change_is_final(
    cast, stored, settings, django_capture_on_commit_callbacks
):
    before = files(settings)
    address = reverse("admin:ngos_ngo_documents_change", args=[stored.ngo_id, stored.pk])
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        typed = upload("ب.png", PNG) | {"version": version_of(stored)}
        assert signed_in(cast.gilan_expert).post(address, typed).status_code == 302
    assert before < files(settings)  # until then both are there
    for callback in callbacks:
        callback()
    assert len(files(settings)) == 1
    assert not before & files(settings)


def test_a_deleted_document_takes_its_file_along_when_final(
    cast, stored, settings, django_capture_on_commit_callbacks
):
    address = reverse("admin:ngos_ngo_documents_delete", args=[stored.ngo_id, stored.pk])
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        signed_in(cast.gilan_director).post(address)
    assert len(files(settings)) == 1
    for callback in callbacks:
        callback()
    assert not files(settings)


def test_correcting_the_facts_keeps_the_file(cast, stored, settings):
    address = reverse("admin:ngos_ngo_documents_change", args=[stored.ngo_id, stored.pk])
    typed = {"type": "charter", "number": "13", "version": version_of(stored)}
    signed_in(cast.rasht_expert).post(address, typed)
    with scope.system():
        stored.refresh_from_db()
    assert (stored.number, stored.original_name) == ("13", "اساسنامهٔ ما.pdf")
    assert len(files(settings)) == 1
