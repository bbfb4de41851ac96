"""Lists of another province, and cells that hold what two columns ask for."""

import pytest

from imports.compounds import address_and_phones
from imports.models import Verdict
from ngos.models import NGO
from tests.imports.factory import as_csv, checked, imported, ngo_file, ngo_row, problems

pytestmark = pytest.mark.usefixtures("everything")


def test_a_list_of_another_province_is_told_once():
    counties = ("کاشان", "نجف‌آباد", "شهرستان کاشان", "رشت")
    run = checked(ngo_file(*(ngo_row(n, county=county) for n, county in enumerate(counties, 1))))
    [doubt] = [each for each in run.doubts if each["code"] == "another_province"]
    assert "اصفهان" in doubt["message"]
    assert list(doubt["rows"]) == [2, 3, 4]
    assert {each["code"] for each in problems(run)} == {"known_elsewhere"}
    assert "county" not in run.words, "an office says nothing of other provinces' counties"
    assert run.rejected == 3


def test_one_county_of_another_province_is_told_at_its_row():
    counties = ("رشت", "رشت", "کاشان", "تالش")
    run = checked(ngo_file(*(ngo_row(n, county=county) for n, county in enumerate(counties, 1))))
    assert "another_province" not in {each["code"] for each in run.doubts}
    [problem] = problems(run)
    assert (problem["row"], problem["code"]) == (4, "known_elsewhere")
    assert "اصفهان" in problem["message"]


def test_a_column_of_the_province_tells_it_too():
    run = checked(ngo_file(*(ngo_row(n, province="اصفهان", county="کاشان") for n in (1, 2))))
    assert [each["code"] for each in run.doubts].count("another_province") == 1
    assert run.rows.filter(verdict=Verdict.REJECTED).count() == 2


def test_two_things_under_one_title_are_taken_apart():
    titles = ["نام سازمان", "شهرستان", "موضوع فعالیت", "شماره و تاریخ ثبت", "آدرس و تلفن", "ک.پستی"]
    row = ["انجمن مهر", "رشت", "خیریه", "۴۵۲۱ مورخ ۱۳۹۵/۰۶/۰۹",
           "رشت، خیابان معلم، پلاک ۵ - تلفن: ۰۱۳-۳۳۱۱۲۲۳۳", "4133312341"]  # fmt: skip
    run = imported(as_csv([titles, row]))
    assert run.columns[3:] == ["registration_no_and_date", "address_and_phones", "postal_code"]
    ngo = NGO.objects.get()
    assert (ngo.registration_no, str(ngo.founded_on)) == ("4521", "2016-08-30")
    assert ngo.address == "رشت، خیابان معلم، پلاک 5"
    assert ngo.phone == "013-33112233"
    assert {each["field"] for each in problems(run)} <= {"postal_code"}


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("رشت، خیابان معلم، پلاک 5", ("رشت، خیابان معلم، پلاک 5", None, None)),
        ("رشت، معلم 09700000001", ("رشت، معلم", "09700000001", None)),
        ("01333112233", (None, None, "01333112233")),
        ("رشت تلفن 33112233 همراه 09700000001 پلاک 5",
         ("رشت، پلاک 5", "09700000001", "33112233")),
        ("رشت، کد پستی 4133312341", ("رشت، کد پستی 4133312341", None, None)),
        (None, (None, None, None)),
    ],
)  # fmt: skip
def test_an_address_with_numbers_to_call(cell, parts):
    assert address_and_phones(cell) == parts
