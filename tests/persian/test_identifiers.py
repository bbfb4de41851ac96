"""Identifiers: good ones in every spelling, bad ones with a reason."""

import pytest

from persian import identifiers
from persian.identifiers import (
    IdentifierError,
    clean_legal_id,
    clean_mobile,
    clean_national_id,
    clean_phone,
    clean_postal_code,
    clean_sheba,
    format_sheba,
    mask,
    read_national_id,
)


def refused(clean, value, **options):
    with pytest.raises(IdentifierError) as error:
        clean(value, **options)
    assert str(error.value)
    return error.value.code


NATIONAL = ["9991000011", "9992000023", "9993000035", "9995000040", "9995000131"]
LEGAL = ["99900001010", "99900002026", "99900003031", "99900004047", "99910001080"]
POSTAL = ["4133312345", "1476513572", "8158300123", "6331641388", "3471698001"]


@pytest.mark.parametrize("value", NATIONAL)
def test_a_good_national_id_is_kept(value):
    assert clean_national_id(value) == value


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("9991000012", "checksum"), ("9992000032", "checksum"), ("0000000000", "repeated"),
        ("999300003", "checksum"), ("999300003A", "not_digits"),
        ("9991000", "length"), ("", "not_digits"),
        ("9.991E+09", "lost_digits"), (0.5, "lost_digits"),
    ],
)  # fmt: skip
def test_a_bad_national_id_is_refused_with_a_reason(value, code):
    assert refused(clean_national_id, value) == code


@pytest.mark.parametrize(
    "value",
    [
        "۹۹۹۱۰۰۰۰۱۱", "999-100001-1", " 9991000011\u200f", "9991000011.0", 9991000011.0, 9991000011,
        "9.991000011E+09",
    ],
)  # fmt: skip
def test_a_national_id_is_read_in_every_spelling(value):
    assert read_national_id(value) == ("9991000011", False)


def test_zeros_that_a_spreadsheet_dropped_are_put_back():
    assert read_national_id("13542419") == ("0013542419", True)
    assert identifiers.was_padded("13542419")
    assert not identifiers.was_padded("0013542419")


def test_repeated_digits_are_a_matter_of_policy():
    assert clean_national_id("1111111111") == "1111111111"
    assert refused(clean_national_id, "1111111111", reject_repeated=True) == "repeated"


@pytest.mark.parametrize("value", LEGAL)
def test_a_good_legal_id_is_kept(value):
    assert clean_legal_id(value) == value


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("99900001011", "checksum"), ("9990000202", "length"), ("99900000005", "filler"),
        ("999000030310", "length"), ("99900020026", "checksum"), ("شناسه", "not_digits"),
    ],
)  # fmt: skip
def test_a_bad_legal_id_is_refused_with_a_reason(value, code):
    assert refused(clean_legal_id, value) == code


@pytest.mark.parametrize(
    ("value", "mobile"),
    [
        ("09700000001", "09700000001"), ("+989700000002", "09700000002"),
        ("00989700000003", "09700000003"), ("9700000004", "09700000004"),
        ("۰۹۷۰ ۰۰۰ ۰۰۰۵", "09700000005"), ("+98 (0)970-000-0006", "09700000006"),
        ("989700000007", "09700000007"), (9700000008.0, "09700000008"),
    ],
)  # fmt: skip
def test_mobiles_are_stored_from_zero_nine(value, mobile):
    assert clean_mobile(value) == mobile


@pytest.mark.parametrize(
    "value", ["0970000001", "02112345678", "+9897000000001", "0870000000A", "097000000012", ""]
)
def test_what_is_no_mobile_is_refused(value):
    assert refused(clean_mobile, value) == "mobile"


def test_landlines_are_stored_with_their_area():
    assert clean_phone("013-33112233") == "01333112233"
    assert clean_phone("+98 13 33112233") == "01333112233"
    assert clean_phone(1333112233) == "01333112233"
    assert refused(clean_phone, "33112233") == "phone"
    assert refused(clean_phone, "09700000001") == "phone"


@pytest.mark.parametrize("value", POSTAL)
def test_a_good_postal_code_is_kept(value):
    assert clean_postal_code(value) == value


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("0133312345", "postal_code"), ("4123312345", "postal_code"), ("41335123456", "length"),
        ("41333-1234", "length"), ("1111111111", "repeated"), ("کد پستی", "not_digits"),
    ],
)  # fmt: skip
def test_a_bad_postal_code_is_refused_with_a_reason(value, code):
    assert refused(clean_postal_code, value) == code


def test_a_five_in_fifth_place_is_refused_only_by_the_strict():
    assert clean_postal_code("41335-12345") == "4133512345"
    assert identifiers.has_doubtful_fifth_digit("4133512345")
    assert refused(clean_postal_code, "4133512345", strict=True) == "fifth_digit"


@pytest.mark.parametrize(
    ("value", "sheba"),
    [
        ("IR239990000000000000123456", "IR239990000000000000123456"),
        ("239990000000000000123456", "IR239990000000000000123456"),  # its letters were lost
        ("IR949980000000000000123456", "IR949980000000000000123456"),
        ("IR68 9970 0000 0000 0000 1234 56", "IR689970000000000000123456"),
        ("ir429960000000000000123456", "IR429960000000000000123456"),
        ("IR169950000000000000123456", "IR169950000000000000123456"),
    ],
)
def test_a_sheba_is_stored_without_spaces(value, sheba):
    assert clean_sheba(value) == sheba


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("IR249990000000000000123456", "checksum"), ("IR94998000000000000012345", "length"),
        ("DE239990000000000000123456", "country"), ("IR239990000000000000123465", "checksum"),
        ("249990000000000000123456", "country"), ("IR23999000000000000012345X", "not_digits"),
    ],
)  # fmt: skip
def test_a_bad_sheba_is_refused_with_a_reason(value, code):
    assert refused(clean_sheba, value) == code


def test_a_sheba_is_printed_in_fours():
    assert format_sheba("IR239990000000000000123456") == "IR23 9990 0000 0000 0000 1234 56"


def test_masking_hides_the_middle_or_all():
    assert mask("9991000011") == "999•••••11"
    assert mask("9991000011", 0, 4) == "••••••0011"
    assert mask("123") == "•••"
