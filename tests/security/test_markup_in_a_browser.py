"""Canaries in a real browser: nothing of them runs, and nothing against the policy."""

import pytest
from playwright.sync_api import Page, expect

from accounts import scope
from accounts.models import User
from councils.models import Session
from letters.models import Letter
from licensing.models import Application
from ngos.models import Document
from tests import rows
from tests.browser import sign_in
from tests.security import canaries

pytestmark = pytest.mark.browser


def test_the_pages_of_the_office_run_nothing_that_people_wrote(page: Page, cast):
    """The page fails also on a violation of the policy and on every error of a script."""
    register = rows.Register(cast)
    canaries.plant(register.keys())
    ngo = cast.rasht_ngo.pk
    with scope.system():
        director = User.objects.get(pk=cast.gilan_director.pk)
        document = Document.objects.filter(ngo=ngo).latest("pk").pk
        letter = Letter.objects.filter(ngo=ngo).latest("pk").pk
        application = Application.objects.filter(ngo=ngo).latest("pk").pk
        session = Session.objects.filter(council__county=cast.rasht_ngo.county).latest("pk").pk
    page.add_init_script(f"window.{canaries.WORD} = () => console.error('a canary ran')")
    sign_in(page, director)
    for path in (
        "/office/", "/office/ngos/ngo/", f"/office/ngos/ngo/{ngo}/",
        f"/office/ngos/ngo/{ngo}/?tab=documents", f"/office/ngos/ngo/{ngo}/?tab=history",
        f"/office/ngos/ngo/{ngo}/change/", f"/office/ngos/ngo/{ngo}/documents/{document}/change/",
        f"/office/letters/letter/{letter}/change/", f"/office/licensing/application/{application}/",
        f"/office/councils/session/{session}/", "/office/worklist/",
        "/office/imports/run/", "/office/accounts/user/", "/account/2fa/",
    ):  # fmt: skip
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        expect(page.locator(canaries.WORD)).to_have_count(0)
    page.goto("/office/letters/letter/add/")
    page.locator("#id_ngo + .select2 .select2-selection").click()
    page.keyboard.type(canaries.WORD)
    expect(page.locator(".select2-results__option").first).to_contain_text(canaries.WORD)
    expect(page.locator(canaries.WORD)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("#id_ngo + .select2")).to_contain_text(canaries.WORD)
