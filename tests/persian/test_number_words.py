"""Numbers and dates in words, as a clerk would write them on a licence or a cheque."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persian.dates import to_gregorian
from persian.number_words import (
    LIMIT,
    jalali_in_words,
    number_in_words,
    ordinal_in_words,
    rial_in_words,
)

WORDS = {
    0: "صفر",
    1: "یک",
    3: "سه",
    10: "ده",
    11: "یازده",
    15: "پانزده",
    16: "شانزده",
    17: "هفده",
    18: "هجده",
    19: "نوزده",
    20: "بیست",
    21: "بیست و یک",
    30: "سی",
    45: "چهل و پنج",
    99: "نود و نه",
    100: "صد",
    101: "صد و یک",
    110: "صد و ده",
    200: "دویست",
    312: "سیصد و دوازده",
    500: "پانصد",
    666: "ششصد و شصت و شش",
    999: "نهصد و نود و نه",
    1000: "هزار",
    1001: "هزار و یک",
    1400: "هزار و چهارصد",
    1405: "هزار و چهارصد و پنج",
    2000: "دو هزار",
    10_000: "ده هزار",
    21_500: "بیست و یک هزار و پانصد",
    100_000: "صد هزار",
    101_001: "صد و یک هزار و یک",
    1_000_000: "یک میلیون",
    1_001_000: "یک میلیون و هزار",
    2_800_000: "دو میلیون و هشتصد هزار",
    999_999_999: "نهصد و نود و نه میلیون و نهصد و نود و نه هزار و نهصد و نود و نه",
    1_000_000_000: "یک میلیارد",
    3_000_000_001: "سه میلیارد و یک",
    28_000_000_000: "بیست و هشت میلیارد",
    10**12: "هزار میلیارد",
    2_800_500_000_000: "دو هزار و هشتصد میلیارد و پانصد میلیون",
    10**15: "یک میلیون میلیارد",
    -3: "منفی سه",
}


@pytest.mark.parametrize(("number", "words"), WORDS.items())
def test_a_number_in_words(number, words):
    assert number_in_words(number) == words


@pytest.mark.parametrize("number", [LIMIT, -LIMIT])
def test_a_number_that_nobody_can_read_out_has_no_words(number):
    with pytest.raises(ValueError, match="no words"):
        number_in_words(number)


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_two_numbers_never_have_the_same_words(one, other):
    assert (number_in_words(one) == number_in_words(other)) == (one == other)


@given(st.integers(0, 10**15))
def test_words_are_joined_by_single_spaces(number):
    words = number_in_words(number)
    assert words == " ".join(words.split())
    assert " و و " not in words
    assert not words.endswith(" و")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "اول"), (2, "دوم"), (3, "سوم"), (4, "چهارم"), (9, "نهم"), (10, "دهم"), (13, "سیزدهم"),
        (20, "بیستم"), (21, "بیست و یکم"), (23, "بیست و سوم"), (30, "سی‌ام"), (33, "سی و سوم"),
        (50, "پنجاهم"), (100, "صدم"), (130, "صد و سی‌ام"), (1000, "هزارم"),
    ],
)  # fmt: skip
def test_which_one_in_a_row(number, words):
    assert ordinal_in_words(number) == words


def test_nothing_comes_before_the_first():
    with pytest.raises(ValueError, match="in a row"):
        ordinal_in_words(0)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ((1402, 3, 5), "پنجم خرداد هزار و چهارصد و دو"),
        ((1405, 1, 1), "یکم فروردین هزار و چهارصد و پنج"),
        ((1403, 12, 30), "سی‌ام اسفند هزار و چهارصد و سه"),
        ((1399, 6, 31), "سی و یکم شهریور هزار و سیصد و نود و نه"),
        ((1400, 11, 23), "بیست و سوم بهمن هزار و چهارصد"),
    ],
)
def test_a_day_in_words(day, words):
    assert jalali_in_words(to_gregorian(*day)) == words


def test_a_day_in_words_with_its_weekday():
    assert jalali_in_words(to_gregorian(1402, 3, 5), weekday=True).startswith("جمعه پنجم خرداد")


def test_an_amount_in_words():
    assert rial_in_words(28_000_000_000) == "بیست و هشت میلیارد ریال"
