"""Lists whose rows do not stand where they seem to, and cells that say less than they seem to."""

import datetime

import pytest

from imports.cleaning import jalali_date
from imports.durations import ENDLESS
from imports.models import Row
from licensing.models import Licence
from licensing.models.licence import LicenceState
from ngos.models import NGO
from persian.dates import to_gregorian, today
from tests import cast as people
from tests.imports.factory import as_csv, as_workbook, checked, imported

pytestmark = pytest.mark.usefixtures("everything")

HEAD = ["نام سمن", "شهرستان", "موضوع فعالیت", "نشانی", "تلفن", "شماره ثبت"]
LICENCE_HEAD = ["نام سمن", "شناسه ملی", "شهرستان", "نوع مجوز", "شماره مجوز", "تاریخ صدور"]


def told(run):
    return {doubt["code"]: list(doubt["rows"]) for doubt in run.doubts}


def registered(*fields):
    return {ngo[0]: ngo[1:] for ngo in NGO.objects.values_list("name", *fields)}


def codes(run):
    rows = Row.objects.filter(run=run).exclude(problems=[])
    return {row.number: [problem["code"] for problem in row.problems] for row in rows}


def test_a_row_with_the_delimiter_inside_a_cell_is_refused():
    lines = [
        ",".join(HEAD),
        "انجمن یاس,رشت,خیریه,گلسار,01333000001,12",
        "انجمن مهر,رشت,خیریه,گلسار, خیابان پنجم,01333000002,13",
        "انجمن گل,رشت,خیریه,سعدی,01333000003,14",
    ]
    run = imported("\n".join(lines).encode())
    assert told(run)["long_rows"] == [3]
    assert codes(run)[3][0] == "long_row"
    assert registered("phone") == {"انجمن یاس": ("01333000001",), "انجمن گل": ("01333000003",)}


def test_a_row_that_lacks_a_cell_is_told():
    lines = [
        ",".join(HEAD),
        "انجمن یاس,رشت,خیریه,گلسار,01333000001,12",
        "انجمن مهر,رشت,خیریه,01333000002,13",
        "انجمن گل,رشت,خیریه,سعدی,01333000003,14",
        "انجمن ماه,رشت,خیریه,سعدی,,",
    ]
    assert told(checked("\n".join(lines).encode()))["short_rows"] == [3]


def test_a_column_without_a_title_makes_no_row_uneven():
    lines = ["نام سمن,شهرستان", "انجمن یاس,رشت,الف", "انجمن مهر,رشت,ب", "انجمن گل,رشت,پ"]
    assert not {"long_rows", "short_rows"} & told(checked("\n".join(lines).encode())).keys()


def test_a_list_without_titles_is_told():
    rows = [[f"انجمن {n}", "رشت", "خیریه", f"0133300000{n}"] for n in (1, 2, 3)]
    run = checked(as_csv(rows))
    (doubt,) = [each for each in run.doubts if each["code"] == "titles_like_values"]
    assert "01333000001" in doubt["message"]


@pytest.mark.parametrize("title", ["اعضا 1400-1401", "1401", "۱۱ رقمی", "تلفن 2"])
def test_numbers_in_titles_are_no_values(title):
    run = checked(as_csv([["نام سمن", "شهرستان", title], ["انجمن یاس", "رشت", "5"]]))
    assert "titles_like_values" not in told(run)


def test_headings_of_one_level_end_each_other_whatever_their_words():
    rows = [
        ["ردیف", "نام سمن", "موضوع فعالیت"],
        ["لیست سمن‌های شهرستان رشت", None, None],
        [1, "انجمن یاس", "خیریه"],
        ["شهرستان بندر انزلی", None, None],
        [2, "انجمن مهر", "خیریه"],
        ["رضوانشهر (1 مورد)", None, None],
        [3, "انجمن گل", "خیریه"],
    ]
    imported(as_workbook(rows), name="list.xlsx")
    assert registered("county__name") == {
        "انجمن یاس": ("رشت",), "انجمن مهر": ("بندر انزلی",), "انجمن گل": ("رضوانشهر",),
    }  # fmt: skip


def test_a_heading_under_another_stays_under_it():
    rows = [
        ["ردیف", "نام سمن", "تلفن"],
        ["شهرستان رشت", None, None],
        ["موضوع فعالیت: خیریه", None, None],
        [1, "انجمن یاس", "01333000001"],
        ["موضوع فعالیت: ورزشی", None, None],
        [2, "انجمن مهر", "01333000002"],
    ]
    imported(as_workbook(rows), name="list.xlsx")
    assert registered("county__name", "field__name") == {
        "انجمن یاس": ("رشت", "خیریه"), "انجمن مهر": ("رشت", "ورزشی"),
    }  # fmt: skip


