"""Numbers and names as offices and spreadsheets write them: taken right, or told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.cleaning import CellError, Doubtful, number_text, person_name, whole_number
from imports.models import Row
from ngos.models import NGO
from persian.errors import PersianValueError
from persian.identifiers import clean_sheba
from persian.number_words import number_in_words
from persian.numbers import persian_digits
from tests import cast
from tests.imports.factory import as_csv, codes, imported, problems

CASES = Path(__file__).parents[1] / "data" / "cases"
everything = pytest.mark.usefixtures("everything")


def told(clean, cell):
    """The value, with a question mark where its row is warned; else the code of the reason."""
    try:
        value = clean(cell)
    except PersianValueError as error:
        return error.code
    return f"{value.value}?" if isinstance(value, Doubtful) else value


def case(name, **options):
    """The import of a case: its run, and by row what is registered."""
    run = imported((CASES / name).read_bytes(), name=name, **options)
    keys = dict(Row.objects.filter(run=run).values_list("number", "object_id"))
    found = NGO.objects.in_bulk([key for key in keys.values() if key])
    return run, {number: found.get(key) for number, key in keys.items()}


# -- counts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("۱۲۵۰ نفر", 1250), ("۳۰ عضو", 30), ("50نفر", 50), ("تعداد: ۵۰ نفر", 50),
        ("بیست و پنج", 25), ("یکصد و بیست نفر", 120), ("1 250", 1250), ("45.0", 45), (45.0, 45),
        ("حدود ۲۰۰ نفر", "200?"), ("بیش از ۱۰۰", "100?"), ("۱۰۰+", "100?"), ("1.2e5", "120000?"),
        ("1.250", "1250?"), ("12,5", "not_whole"), ("1,23", "not_whole"), (45.5, "not_whole"),
        ("۳۰ الی ۴۰", "not_a_number"), ("12,50,000", "not_a_number"), ("۲۸۰ تومان", "not_a_number"),
        ("کمتر از ۵۰", "not_a_number"), ("(۱۲)", "out_of_range"), (True, "became_a_truth"),
    ],
)  # fmt: skip
def test_a_count_is_taken_or_told(cell, said):
    assert told(whole_number()(None), cell) == said


def test_a_title_may_count_in_thousands():
    clean = whole_number()(None).titled("جمعیت (هزار نفر)")
    assert (clean("12"), clean(5), clean("۱٬۲۰۰")) == (12_000, 5_000, 1_200_000)
    assert whole_number()(None).titled("تعداد اعضا (نفر)")("12") == 12


@everything
def test_counts_of_a_file():
    run, rows = case("09-digits-and-quantities.csv")
    counts = [ngo.member_count for _number, ngo in sorted(rows.items())]
    assert counts == [
        1250, 1250, 1250, 1250, 50, None, None, 45, None, 12, 100, None, 345, 25, 1250, 1250,
    ]  # fmt: skip
    assert [row for row, _field, _code in codes(run)] == [6, 7, 8, 10, 12, 13]


_WHOLE = (  # what says the number itself
    str, persian_digits, "{:,}".format, lambda n: f"{n:,}".replace(",", "٬"),
    lambda n: f"{n:,}".replace(",", "،"), lambda n: f"{n:,}".replace(",", "."),
    lambda n: f"{n:,}".replace(",", " "), lambda n: f"{n}.0", lambda n: f"{n:,}.00",
    lambda n: f"{n} نفر", number_in_words, float, lambda n: f"حدود {n}", lambda n: f"{n:.3e}",
)  # fmt: skip
_BROKEN = (  # what says more, or something else
    lambda n: f"{n},5", lambda n: f"{n}٫25", lambda n: f"{n}،75", lambda n: n + 0.5,
    lambda n: f"{n},50,000", lambda n: f"{n} 5", lambda n: f"{n}-{n + 1}", lambda n: f"{n}/2",
)  # fmt: skip


@given(st.integers(0, 2_000_000), st.sampled_from(_WHOLE))
def test_a_count_in_any_form_is_read_as_it_is_or_told(number, form):
    said = told(whole_number()(None), form(number))
    assert said == number or isinstance(said, str), form(number)


@given(st.integers(0, 2_000_000), st.sampled_from(_BROKEN))
def test_what_is_no_whole_number_is_never_taken_for_one(number, form):
    assert isinstance(told(whole_number()(None), form(number)), str), form(number)


# -- numbers that are kept as texts -------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('="0045"', "0045"), ("'0045", "0045"), ("\t0045", "0045"), ("45.0", "45"), (45.0, "45"),
        ("1401/125", "1401/125"), ("7/86", "7/86"), (1401.125, "1401.125?"),
        ("4.5E+3", "lost_digits"), ("4.5E+03", "lost_digits"), ("1.2e5", "lost_digits"),
        ("1985-07-01", "became_a_date"), ("Jul-85", "became_a_date"), ("12-May", "became_a_date"),
        ("TRUE", "became_a_truth"), (True, "became_a_truth"), ("دارد", "not_a_number_of_paper"),
        ("در دست اقدام", "not_a_number_of_paper"), ("ندارد", None),
        ("239990000000000000123456", "personal_number"),
    ],
)  # fmt: skip
def test_a_number_of_a_paper_is_kept_or_told(cell, said):
    assert told(number_text(60)(None), cell) == said


@everything
def test_numbers_that_a_spreadsheet_has_touched():
    run, rows = case("25b-registration-numbers-touched.csv")
    numbers = [(ngo.registration_no, ngo.phone) for _row, ngo in sorted(rows.items())]
    assert numbers == [
        ("0045", "01333112250"), ("0045", "01333112251"), ("45", "01333112252"),
        ("0045", "01333112253"), ("", ""),
    ]  # fmt: skip
    assert {code for _row, _field, code in codes(run)} == {"lost_digits"}


@everything
def test_identifiers_that_a_spreadsheet_has_touched():
    run, rows = case("25-numbers-touched.csv")
    assert [rows[number].legal_id for number in (4, 5, 6, 7, 8, 9)] == [
        "99900038838", "99900038901", "99900038973", "99900039045", "99900039119", "99900039180",
    ]  # fmt: skip
    assert [row for row, field, _code in codes(run) if field == "legal_id"] == [2, 3, 10, 11]


@everything
def test_numbers_that_became_dates_are_left_out_and_told():
    run, rows = case("26b-numbers-that-became-dates.xlsx")
    assert [rows[number].licence_no for number in range(2, 8)] == [
        "", "", "7/86", "1401125", "1401.125", "",
    ]  # fmt: skip
    by_row = {(row, code) for row, _field, code in codes(run)}
    assert by_row == {
        (2, "became_a_date"), (3, "became_a_date"), (6, "perhaps_lost_zeros"),
        (7, "became_a_truth"),
    }  # fmt: skip


@everything
def test_opaque_numbers_of_papers_stay():
    run, rows = case("26-paper-numbers.csv")
    assert problems(run) == []
    assert rows[2].licence_no == rows[3].licence_no == "67735/ت51305ه"
    assert rows[11].licence_no == "1401 / 125"


@everything
def test_texts_that_are_written_as_formulas():
    run, rows = case("56-text-as-formula.csv")
    assert problems(run) == []
    assert (rows[2].legal_id, rows[2].mobile, rows[2].phone) == (
        "99900046256", "09700000300", "01333112240",
    )  # fmt: skip


def test_an_account_without_its_country_is_known_by_its_check_digits():
    assert clean_sheba("239990000000000000123456") == "IR239990000000000000123456"
    with pytest.raises(PersianValueError):
        clean_sheba("249990000000000000123456")


# -- names of persons ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("علی نمونه (09700000001)", "علی نمونه?"), ("علی نمونه - 09700000002", "علی نمونه?"),
        ("علی نمونه کدملی 9991000011", "علی نمونه?"), ("مریم 0009876545", "مریم?"),
        ("علی نمونه (کد ملی: 000-987654-5، همراه 09123456789)", "علی نمونه?"),
        ("+98 912 345 6789 علی نمونه", "علی نمونه?"), ("علی نمونه ش.م 123-456", "علی نمونه?"),
        ("علی نمونه (سرپرست) 09123456789", "علی نمونه (سرپرست)?"),
        ("علی نمونه IR239990000000000000123456", "علی نمونه?"),
        ("علی نمونه (سرپرست)", "علی نمونه (سرپرست)"), ("نمونه، علی", "نمونه، علی"),
        ("علی نمونه / رضا آزمون", "علی نمونه / رضا آزمون"), ("محمد فوتی", "محمد فوتی"),
        ("09123456789", "personal_number"), ("علی 2 نمونه", "digits_in_a_name"),
        ("در حال انتخاب", "nobody"), ("فوت شده", "nobody"), ("انتخاب نشده است", "nobody"),
        ("در دست تعیین", "nobody"), ("فاقد مدیرعامل", "nobody"), ("متعاقبا اعلام می‌شود", "nobody"),
        ("---", None), ("ندارد", None), (True, "not_a_text"),
    ],
)  # fmt: skip
def test_the_name_of_a_person_is_a_name_or_told(cell, said):
    assert told(person_name(120)(None), cell) == said


@everything
def test_no_number_of_a_person_lands_in_the_cell_of_the_ceo():
    run, rows = case("11-ceo-cell.csv")
    names = [ngo.ceo_name for _row, ngo in sorted(rows.items())]
    assert names == [
        "آقای علی نمونه‌ای", "خانم دکتر مریم نمونه", "علی نمونه / رضا آزمون", "علی نمونه",
        "علی نمونه", "علی نمونه (سرپرست)", "نمونه، علی", "علی نمونه رضا آزمون", "علی نمونه", "",
        "", "",
    ]  # fmt: skip
    assert [row for row, _field, _code in codes(run)] == [5, 6, 10, 12, 13]
    assert run.rejected == 0


# -- several in a cell --------------------------------------------------------------------------


@everything
def test_two_addresses_and_two_telephones_are_told():
    run, rows = case("66-mail.csv")
    assert rows[6].email == ""
    assert rows[2].email == "office@example.com"
    run, rows = case("10-telephones.csv")
    left_out = {row for row, field, _code in codes(run) if field == "mobile"}
    assert {number for number, ngo in rows.items() if not ngo.mobile} == left_out
    assert not any("0970" in ngo.phone for ngo in rows.values())


@everything
def test_parts_of_a_cell_are_weighed_like_cells_of_their_own():
    titles = ["نام سازمان", "شناسه ملی", "شهرستان", "موضوع فعالیت", "شماره و تاریخ پروانه"]
    rows = [
        [f"انجمن {n}", cast.legal_id(700_000 + n), "رشت", "خیریه", cell]
        for n, cell in enumerate(
            (
                "125 مورخ 13/05/98",
                "126 مورخ 04/05/03",
                "127 مورخ سال ۱۳۹۸",
                "4.5E+03 مورخ 1401/02/13",
            )
        )
    ]
    run = imported(as_csv([titles, *rows]))
    ngos = {ngo.name: ngo for ngo in NGO.objects.all()}
    assert [code for _row, _field, code in codes(run)] == [
        "doubtful_order", "day_not_known", "lost_digits",
    ]  # fmt: skip
    assert str(ngos["انجمن 1"].licence_issued_on) == "2024-07-25"  # 1403/05/04
    assert [doubt["field"] for doubt in run.doubts] == ["licence_issued_on"]


def test_a_text_that_does_not_fit_is_told():
    with pytest.raises(CellError):
        person_name(5)(None)("علی نمونه")
