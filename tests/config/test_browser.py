"""The sign-in page in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import sign_in
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


def test_the_sign_in_page_is_persian_from_right_to_left_in_its_own_font(page: Page):
    page.goto("/account/login/")
    html = page.locator("html")
    expect(html).to_have_attribute("lang", "fa")
    expect(html).to_have_attribute("dir", "rtl")
    assert "Vazirmatn" in page.locator("body").evaluate("body => getComputedStyle(body).fontFamily")
    loaded = page.evaluate(
        "async () => { await document.fonts.ready;"
        " return [...document.fonts].some(f => f.family.includes('Vazirmatn')"
        " && f.status === 'loaded') }"
    )
    assert loaded
    words = page.locator("body").inner_text()
    assert any("آ" <= letter <= "ی" for letter in words)
    assert not any(letter.isascii() and letter.isalpha() for letter in words), words


def test_a_person_signs_in_and_arrives_at_the_desk(page: Page, cast):
    page.goto("/account/login/")
    page.locator("[name=login]").fill(cast.gilan_expert.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/office/**")


def test_the_desk_fits_a_phone(phone: Page, cast):
    sign_in(phone, cast.gilan_expert)
    phone.goto("/office/")
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
