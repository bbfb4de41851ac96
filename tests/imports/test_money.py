"""Amounts of money are stored in rials, whatever unit the office writes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.cleaning import CellError
from imports.money import LARGEST, money
from persian.errors import PersianValueError


def rials(cell, title="مبلغ", **bounds):
    return money(**bounds)(1).titled(title)(cell)


@pytest.mark.parametrize(
    ("title", "is_rials"),
    [
        ("مبلغ (ریال)", 1),
        ("مبلغ (تومان)", 10),
        ("مبلغ(تومن)", 10),
        ("درآمد به تومان", 10),
        ("مبلغ به هزار ريال", 1_000),
        ("مبلغ (میلیون ریال)", 1_000_000),
        ("اعتبار [میلیارد تومان]", 10_000_000_000),
        ("مبلغ", 1),
        ("نام تومانیان", 1),
    ],
)
def test_the_title_of_the_column_tells_the_unit(title, is_rials):
    assert rials("۲۵۰", title) == rials(250, title) == rials(250.0, title) == 250 * is_rials


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("۲٬۸۰۰٬۰۰۰ ریال", 2_800_000),
        ("۲۸۰,۰۰۰ تومان", 2_800_000),
        ("280000تومن", 2_800_000),
        ("۵۰۰ هزار تومان", 5_000_000),
        ("۲٫۸ میلیارد تومان", 28_000_000_000),
        ("۳ میلیون ریال", 3_000_000),
        ("0", 0),
        ("ندارد", None),
        ("", None),
        (None, None),
    ],
)
def test_a_word_in_the_cell_outweighs_the_title(cell, amount):
    assert rials(cell) == amount
    if cell and "ن" in cell:
        assert rials(cell, "مبلغ (تومان)") == amount


def test_a_multiple_alone_is_of_the_currency_of_the_title():
    assert rials("۵ میلیون", "مبلغ (تومان)") == 50_000_000
    assert rials("۵ میلیون", "مبلغ (ریال)") == 5_000_000


def test_parts_of_a_unit_are_taken_where_they_are_whole_rials():
    assert rials("12.5", "مبلغ (میلیون ریال)") == 12_500_000
    assert rials(12.5, "مبلغ (تومان)") == 125
    for cell, title in (("12.5", "مبلغ (ریال)"), (0.25, "مبلغ (تومان)")):
        with pytest.raises(PersianValueError) as refused:
            rials(cell, title)
        assert refused.value.code == "not_whole"


def test_what_is_out_of_bounds_or_no_number_is_refused():
    wrong = {"-5": "out_of_range", "5 و نیم": "not_a_number", True: "became_a_truth"}
    for cell, code in wrong.items():
        with pytest.raises(PersianValueError) as refused:
            rials(cell)
        assert refused.value.code == code
    with pytest.raises(CellError):
        rials("999,999,999,999,999,999", "مبلغ (تومان)")
    assert rials(LARGEST) == LARGEST


def test_a_comma_before_other_than_three_digits_is_no_thousand():
    assert rials("2,5 میلیارد تومان") == rials("۲٫۵ میلیارد تومان") == 25_000_000_000
    assert rials("12,5 میلیون") == 12_500_000
    assert rials("2,500 میلیارد تومان") == 25_000_000_000_000
    for cell, code in {"12,5": "not_whole", "12,50,000": "not_a_number"}.items():
        with pytest.raises(PersianValueError) as refused:
            rials(cell)
        assert refused.value.code == code
    for cell in ("2.800 میلیارد تومان", "۲٫۸۰۰ میلیون ریال"):
        with pytest.raises(PersianValueError) as refused:
            rials(cell)
        assert refused.value.code == "two_readings"


def test_a_unit_that_is_not_known_is_asked_for():
    for title in ("مبلغ (دلار)", "مبلغ [یورو]"):
        with pytest.raises(CellError) as refused:
            rials("250", title)
        assert refused.value.code == "unit_not_known"
        assert rials("250 تومان", title) == 2_500
    assert [doubt.code for doubt in money()(1).titled("مبلغ").doubts] == ["unit_not_known"]
    assert [doubt.code for doubt in money()(1).titled("مبلغ (میلیون)").doubts] == ["unit_not_known"]
    assert rials("250", "مبلغ (میلیون)") == 250_000_000
    assert money()(1).titled("مبلغ (ریال)").doubts == ()


_AMOUNTS = (
    (1, "{} ریال"), (10, "{} تومان"), (1_000, "{} هزار ریال"), (10_000, "{} هزار تومان"),
    (10**7, "{} میلیون تومان"), (None, "{}"),
)  # fmt: skip
_TITLES = (
    ("مبلغ (ریال)", 1),
    ("مبلغ (تومان)", 10),
    ("مبلغ (میلیون ریال)", 10**6),
    ("مبلغ ($)", None),
)
_SPELLINGS = (str, "{:,}".format, lambda n: f"{n:,}".replace(",", "٬"), lambda n: f"{n}.0",
              lambda n: f"{n},5", lambda n: f"{n}٫25", lambda n: f"{n:,}.50")  # fmt: skip
_PARTS = {4: "0.5", 5: "0.25", 6: "0.5"}  # by spelling


@given(
    st.integers(1, 9_999_999), st.sampled_from(range(len(_SPELLINGS))), st.sampled_from(_AMOUNTS),
    st.sampled_from(_TITLES),
)  # fmt: skip
def test_an_amount_in_any_form_is_what_it_is_or_told(number, spelling, written, titled):
    unit = written[0] or titled[1]
    try:
        value = rials(written[1].format(_SPELLINGS[spelling](number)), titled[0])
    except PersianValueError:
        return
    assert unit is not None
    assert value == (number + Decimal(_PARTS.get(spelling, "0"))) * unit


@given(st.one_of(st.floats(), st.text("0123456789۵.,٫ تومانریلهزد-", max_size=20), st.booleans()))
def test_any_cell_is_rials_or_refused_in_words(cell):
    for title in ("مبلغ", "مبلغ (تومان)", "مبلغ (میلیارد ریال)"):
        try:
            value, words = rials(cell, title), ""
        except PersianValueError as error:
            value, words = None, str(error) or "no words"
        assert words != "no words"
        assert value is None or 0 <= value <= LARGEST
