"""Text on paper: Persian digits, numbers that are not turned around, no marks of direction."""

import pytest

from persian.printed import BY_ITS_FIRST_LETTER as FSI
from persian.printed import END as PDI
from persian.printed import LEFT_TO_RIGHT as LRI
from persian.printed import TOGETHER as WJ
from persian.printed import in_order, printed, printed_everywhere


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("۲۴ ماه و 3 روز", "۲۴ ماه و ۳ روز"),
        ("67735/ت51305هـ", f"{FSI}۶۷۷۳۵/{WJ}ت۵۱۳۰۵هـ{PDI}"),
        ("ت/12-345", f"{FSI}ت/{WJ}{LRI}۱۲-{WJ}۳۴۵{PDI}{PDI}"),
        ("1402/03/05", f"{FSI}{LRI}۱۴۰۲/{WJ}۰۳/{WJ}۰۵{PDI}{PDI}"),
        ("(شمارهٔ 12-345)", f"(شمارهٔ {FSI}{LRI}۱۲-{WJ}۳۴۵{PDI}{PDI})"),
        ("نام‌های نیک", "نام‌های نیک"),
        ("1/22/333/4444/55555/666666", f"{FSI}{LRI}۱/۲۲/۳۳۳/۴۴۴۴/۵۵۵۵۵/۶۶۶۶۶۶{PDI}{PDI}"),
        ("زنان/مردان", "زنان/مردان"),
        ("https://x.ir/v/a1-2", f"{FSI}https://x.ir/v/a1-2{PDI}"),
        ("IR239990000000000000123456", f"{FSI}IR239990000000000000123456{PDI}"),
        ("*x* #pagebreak() $a$", "*x* #pagebreak() $a$"),
        ("یک\nدو", "یک\nدو"),
        ("", ""),
    ],
)
def test_text_as_it_is_printed(text, expected):
    assert printed(text) == expected


def test_marks_that_turn_text_around_are_dropped():
    assert printed("آ\u202eبپ\u2069\u200f\u061c") == "آبپ"


def test_every_text_of_the_data_is_printed_and_nothing_else_is_touched():
    data = {"n1": ["۱ 2", ("3", {"x": "4"})], "count": 5, "no": None, "yes": True}
    assert printed_everywhere(data) == {
        "n1": ["۱ ۲", ["۳", {"x": "۴"}]],
        "count": 5,
        "no": None,
        "yes": True,
    }


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("در فایل 1985-07-01 آمده است", 'در فایل <bdi dir="ltr">1985-07-01</bdi> آمده است'),
        ("«12-345» و 7", '«<bdi dir="ltr">12-345</bdi>» و 7'),
        ("<b>1-2</b> & نام", '&lt;b&gt;<bdi dir="ltr">1-2</bdi>&lt;/b&gt; &amp; نام'),
        ("بی‌شماره", "بی‌شماره"),
    ],
)
def test_numbers_of_a_sentence_keep_the_order_of_their_parts_on_a_page(text, html):
    assert in_order(text) == html


def test_the_sign_of_a_negative_number_stays_on_its_left():
    assert printed("−33٪") == "\u2066−۳۳٪\u2069"
