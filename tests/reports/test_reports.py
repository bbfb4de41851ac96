"""Reports: their figures out of imported registers, the rows behind each, the same in all files."""

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts import scope
from accounts.roles import Role
from ngos.models import NGO
from reports import report
from reports.renderings.formats import FORMATS
from reports.table import Kind
from tests.cast import make_cast, make_user, signed_in
from tests.once import rows_of_a_module

DATA = Path("tests/data")
SAMPLES = {
    "ngos": "ngos_qazvin.xlsx", "licences": "licences_qazvin.csv", "letters": "letters_qazvin.csv",
    "events": "events_qazvin.csv", "funding": "funding_qazvin.csv",
}  # fmt: skip


@pytest.fixture(scope="module")
def imported(django_db_setup, django_db_blocker, tmp_path_factory):
    """The cast, and the expert of an office that has imported its registers."""
    with rows_of_a_module(django_db_blocker, tmp_path_factory.mktemp("media")):
        for kind, name in SAMPLES.items():
            call_command(
                "import_registry", kind, str(DATA / name), province="قزوین",
                stdout=io.StringIO(), stderr=io.StringIO(),
            )  # fmt: skip
        yield make_cast(), make_user(Role.PROVINCIAL_EXPERT, at="قزوین")


@pytest.fixture
def cast(imported, db):
    return imported[0]


@pytest.fixture
def qazvin(imported, db):
    return imported[1]


def printed(name, **options):
    out = io.StringIO()
    call_command("report", name, province="قزوین", format="json", stdout=out, **options)
    return json.loads(out.getvalue())


def by(found, column):
    return {row[column]: (row["now"], row["before"], row["ratio"]) for row in found["rows"]}


def test_the_reports_of_the_imported_registers_print_the_figures_of_the_office(qazvin):
    found = printed("licence_growth", year=1401)
    assert set(found) >= {"name", "period", "place", "columns", "rows", "totals"}
    assert found["place"]["province"] == "قزوین"
    kinds = by(found, "kind")
    assert kinds["پروانهٔ فعالیت"] == (12, 5, 2.4)
    assert kinds["موافقت اصولی"] == (32, 8, 4.0)
    approvals = printed("approvals", year=1401)["totals"]
    assert (approvals["now"], approvals["before"], approvals["ratio"]) == (32, 8, 4.0)
    letters = printed("letters", year=1401)
    assert (letters["totals"]["now"], letters["totals"]["before"]) == (60, 10)
    assert by(letters, "kind")["توقیفی"] == (0, 0, None)
    assert by(printed("events", year=1401), "kind") == {
        "همایش": (7, 2, 3.5), "نشست": (2, 2, 1.0), "دورهٔ آموزشی": (3, 1, 3.0),
        "نمایشگاه": (0, 0, None), "بازدید": (0, 0, None),
    }  # fmt: skip


@pytest.mark.parametrize("name", report.names())
def test_every_count_of_a_report_opens_as_many_rows(qazvin, name):
    """By the first way of a report all of its lines, by the others the totals."""
    client = signed_in(qazvin)
    for way in report.named(name).ways or {"": ""}:
        page = client.get(reverse("admin:report", args=[name]), {"year": 1401, "by": way})
        table = page.context["made"].table
        lines = [*table.rows] if way in ("", next(iter(report.named(name).ways), "")) else []
        for row in [*lines, table.totals]:
            for column, cell in zip(table.columns, row, strict=True):
                if cell.link and column.kind is Kind.COUNT:
                    listed = client.get(cell.link)
                    assert listed.context["cl"].result_count == cell.value, (way, column.name)
                elif cell.link:
                    assert client.get(cell.link).status_code == 200, (way, column.name)


def test_what_an_office_allocated_in_a_year_is_told_to_the_rial(qazvin):
    found = printed("funding", year=1401)
    assert found["totals"]["allocated"] == 28_000_000_000
    agencies = {
        row["agency"]: (row["allocated"], row["spent"], row["percent"]) for row in found["rows"]
    }
    assert agencies == {
        "اداره کل بهزیستی": (6_860_000_000, 5_145_000_000, 75),
        "کمیته امداد امام خمینی": (7_090_000_000, 3_545_000_000, 50),
        "اداره کل آموزش فنی و حرفه‌ای": (7_280_000_000, 5_678_400_000, 78),
        "اداره کل ورزش و جوانان": (6_770_000_000, 2_640_300_000, 39),
    }  # fmt: skip


def test_the_census_adds_up(qazvin):
    found = printed("census")
    totals = found["totals"]
    with scope.system():
        assert totals["count"] == NGO.objects.filter(province=qazvin.province_id).count() > 200
    assert totals["charities"] + totals["others"] == totals["count"]
    assert sum(row["count"] for row in found["rows"]) == totals["count"]
    for way in ("level", "type", "field", "province"):
        assert printed("census", by=way)["totals"]["count"] == totals["count"], way


