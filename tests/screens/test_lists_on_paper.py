"""A list for printing: what it shows, in the columns that a page has room for."""

from dataclasses import replace

import pytest
from django.urls import reverse

from files.exporting import paper
from files.exporting.formats import export_response
from files.printing import PrintingError
from ngos.models import NGO
from tests.cast import make_ngo, make_person, signed_in
from tests.exports import body, listed_ngos

LIST, EXPORT = reverse("admin:ngos_ngo_changelist"), reverse("admin:ngos_ngo_export")
PEOPLE = reverse("admin:ngos_person_export")


@pytest.fixture
def printed(monkeypatch):
    """The sheets that are printed."""
    sheets = []
    print_list = paper.print_list

    def watched(sheet):
        sheets.append(sheet)
        return print_list(sheet)

    monkeypatch.setattr(paper, "print_list", watched)
    return sheets


def test_the_list_is_printed_as_its_filters_leave_it(cast, printed):
    make_ngo("=جمع(1)", status="inactive", member_count=1234)
    response = signed_in(cast.gilan_expert).get(EXPORT, {"format": "pdf", "status": "inactive"})
    assert body(response).startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    (sheet,) = printed
    assert sheet.title == "سمن‌ها"
    assert "غیرفعال" in sheet.narrowed
    assert cast.gilan_expert.get_full_name() in sheet.made
    assert [row[0] for row in sheet.rows] == ["=جمع(1)"]
    assert sheet.columns[:3] == ["نام", "شهرستان", "موضوع فعالیت"]


def test_numbers_are_printed_as_people_read_them(cast, printed):
    make_ngo(member_count=1234)
    listed = listed_ngos(NGO.objects.filter(member_count=1234))
    members = [column for column in listed.columns if column.value == "member_count"]
    export_response(
        replace(listed, paper_columns=members), file_format="pdf", user=cast.gilan_expert
    )
    assert printed[0].rows == [["۱٬۲۳۴"]]


def test_a_list_that_says_nothing_prints_its_first_columns_and_masks_as_files_do(cast, printed):
    person = make_person(at="گیلان/رشت")
    body(signed_in(cast.rasht_expert).get(PEOPLE, {"format": "pdf"}))
    assert person.national_id not in str(printed[0].rows)
    assert len(printed[0].columns) <= paper.MOST_COLUMNS
    body(signed_in(cast.gilan_expert).get(PEOPLE, {"format": "pdf"}))
    assert person.national_id in str(printed[1].rows)


def test_a_list_that_is_too_long_for_paper_says_so(cast, monkeypatch):
    monkeypatch.setattr(paper, "MOST_ROWS", 1)
    response = signed_in(cast.gilan_expert).get(
        EXPORT, {"format": "pdf", "status": "active"}, follow=True
    )
    assert response.redirect_chain == [(f"{LIST}?status=active", 302)]
    assert "چاپ نمی‌شود" in response.content.decode()


def test_what_cannot_be_printed_is_told_on_the_list(cast, monkeypatch):
    def fail(sheet):
        raise PrintingError("قلم چاپ نیست.")

    monkeypatch.setattr(paper, "print_list", fail)
    response = signed_in(cast.gilan_expert).get(EXPORT, {"format": "pdf"}, follow=True)
    assert "قلم چاپ نیست." in response.content.decode()