@pytest.mark.parametrize("mark", ['"', "〃", "ایضاً", "ایضا", "همان", "مانند بالا"])
def test_a_ditto_mark_is_the_cell_above_it(mark):
    rows = [HEAD[:4], ["انجمن یاس", "رشت", "خیریه", "گلسار"], ["انجمن مهر", mark, mark, mark]]
    run = imported(as_csv(rows))
    assert told(run)["ditto"] == [3]
    assert registered("county__name", "field__name", "address")["انجمن مهر"] == (
        "رشت", "خیریه", "گلسار",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["۲ سمن", "3", "12 مورد"])
def test_a_count_is_no_name(name):
    rows = [HEAD[:3], ["انجمن یاس", "رشت", "خیریه"], [name, "رشت", "خیریه"]]
    run = imported(as_csv(rows))
    assert codes(run) == {3: ["count_for_a_name"]}


@pytest.mark.parametrize(
    ("written", "county", "problems"),
    [
        ("گیلان - رشت", "رشت", []),
        ("استان گیلان شهرستان شفت", "شفت", []),
        ("فومن - ماسوله", "فومن", ["one_of_several"]),
        ("رشت (سنگر)", "رشت", ["one_of_several"]),
    ],
)
def test_a_county_is_found_beside_other_places(written, county, problems):
    run = imported(as_csv([HEAD[:3], ["انجمن یاس", written, "خیریه"]]))
    assert registered("county__name") == {"انجمن یاس": (county,)}
    assert codes(run).get(2, []) == problems


def test_two_counties_are_none():
    run = imported(as_csv([HEAD[:3], ["انجمن یاس", "رشت/خمام", "خیریه"]]))
    assert codes(run) == {2: ["unknown"]}


@pytest.mark.parametrize(
    ("written", "phone", "problems"),
    [
        ("1333221100", "01333221100", []),
        ("33221100", "33221100", []),
        ("خیابان 5", "", ["not_a_phone"]),
    ],
)
def test_a_phone_has_digits_enough_and_its_zero(written, phone, problems):
    head = ["نام سمن", "شهرستان", "موضوع فعالیت", "تلفن ثابت"]
    run = imported(as_csv([head, ["انجمن یاس", "رشت", "خیریه", written]]))
    assert registered("phone") == {"انجمن یاس": (phone,)}
    assert codes(run).get(2, []) == problems


@pytest.mark.parametrize("written", ["1395/03/01 ه.ش", "1395/03/01 هجری شمسی", "1395/03/01 (شمسی)"])
def test_the_calendar_may_be_named_after_a_date(written):
    assert jalali_date()(None)(written) == to_gregorian(1395, 3, 1)


def test_a_licence_without_an_end_costs_no_row():
    head = [*HEAD[:3], "شماره پروانه", "تاریخ صدور پروانه", "پایان اعتبار پروانه"]
    run = imported(as_csv([head, ["انجمن یاس", "رشت", "خیریه", "1/99", "1401/02/03", "دائم"]]))
    assert codes(run) == {2: ["no_term"]}
    assert registered("licence_expires_on") == {"انجمن یاس": (None,)}
    assert jalali_date(endless=ENDLESS)(None)("1401/02/03") == datetime.date(2022, 4, 23)


def test_a_licence_that_its_list_calls_revoked_is_not_valid():
    words = ["معتبر", "لغو شده", "ابطال", "تعلیق", "منقضی", "نیمه معتبر"]
    rows = [
        [f"سمن {n}", people.legal_id(900 + n), "رشت", "پروانه فعالیت", f"{n}/1401", "1401/02/03", w]
        for n, w in enumerate(words, 1)
    ]
    run = imported(as_csv([[*LICENCE_HEAD, "وضعیت پروانه"], *rows]), kind="licences")
    states = dict(Licence.objects.values_list("number", "state"))
    since = set(Licence.objects.exclude(state="valid").values_list("state_since", flat=True))
    assert states == {
        "1/1401": LicenceState.VALID, "2/1401": LicenceState.REVOKED,
        "3/1401": LicenceState.REVOKED, "4/1401": LicenceState.SUSPENDED,
        "5/1401": LicenceState.VALID,
    }  # fmt: skip
    assert since == {today()}
    assert codes(run) == {
        3: ["day_not_known"], 4: ["day_not_known"], 5: ["day_not_known"], 7: ["unknown"],
    }  # fmt: skip


def test_a_revoked_licence_supersedes_none():
    rows = [
        ["سمن یاس", people.legal_id(950), "رشت", "پروانه فعالیت", "1", "1401/02/03", "معتبر"],
        ["سمن یاس", people.legal_id(950), "رشت", "پروانه فعالیت", "2", "1402/02/03", "لغو شده"],
    ]
    imported(as_csv([[*LICENCE_HEAD, "وضعیت پروانه"], *rows]), kind="licences")
    assert dict(Licence.objects.values_list("number", "state")) == {
        "1": "valid",
        "2": "revoked",
    }
