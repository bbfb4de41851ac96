"""The content security policy: of answers that no address leads to, and its nonce.

That every address gives it to every role is asserted where these are walked, in
tests/test_access.py.
"""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser import sign_in
from tests.cast import signed_in
from tests.policy import directives, lacking


def test_what_goes_wrong_has_the_policy_too(cast, settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    answers = [
        client.get("/nowhere"),
        client.get("/", headers={"host": "elsewhere"}),
        client.get("/static/favicon.svg"),
        client.get("/verify"),
        Client(enforce_csrf_checks=True).post("/account/login/"),
        signed_in(cast.gilan_expert).get("/office/nowhere/"),
    ]
    monkeypatch.setattr("accounts.views.render", None)
    somebody = signed_in(cast.gilan_expert)
    somebody.raise_request_exception = False
    answers.append(somebody.get(reverse("account_sessions")))
    assert [answer.status_code for answer in answers] == [404, 400, 200, 301, 403, 404, 500]
    for answer in answers:
        assert lacking(answer) == "", answer.request["PATH_INFO"]


def test_a_style_of_the_theme_has_a_nonce_that_nobody_can_guess(cast):
    client = signed_in(cast.gilan_expert)
    seen = set()
    for _ in range(3):
        response = client.get("/office/")
        styles = directives(response["Content-Security-Policy"])["style-src"]
        (nonce,) = (value for value in styles if "nonce" in value)
        assert f'nonce="{nonce[7:-1]}"' in response.content.decode()
        seen.add(nonce)
    assert len(seen) == 3
    assert "nonce" not in Client().get("/account/login/")["Content-Security-Policy"]


@pytest.mark.browser
def test_searching_for_a_page_of_the_office_obeys_the_policy(page: Page, cast):
    """The page fails on a violation of the policy and on every error of a script."""
    sign_in(page, cast.gilan_expert)
    page.goto("/office/")
    page.keyboard.press("Control+k")
    searched = page.locator("#search-input-command")
    note = page.locator("#command-results-note")
    for typed, is_found in (("نامه", True), ("هیچ‌چیز", False), ("نامه", True)):
        searched.fill(typed)
        with page.expect_response("**/office/search/**"):
            searched.press("End")
        expect(note).to_be_visible() if is_found else expect(note).to_be_hidden()
        searched.press("Enter")
    searched.press("ArrowDown")
    searched.press("Enter")
    page.wait_for_url("**/office/letters/letter*/")