def cells(made):
    return [[cell.value for cell in row] for row in [*made.table.rows, made.table.totals]]


def test_all_files_of_a_report_hold_the_same_figures_as_its_page(qazvin):
    client = signed_in(qazvin)
    asked = {"year": 1401}
    page = client.get(reverse("admin:report", args=["licence_growth"]), asked)
    shown = cells(page.context["made"])

    def taken(file_format):
        address = reverse("admin:report_file", args=["licence_growth", file_format])
        response = client.get(address, asked)
        assert response.status_code == 200, file_format
        return b"".join(response.streaming_content)

    data = json.loads(taken("json"))
    assert [list(row.values()) for row in [*data["rows"], data["totals"]]] == shown
    lines = list(csv.reader(io.StringIO(taken("csv").decode())))[1:]
    as_text = [["" if each is None else str(each) for each in row] for row in shown]
    assert lines == as_text
    assert taken("csv-excel").decode("utf-16").count("\n") == len(shown) + 2
    sheet = openpyxl.load_workbook(io.BytesIO(taken("xlsx"))).active
    assert sheet.sheet_view.rightToLeft
    rows = list(sheet.iter_rows(min_row=5, max_row=4 + len(shown), values_only=True))
    assert [[None if each in ("—", "") else each for each in row] for row in rows] == shown
    assert taken("pdf").startswith(b"%PDF")


def test_an_office_reports_its_own_rows_alone(qazvin, cast):
    page = signed_in(cast.gilan_expert).get(
        reverse("admin:report", args=["licence_growth"]), {"year": 1401}
    )
    assert {row[1].value for row in page.context["made"].table.rows} == {0}


def test_the_country_may_narrow_a_report_to_a_province(qazvin, cast):
    client = signed_in(cast.national_expert)
    address = reverse("admin:report", args=["licence_growth"])
    whole = client.get(address, {"year": 1401}).context["made"]
    gilan = cast.gilan_expert.province_id
    narrowed = client.get(address, {"year": 1401, "province": gilan}).context["made"]
    assert whole.table.totals[1].value == 44
    assert narrowed.table.totals[1].value == 0
    assert narrowed.place == "گیلان"


@pytest.mark.parametrize(
    "asked",
    [
        {"part": "range"},
        {"part": "range", "first": "1401/05/01", "last": "1401/04/01"},
        {"part": "range", "first": "1401/13/01", "last": "1401/04/01"},
        {"year": "abc"},
        {"part": "m13"},
        {"province": "9" * 40},
        {"by": "x", "year": "1401"},
    ],
)
def test_odd_requests_are_told_of_and_break_nothing(qazvin, asked):
    client = signed_in(qazvin)
    for name in report.names():
        response = client.get(reverse("admin:report", args=[name]), asked)
        assert response.status_code in (200, 422)
    refused = client.get(reverse("admin:report", args=["letters"]), asked).status_code == 422
    for file_format in FORMATS if refused else ():
        address = reverse("admin:report_file", args=["letters", file_format])
        assert client.get(address, asked).status_code == 422


def test_seasons_and_months_are_set_beside_the_same_part_or_the_whole_year(qazvin):
    client = signed_in(qazvin)
    address = reverse("admin:report", args=["letters"])
    seasons = [
        client.get(address, {"year": 1401, "part": f"s{n}"}).context["made"].table.totals[0:3]
        for n in (1, 2, 3, 4)
    ]
    assert sum(totals[1].value for totals in seasons) == 60
    assert sum(totals[2].value for totals in seasons) == 10
    months = [
        client.get(address, {"year": 1401, "part": f"m{n}"}).context["made"].table.totals[1].value
        for n in range(1, 13)
    ]
    assert sum(months) == 60
    beside = {"year": 1401, "part": "s1", "beside": "whole"}
    assert client.get(address, beside).context["made"].table.totals[2].value == 10


def test_the_command_refuses_in_words(qazvin):
    for options in (
        {"province": "نیستان"}, {"county": "نیستان"}, {"by": "x"}, {"first": "1401/01/01"},
        {"username": "nobody"}, {"first": "1401/02/02", "last": "1401/02/01"}, {"year": 99999},
    ):  # fmt: skip
        with pytest.raises(CommandError):
            call_command("report", "letters", **{"province": "قزوین", **options})


@pytest.mark.parametrize("name", report.names())
def test_a_county_s_figures_open_its_lists_by_no_place(imported, db, name):
    """Its lists hold but its own rows, and cannot be narrowed by place."""
    client = signed_in(make_user(Role.COUNTY_EXPERT, at="قزوین/آبیک"))
    for way in report.named(name).ways or {"": ""}:
        page = client.get(reverse("admin:report", args=[name]), {"year": 1401, "by": way})
        table = page.context["made"].table
        links = [cell.link for row in [*table.rows, table.totals] for cell in row if cell.link]
        assert not [link for link in links if re.search(r"[?&](county|province)=", link)]
