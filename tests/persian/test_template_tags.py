"""Filters that write dates, amounts and identifiers for people."""

import datetime
from decimal import Decimal

import pytest
from django.template import Context, Engine
from django.utils import translation

DAY = datetime.date(2023, 5, 26)
ENGINE = Engine(libraries={"persian": "persian.templatetags.persian"})


def shown(expression, **context):
    template = ENGINE.from_string("{% load persian %}{{ " + expression + " }}")
    return template.render(Context(context))


@pytest.mark.parametrize(
    ("expression", "value", "text"),
    [
        ("v|jalali", DAY, "۱۴۰۲/۰۳/۰۵"),
        ('v|jalali:"text"', DAY, "۵ خرداد ۱۴۰۲"),
        ('v|jalali:"weekday"', datetime.date(2018, 1, 8), "دوشنبه ۱۸ دی ۱۳۹۶"),
        ('v|jalali:"iso"', DAY, "1402/03/05"),
        ("v|jalali", datetime.datetime(2023, 5, 25, 22, 0, tzinfo=datetime.UTC), "۱۴۰۲/۰۳/۰۵"),
        ("v|jalali", None, ""),
        (
            "v|jalali_datetime",
            datetime.datetime(2023, 5, 26, 7, 2, tzinfo=datetime.UTC),
            "۵ خرداد ۱۴۰۲، ساعت ۱۰:۳۲",
        ),
        ("v|digits", "A-12", "A-۱۲"),
        ("v|number", 2_800_000, "۲٬۸۰۰٬۰۰۰"),
        ("v|number", Decimal("2.4"), "۲٫۴"),
        ("v|number", 0, "۰"),
        ("v|number", None, ""),
        ("v|rial", 2_800_000, "۲٬۸۰۰٬۰۰۰ ریال"),
        ("v|toman", 2_800_000, "۲۸۰٬۰۰۰ تومان"),
        ("v|file_size", 6_342, "۷ کیلوبایت"),
        ("v|file_size", 3_670_016, "۳٫۵ مگابایت"),
        ("v|ltr", "A<1", '<bdi dir="ltr">A&lt;1</bdi>'),
        ("v|ltr", "", ""),
        ("v|fold", "صومعه‌سرا", "صومعهسرا"),
    ],
)
def test_values_are_written_for_people(expression, value, text):
    assert shown(expression, v=value) == text


@pytest.mark.parametrize(
    ("days", "english"), [(3, "۳ days left"), (1, "۱ day left"), (0, "today"), (-5, "۵ days past")]
)
def test_a_deadline_says_how_many_days_are_left(days, english):
    with translation.override("en"):
        text = shown("v|days_left:today", v=DAY + datetime.timedelta(days=days), today=DAY)
    assert text == english
