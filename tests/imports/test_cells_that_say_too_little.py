"""Cells with less, or more, in them than their column asks for: none is taken, or emptied, in
silence."""

import pytest

from imports.cleaning import (
    CellError,
    Doubtful,
    email,
    jalali_date,
    number_text,
    phone_text,
    short_text,
    web_address,
    whole_number,
)
from imports.models import Verdict
from ngos.models import NGO
from persian.errors import PersianValueError
from tests.imports.factory import checked, codes, imported, ngo_file, ngo_row, problems

everything = pytest.mark.usefixtures("everything")


def told(maker, cell):
    """The value, with a question mark where its row is warned; else the code of the reason."""
    try:
        value = maker(None)(cell)
    except PersianValueError as error:
        return error.code
    return f"{value.value}?" if isinstance(value, Doubtful) else value


# -- signs alone ----------------------------------------------------------------------------------


SIGNS = ("//", "××", "=/", "@", "✓")
BLANK = ("-", "--", "—", "…", "...", "؟", "ـ", "_", " ", "()")
COLUMNS = (
    "county", "activity_level", "status", "ceo_name", "registration_no", "email", "address",
    "member_count", "mobile", "phone",
)  # fmt: skip


@everything
def test_signs_that_say_nothing_are_no_empty_cell():
    rows = [ngo_row(n, **dict.fromkeys(COLUMNS, signs)) for n, signs in enumerate(SIGNS, 1)]
    run = imported(ngo_file(*rows))
    found = {(each["row"], each["field"]) for each in problems(run)}
    assert found >= {(row, name) for row in range(2, 2 + len(SIGNS)) for name in COLUMNS}
    assert set(NGO.objects.values_list("county", flat=True)) == {None}


@everything
def test_a_dash_and_its_like_are_an_empty_cell():
    rows = [ngo_row(n, **dict.fromkeys(COLUMNS, blank)) for n, blank in enumerate(BLANK, 1)]
    assert codes(imported(ngo_file(*rows))) == []


def test_the_mask_of_a_date_is_an_empty_cell():
    assert told(jalali_date(), "__/__/__") is None
    assert told(jalali_date(), " /  / ") is None
    assert told(jalali_date(), "××") == "only_signs"
    assert told(short_text(20), "//") == "only_signs"


# -- more than one number -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    ["17 - تاریخ - 18", "17 و 18", "۱۷ الی ۱۸", "120 مورخ 5", "17و18", "رشت 17 لاهیجان 18"],
)
def test_words_between_two_numbers_make_no_number(cell):
    assert str(told(number_text(60), cell)).endswith("?")


@pytest.mark.parametrize(
    "cell", ["1401/گیلان/125", "125/الف", "الف-125/4", "12/ص/1401", "1401/125", "45"]
)
def test_a_number_of_a_paper_may_have_words_in_it(cell):
    assert told(number_text(60), cell) == cell


def test_a_count_has_one_number():
    assert told(whole_number(), "17 - تاریخ - 18") == "not_a_number"


# -- numbers to call ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    ["0912", "013", "0133311", "09", "2", "44", "2244", "0912345678", "091234567890", "خط 0912"],
)
def test_too_few_digits_are_no_phone(cell):
    assert told(phone_text(60), cell) == "not_a_phone"


@pytest.mark.parametrize(
    "cell",
    [
        "110", "1480", "33112", "33112233", "01333112233", "013-33112233", "021 88 00 00 00",
        "33112233 داخلی 12", "33112233 - 34", "01333112233، 34", "33112233 و 33112234",
        "0131-3112",
    ],
)  # fmt: skip
def test_what_may_be_called_is_kept(cell):
    assert told(phone_text(60), cell) == cell


# -- addresses that name a person -----------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["09123456789@gmail.com", "ali.0912-345-6789@mail.ir", "989123456789@yahoo.com"]
)
def test_a_mobile_number_in_an_address_of_mail_is_left_out(address):
    assert told(email(254), address) == "personal_number"
    assert told(email(254), "office1402@example.com") == "office1402@example.com"


def test_a_mobile_number_in_a_web_address_is_left_out():
    assert told(web_address(200), "https://wa.me/989123456789") == "personal_number"
    long = "https://example.com/pages/0009876545"
    assert told(web_address(200), long) == long


# -- words that are no level ----------------------------------------------------------------------


@everything
def test_a_kind_of_place_is_no_level_of_activity():
    run = imported(
        ngo_file(ngo_row(1, activity_level="شهری"), ngo_row(2, activity_level="روستایی"))
    )
    assert set(NGO.objects.values_list("activity_level", flat=True)) == {""}
    assert codes(run) == [(2, "activity_level", "unknown"), (3, "activity_level", "unknown")]
    assert [each["word"] for each in run.words["activity_level"]] == ["شهری", "روستایی"]


def test_an_error_is_a_cell_error():
    with pytest.raises(CellError):
        short_text(20)(None)("//")


@everything
def test_a_row_whose_name_is_garbled_is_refused_and_never_stored():
    good, bad = ngo_row(1), ngo_row(2, name="Ø§Ù†Ø¬Ù…Ù† Ø³Ø§Ù„Ù…")
    run = checked(ngo_file(good, bad, ngo_row(3), ngo_row(4, address="#N/A")))
    assert (3, "name", "garbled") in codes(run)
    assert (5, "address", "error_cell") in codes(run)
    verdicts = dict(run.rows.values_list("number", "verdict"))
    assert verdicts == {
        2: Verdict.CREATED, 3: Verdict.REJECTED, 4: Verdict.CREATED, 5: Verdict.CREATED,
    }  # fmt: skip
    assert "address" not in run.rows.get(number=5).values
    assert [doubt["code"] for doubt in run.doubts][:2] == ["garbled", "error_cell"]
