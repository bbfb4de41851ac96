"""The performance report: one document out of all reports, in sentences."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests import pdf
from tests.cast import signed_in
from tests.reports.test_reports import cast, imported, qazvin  # noqa: F401  fixtures


def test_the_document_holds_what_the_office_reports(qazvin):  # noqa: F811
    response = signed_in(qazvin).get(reverse("admin:performance_report"), {"year": 1401})
    content = b"".join(response.streaming_content)
    said = pdf.words(content)
    # What is read out of a PDF keeps each word, not their order.
    for word in ("عملکرد", "قزوین", "۲٫۴", "۱۴۰", "۳۰۰", "۳۲"):
        assert word in said, word
    assert pdf.pages(content) > 3


def test_the_command_writes_the_same_document_and_nothing_but_a_document(qazvin, tmp_path):  # noqa: F811
    file = tmp_path / "report.pdf"
    options = {"year": 1401, "province": "قزوین"}
    call_command("report", "performance", **options, format="pdf", output=file)
    assert file.read_bytes().startswith(b"%PDF")
    with pytest.raises(CommandError):
        call_command("report", "performance", **options, format="csv", stdout=io.StringIO())


def test_the_document_is_kept_for_years_with_its_figures_within(qazvin):  # noqa: F811
    response = signed_in(qazvin).get(reverse("admin:performance_report"), {"year": 1401})
    content = b"".join(response.streaming_content)
    assert b"<pdfaid:part>3</pdfaid:part>" in content
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in content
    told = {each["name"]: each for each in json.loads(pdf.attached(content, "figures.json"))}
    out = io.StringIO()
    call_command("report", "licence_growth", year=1401, province="قزوین", format="json", stdout=out)
    asked = {"place": None}  # the reader asks for all that is theirs, the command for the province
    assert told["licence_growth"] | asked == json.loads(out.getvalue()) | asked
    assert set(told) >= {"licence_growth", "approvals", "events", "letters", "funding"}
