"""Amounts as people read and type them."""

from decimal import Decimal

import pytest

from persian.numbers import (
    NumberError,
    ascii_digits,
    format_number,
    format_rial,
    format_toman,
    parse_number,
    persian_digits,
    rial_to_toman,
    toman_to_rial,
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2,800,000", 2_800_000), ("۲٬۸۰۰٬۰۰۰", 2_800_000), ("۲،۸۰۰،۰۰۰", 2_800_000),
        ("2.800.000", 2_800_000), ("2 800 000", 2_800_000), ("۲۸۰۰", 2800), ("2.800", 2800),
        ("9.991E+09", 9_991_000_000), ("523.0", 523), (523.0, 523), (7, 7), (Decimal("8.0"), 8),
        ("-5", -5), ("−۵", -5), ("5-", -5), ("(1,000)", -1000), ("۲٬۸۰۰ ریال", 2800), ("0", 0),
        (" ۱۲٫۰ ", 12), ("1,250.0", 1250), ("1.250,0", 1250),
        ("۱٫۲۵۰٫۰۰۰", 1_250_000), ("0045", 45), ("0" * 5000 + "7", 7),
        ("1" * 18, 111_111_111_111_111_111),
    ],
)  # fmt: skip
def test_numbers_are_read_in_every_spelling(typed, number):
    assert parse_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "not_a_number"), ("ندارد", "not_a_number"),
        ("1,2,", "not_a_number"), (True, "not_a_number"),
        ("nan", "not_a_number"), (float("nan"), "not_a_number"), (float("inf"), "not_a_number"),
        ("12,5", "not_whole"), ("1,23", "not_whole"), ("۱٬۲۳", "not_whole"), ("۱،۵", "not_whole"),
        ("0,500", "not_whole"), ("1,2500", "not_whole"), ("۲٫۸۰۰", "not_whole"),
        ("12,50,000", "not_a_number"), ("1,250,5", "not_a_number"), ("12 5", "not_a_number"),
        ("12\u00a05", "not_a_number"), ("12'5", "not_a_number"), ("۲۸۰ تومان", "not_a_number"),
        ("1.5", "not_whole"), (1.5, "not_whole"), ("1e99", "too_large"), ("9" * 19, "too_large"),
        ("9" * 5000, "too_large"), (",".join(["999"] * 2000), "too_large"),
        ("1.5" + "0" * 5000, "not_whole"),
    ],
)  # fmt: skip
def test_what_is_no_whole_number_is_refused_with_a_reason(typed, code):
    with pytest.raises(NumberError) as refused:
        parse_number(typed)
    assert refused.value.code == code


def test_amounts_are_shown_with_persian_digits_and_separators():
    assert format_number(2_800_000) == "۲٬۸۰۰٬۰۰۰"
    assert format_number(Decimal("2.4")) == format_number(2.4) == "۲٫۴"
    assert format_number(-5) == "\u200e−۵"
    assert format_rial(28_000_000_000) == "۲۸٬۰۰۰٬۰۰۰٬۰۰۰ ریال"
    assert format_toman(28_000_000_000) == "۲٬۸۰۰٬۰۰۰٬۰۰۰ تومان"


def test_ten_rials_are_a_toman():
    assert toman_to_rial(2_800_000_000) == 28_000_000_000
    assert rial_to_toman(28_000_000_000) == 2_800_000_000
    assert rial_to_toman(15) == Decimal("1.5")


def test_digits_are_turned_both_ways():
    assert persian_digits("A12") == "A۱۲"
    assert ascii_digits("A۱۲٣") == "A123"
