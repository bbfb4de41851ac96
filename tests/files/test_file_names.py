"""Names of files that people send: harmless when stored, and harmless where they are shown."""

import unicodedata

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts import scope
from files.harmless import LONGEST_NAME, harmless_name
from letters.models import Letter
from ngos.models import Document
from tests.cast import signed_in

EVIL = "<svg onload=alert(1)>\u202e{{ 7*7 }}\"'&`.pdf"
PDF = b"%PDF-1.4\n%%EOF"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("اساسنامهٔ ما.pdf", "اساسنامهٔ ما.pdf"),
        ("نامه‌ها.docx", "نامه‌ها.docx"),
        ("<svg onload=alert(1)>.pdf", "_svg onload=alert(1)_.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie: x.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("/etc/passwd", "passwd"),
        ("\0\x7f\u2066", "file"),
        ("", "file"),
        ("..", "file"),
        (".pdf", "pdf"),
        ("کارت ملی ۰۰۰۹۸۷۶۵۴۵.pdf", "کارت ملی 000_____45.pdf"),
    ],
)
def test_a_name_keeps_its_words_and_loses_what_acts(sent, kept):
    assert harmless_name(sent) == kept


def test_a_long_name_keeps_its_beginning_and_its_ending():
    kept = harmless_name("ن" * 1000 + ".pdf")
    assert (len(kept), kept[-5:]) == (LONGEST_NAME, "ن.pdf")
    assert len(harmless_name("a." + "b" * 1000)) == LONGEST_NAME


@given(st.text(max_size=400), st.sampled_from(["", ".pdf", ".XLSX", "." + "z" * 30]))
def test_every_name_becomes_one_that_can_be_stored_shown_and_sent(stem, ending):
    name = harmless_name(stem + ending)
    assert 0 < len(name) <= LONGEST_NAME
    assert not set(name) & set("<>\"'&`{}|\\/")
    assert all(c in "\u200c\u200d" or unicodedata.category(c)[0] != "C" for c in name)
    assert harmless_name(name) == name
    name.encode()


def sent_as(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, "application/pdf")


def test_a_document_sent_under_a_name_of_markup_is_stored_under_a_harmless_one(cast):
    address = reverse("admin:ngos_ngo_documents_add", args=[cast.rasht_ngo.pk])
    typed = {"type": "charter", "file": sent_as(EVIL)}
    assert signed_in(cast.rasht_expert).post(address, typed).status_code == 302
    with scope.system():
        assert Document.objects.get().original_name == harmless_name(EVIL)


@pytest.mark.parametrize("form", ["document", "letter"])
def test_a_name_that_was_stored_before_is_shown_as_text(cast, form):
    """The director opens the form of what a county's expert sent."""
    with scope.system():
        if form == "document":
            row = Document.objects.create(
                ngo=cast.rasht_ngo, type="charter", file="x.pdf", original_name=EVIL
            )
            address = reverse("admin:ngos_ngo_documents_change", args=[cast.rasht_ngo.pk, row.pk])
        else:
            row = Letter.objects.create(
                province=cast.rasht_ngo.province, direction="incoming", kind="notice",
                number="12", year=1402, written_on="2024-01-01", ngo=cast.rasht_ngo,
                subject="نامه", file="x.pdf", original_name=EVIL,
            )  # fmt: skip
            address = reverse("admin:letters_letter_change", args=[row.pk])
    page = signed_in(cast.gilan_director).get(address).content.decode()
    assert "<svg onload" not in page
    assert "onload=alert" in page, "the name is not shown at all"
