"""Latin digits printed by other people's templates reach the reader as Persian ones."""

import pytest
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils import translation

from persian.middleware import PersianDigitsMiddleware, persian_digits_in_html


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>12 سمن</p>", "<p>۱۲ سمن</p>"),
        ("<td>1,824</td><td>28,000,000</td>", "<td>۱٬۸۲۴</td><td>۲۸٬۰۰۰٬۰۰۰</td>"),
        ("<b>1.5</b> <b>1,824.50</b>", "<b>۱٫۵</b> <b>۱٬۸۲۴٫۵۰</b>"),
        ("<p>در سال 1402.</p>", "<p>در سال ۱۴۰۲.</p>"),
        ("<p>1402/03/05، 10:32</p>", "<p>۱۴۰۲/۰۳/۰۵، ۱۰:۳۲</p>"),
        ("<p>3,4 و 1.2.3</p>", "<p>۳,۴ و ۱.۲.۳</p>"),
        ("<p>&#39;5&nbsp;6&#39;</p>", "<p>&#39;۵&nbsp;۶&#39;</p>"),
        ("5 < 6 & 7", "۵ < ۶ & ۷"),
        (
            '<input title="صفحهٔ 3" alt=\'4\' placeholder="5 &#39;" value="6">',
            '<input title="صفحهٔ ۳" alt=\'۴\' placeholder="۵ &#39;" value="6">',
        ),
        ('<a aria-label="2 پیام" href="/2/">2</a>', '<a aria-label="۲ پیام" href="/2/">۲</a>'),
    ],
)
def test_what_a_reader_sees_is_in_persian_digits(html, shown):
    assert persian_digits_in_html(html) == shown


@pytest.mark.parametrize(
    "html",
    [
        '<a class="px-4" href="/1401/?p=2" data-n="3">الف</a>',
        '<p x-show="n > 0 && m < 5">الف</p>',
        "<script>let a = 1;</script><style>p{margin:2px}</style><code>3</code>",
        '<textarea rows="2">4</textarea>',
        "<span data-latin>1<span>2</span>3</span>",
        "<p>IR239990000000000000123456 v2.3 http://x.ir/12 10px 127.0.0.1:8000/admin</p>",
        "<!-- 5 --><!doctype html>",
        '<meta charset="utf-8">',
        "بدون رقم",
    ],
)
def test_what_machines_read_is_left_alone(html):
    assert persian_digits_in_html(html) == html


def test_digits_after_a_latin_element_are_turned_again():
    html = "<b data-latin>1<b>2</b></b>3<input data-latin>4"
    assert persian_digits_in_html(html) == "<b data-latin>1<b>2</b></b>۳<input data-latin>۴"


def passed_through(response, language="fa"):
    with translation.override(language):
        return PersianDigitsMiddleware(lambda request: response)(None)


def test_the_length_of_the_page_is_told_again():
    page = HttpResponse("<p>12</p>", headers={"Content-Length": "9"})
    page = passed_through(page)
    assert page.content.decode() == "<p>۱۲</p>"
    assert page["Content-Length"] == str(len(page.content)) == "11"


def test_files_data_streams_and_other_languages_pass_unchanged():
    assert passed_through(JsonResponse({"n": 12})).content == b'{"n": 12}'
    assert b"".join(passed_through(StreamingHttpResponse([b"12"]))) == b"12"
    assert passed_through(HttpResponse("12", content_type="text/csv")).content == b"12"
    assert passed_through(HttpResponse("12"), language="en").content == b"12"
    packed = HttpResponse(b"12", headers={"Content-Encoding": "gzip"})
    assert passed_through(packed).content == b"12"


def test_an_unclosed_script_does_not_hold_the_page_up():
    page = "<script>" * 20_000 + "1"
    assert persian_digits_in_html(page) == page
