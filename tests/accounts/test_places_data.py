"""The list of provinces and counties that the register starts with."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from accounts import places
from persian.text import canonical, fold

PROVINCES = places.provinces()
COUNTIES = places.counties()
CODE_OF = {province.name: province.code for province in PROVINCES}
FILES = Path(places.__file__).parent


def counties_of(province_name: str) -> list[places.CountyRow]:
    return [county for county in COUNTIES if county.province_code == CODE_OF[province_name]]


def resolve(province_name: str, text: str) -> str | None:
    """The name of the one county of the province that goes by this name, however it is typed."""
    found = {
        county.name
        for county in counties_of(province_name)
        if fold(text) in map(fold, (county.name, *county.aliases))
    }
    assert len(found) <= 1
    return found.pop() if found else None


def test_there_are_31_provinces_with_the_codes_00_to_30():
    assert [province.code for province in PROVINCES] == [f"{code:02}" for code in range(31)]


def test_every_county_belongs_to_a_province_and_every_province_has_counties():
    assert {county.province_code for county in COUNTIES} == set(CODE_OF.values())


def test_the_whole_list_is_the_provinces_followed_by_the_counties():
    assert places.load() == [*PROVINCES, *COUNTIES]


def test_the_number_of_counties_is_that_of_the_national_divisions_about_1403():
    assert 480 <= len(COUNTIES) <= 490


@pytest.mark.parametrize(
    ("province", "count"),
    [("گیلان", 17), ("اصفهان", 28), ("قزوین", 6), ("تهران", 16), ("فارس", 37), ("قم", 3)],
)
def test_a_province_has_all_its_counties(province, count):
    assert len(counties_of(province)) == count


def test_county_codes_are_unique():
    codes = Counter(county.code for county in COUNTIES if county.code)
    assert [code for code, times in codes.items() if times > 1] == []


def test_a_county_code_is_the_province_code_and_two_digits():
    wrong = [
        county
        for county in COUNTIES
        if county.code is not None
        and not (
            len(county.code) == 4
            and county.code.isascii()
            and county.code.isdigit()
            and county.code.startswith(county.province_code)
        )
    ]
    assert wrong == []


def test_only_the_newest_counties_have_no_code():
    assert {county.name for county in COUNTIES if county.code is None} == {"ترکمانچای", "عشق‌آباد"}


def test_known_codes_are_those_of_the_statistical_centre():
    codes = {(county.province_code, county.name): county.code for county in COUNTIES}
    assert codes["01", "رشت"] == "0105"
    assert codes["10", "اصفهان"] == "1002"
    assert codes["26", "قزوین"] == "2603"
    assert codes["23", "تهران"] == "2301"


def test_every_name_and_alias_is_written_the_way_the_register_stores_text():
    written = [name for place in places.load() for name in (place.name, *place.aliases)]
    written += [county.seat for county in COUNTIES]
    assert [name for name in written if not name or name != canonical(name)] == []


def test_no_two_counties_of_a_province_can_be_taken_for_each_other():
    keys = Counter(
        (county.province_code, fold(name))
        for county in COUNTIES
        for name in (county.name, *county.aliases)
    )
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_two_provinces_can_be_taken_for_each_other():
    keys = Counter(
        fold(name) for province in PROVINCES for name in (province.name, *province.aliases)
    )
    assert [key for key, times in keys.items() if times > 1] == []


def test_the_file_of_counties_names_provinces_as_the_file_of_provinces_does():
    with (FILES / "iran.csv").open(encoding="utf-8", newline="") as file:
        named = {(row["province_code"], row["province"]) for row in csv.DictReader(file)}
    assert named == {(province.code, province.name) for province in PROVINCES}


def test_counties_are_listed_by_province_and_code_with_the_uncoded_last():
    order = [(county.province_code, county.code is None, county.code or "") for county in COUNTIES]
    assert order == sorted(order)


@pytest.mark.parametrize("name", ["iran.csv", "provinces.csv"])
def test_the_files_are_utf_8_without_a_byte_order_mark_and_with_unix_line_ends(name):
    content = (FILES / name).read_bytes()
    content.decode("utf-8")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")


@pytest.mark.parametrize(
    ("province", "typed", "name"),
    [
        ("گیلان", "صومعه سرا", "صومعه‌سرا"),
        ("گیلان", "صومعه‌سراـ", "صومعه‌سرا"),
        ("گیلان", "بندر  انزلي", "بندر انزلی"),
        ("گیلان", "انزلی", "بندر انزلی"),
        ("گیلان", "طوالش", "تالش"),
        ("گیلان", "آستاـنه اشرفیه", "آستانه اشرفیه"),
        ("گیلان", "\u00a0رضوانشهر ", "رضوانشهر"),
        ("گیلان", "سياهكل", "سیاهکل"),
        ("قزوین", "بوئين زهرا", "بوئین‌زهرا"),
        ("قزوین", "اـلبرز", "البرز"),
        ("اصفهان", "نايين", "نائین"),
        ("اصفهان", "خميني شهر", "خمینی‌شهر"),
        ("اصفهان", "تيران  و  کرون", "تیران و کرون"),
        ("اصفهان", "شاهين شهر و ميمه", "شاهین‌شهر و میمه"),
        ("اصفهان", "خور و بياـبانک", "خور و بیابانک"),
        ("اصفهان", "فریدون شهر", "فریدونشهر"),
        ("تهران", "شمیران", "شمیرانات"),
        ("خوزستان", "ماهشهر", "بندر ماهشهر"),
        ("هرمزگان", "بندرعباس", "بندر عباس"),
        ("خراسان رضوی", "مشهد مقدس", "مشهد"),
    ],
)
def test_a_county_is_found_by_the_spellings_of_registries(province, typed, name):
    assert resolve(province, typed) == name


@pytest.mark.parametrize(
    ("province", "typed"),
    [("گیلان", "ناكجاآباد"), ("اصفهان", "ناکجاآباد"), ("گیلان", "اصفهان"), ("قزوین", "رشت")],
)
def test_a_place_that_is_no_county_of_the_province_stays_unknown(province, typed):
    assert resolve(province, typed) is None
