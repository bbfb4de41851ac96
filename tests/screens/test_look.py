"""The look that all pages share: right to left, Persian, with what the product itself serves."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory

from config.theme import STYLESHEET, logical
from screens import errors
from tests.cast import signed_in


class Reader(HTMLParser):
    """Gathers what a person reads: text, and the attributes that are shown."""

    VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "circle", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.unread: list[str] = []
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if not self.unread:
            shown = ("title", "placeholder", "aria-label", "alt")
            self.parts += [given[name] or "" for name in shown if name in given]
        # Identifiers and the names of icons are no words of the page.
        is_icon = "material-symbols-outlined" in (given.get("class") or "")
        skipped = tag in {"script", "style", "head", "template", "bdi", "kbd"} or is_icon
        if tag not in self.VOID and (self.unread or skipped):
            self.unread.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.unread and self.unread[-1] == tag:
            self.unread.pop()

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.parts.append(data)


def read(html: str) -> str:
    reader = Reader()
    reader.feed(html)
    return " ".join(" ".join(reader.parts).split())


def latin(html: str) -> list[str]:
    return re.findall(r"[A-Za-z]{2,}|[0-9]+", read(html))


@pytest.mark.parametrize(
    ("written", "served"),
    [
        (".a{margin-left:auto}", ".a{margin-inline-start:auto}"),
        (".a{padding-right:calc(1px * 2)}", ".a{padding-inline-end:calc(1px * 2)}"),
        (".a{top:0;left:50%}", ".a{top:0;inset-inline-start:50%}"),
        (".a{border-left-width:1px}", ".a{border-inline-start-width:1px}"),
        (".a{border-top-left-radius:6px}", ".a{border-start-start-radius:6px}"),
        (".a{text-align:right!important}", ".a{text-align:end!important}"),
        (".a{--tw-translate-x:-50%}", ".a{--tw-translate-x:calc(-50% * var(--along, 1))}"),
        (".left-0{color:red}", ".left-0{color:red}"),
        (".a{text-align:center;margin-top:1px}", ".a{text-align:center;margin-top:1px}"),
    ],
)
def test_sides_of_the_theme_follow_the_direction_of_the_text(written, served):
    assert logical(written) == served


def test_the_themes_stylesheet_is_served_with_logical_sides():
    css = Path(finders.find(STYLESHEET)).read_text(encoding="utf-8")
    assert "margin-inline-start:auto" in css
    assert not re.search(r"[{;](?:margin|padding)-(?:left|right):", css)


@pytest.mark.parametrize(
    "path",
    [
        "/office/accounts/user/",
        "/office/accounts/user/add/",
        "/office/accounts/user/{user}/change/",
        "/office/accounts/user/{user}/new-password/",
        "/office/accounts/user/{user}/second-factor/",
        "/office/accounts/user/{user}/history/",
        "/office/accounts/county/",
        "/office/accounts/county/{county}/change/",
        "/office/accounts/county/{county}/history/",
        "/office/accounts/",
    ],
)
def test_staff_screens_are_right_to_left_and_hold_no_latin_word_or_digit(cast, path):
    address = path.format(user=cast.rasht_expert.pk, county=cast.rasht_expert.county_id)
    page = signed_in(cast.gilan_director).get(address)
    assert page.status_code == 200
    html = page.content.decode()
    assert '<html lang="fa" dir="rtl"' in html
    assert latin(html) == []


def test_the_side_bar_says_who_is_signed_in_with_role_and_place(cast):
    html = signed_in(cast.rasht_expert).get("/office/").content.decode()
    assert "کارشناس شهرستان — رشت، گیلان" in read(html)
    for address in ("/account/password/", "/account/2fa/", "/account/logout/"):
        assert f'href="{address}"' in html
    assert "/office/password_change/" not in html


def test_no_page_asks_anything_of_another_server(cast):
    pages = [
        Client().get("/account/login/"),
        signed_in(cast.gilan_director).get("/office/accounts/user/add/"),
    ]
    for page in pages:
        html = page.content.decode()
        assert not re.findall(r'(?:src|href)="(?:https?:)?//', html)


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_error_pages_need_no_database_and_are_persian(status):
    """Without a fixture of the database, a query would fail the test."""
    views = {
        400: errors.bad_request,
        403: errors.permission_denied,
        404: errors.not_found,
        500: errors.server_error,
    }
    request = RequestFactory().get("/somewhere/")
    page = views[status](request)
    assert page.status_code == status
    html = page.content.decode()
    assert "سمن‌یار" in html
    assert latin(html) == []


def test_a_refusal_says_its_reason():
    page = errors.permission_denied(RequestFactory().get("/"), Exception("دلیل این رد"))
    assert "دلیل این رد" in page.content.decode()


@pytest.mark.parametrize("path", ["/nowhere/", "/office/nowhere/"])
def test_a_page_that_is_not_there_is_said_in_persian(cast, path):
    page = signed_in(cast.gilan_director).get(path)
    assert page.status_code == 404
    assert "چنین صفحه‌ای نیست" in page.content.decode()
