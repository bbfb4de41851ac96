"""The public page of a licence: its live standing for who holds the code, nothing for others."""

import pytest
from django.core.cache import cache
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from accounts import scope
from licensing.models import Licence
from licensing.models.licence import new_verification_code
from licensing.services.licences.suspending import suspend
from licensing.verification import typed_code, verify
from ngos.models import NGO
from persian.dates import today
from tests.cast import signed_in
from tests.licensing.licences.paths import ago, ahead, make_licence

ASK = reverse("verify")


@pytest.fixture(autouse=True)
def nobody_has_asked_yet(db):
    cache.clear()


def address(licence) -> str:
    return reverse("verify_licence", args=[licence.verification_code])


def text(response) -> str:
    return response.content.decode()


def test_a_visitor_reads_the_standing_name_level_place_and_days(cast):
    licence = make_licence(cast.rasht_ngo, number="12/1402")
    response = Client().get(address(licence))
    for word in ("معتبر", cast.rasht_ngo.name, "۱۲/۱۴۰۲", "شهرستانی", "رشت", "گیلان", "بررسی‌شده"):
        assert word in text(response)


def test_nothing_personal_is_told(cast):
    with scope.system():
        NGO.objects.filter(pk=cast.rasht_ngo.pk).update(
            ceo_name="مریم نمونه‌ای", mobile="09700000001", phone="01333330000",
            status_reason="رأی محرمانه",
        )  # fmt: skip
    licence = make_licence(
        cast.rasht_ngo, state="suspended", state_since=ago(2), state_reason="رأی محرمانه"
    )
    page = text(Client().get(address(licence)))
    legal_id = cast.rasht_ngo.legal_id
    for secret in ("مریم", "۰۹۷۰", "0970", "۰۱۳۳", "محرمانه", legal_id, licence.verification_code):
        assert secret not in page


@pytest.mark.parametrize(
    ("fields", "status", "word"),
    [
        ({}, "active", "معتبر"),
        ({"expires_on": 1}, "active", "معتبر"),
        ({"expires_on": 0}, "active", "معتبر"),
        ({"expires_on": -1}, "active", "منقضی"),
        ({"state": "suspended", "state_since": -1}, "active", "تعلیق"),
        ({"state": "revoked", "state_since": -1}, "active", "لغو"),
        ({"state": "superseded", "state_since": -1}, "active", "جایگزین"),
        ({}, "suspended", "تعلیق"),
        ({}, "revoked", "لغو"),
        ({}, "dissolved", "لغو"),
    ],
)
def test_each_standing_is_the_heading(cast, fields, status, word):
    """Days are counted from the day on which the test runs, not from that on which it was read."""
    fields = {name: ahead(value) if name.endswith(("_on", "_since")) else value
              for name, value in fields.items()}  # fmt: skip
    with scope.system():
        NGO.objects.filter(pk=cast.rasht_ngo.pk).update(status=status)
    response = Client().get(address(make_licence(cast.rasht_ngo, **fields)))
    assert word in str(response.context["found"].standing.label)


def test_a_suspension_shows_at_once(cast):
    licence = make_licence(cast.rasht_ngo)
    visitor = Client()
    assert visitor.get(address(licence)).context["found"].standing == "valid"
    with scope.enter(scope.of(cast.gilan_expert)):
        suspend(actor=cast.gilan_expert, licence=licence, on=today(), reason="رأی ۱۲")
    assert visitor.get(address(licence)).context["found"].standing == "suspended"


def test_a_code_may_be_typed_with_spaces_large_letters_and_persian_digits(cast):
    licence = make_licence(cast.rasht_ngo)
    code = licence.verification_code
    spaced = " ".join(code[i : i + 5] for i in range(0, 20, 5)).upper()
    assert verify(spaced).number == licence.number
    assert typed_code("۲۳ab-C\u200c") == "23abc"
    assert Client().get(ASK, {"code": spaced}).context["found"].number == licence.number


@pytest.mark.parametrize("code", ["", "x", "z" * 20, "' OR true --", "ا" * 500])
def test_an_unknown_code_is_told_so_and_nothing_else(cast, code):
    make_licence(cast.rasht_ngo)
    response = Client().get(ASK, {"code": code})
    assert response.status_code == (404 if code else 200)
    assert cast.rasht_ngo.name not in text(response)


def test_the_page_is_never_kept_indexed_or_told_to_others(cast):
    for where in (ASK, address(make_licence(cast.rasht_ngo)), f"{ASK}?code=zzz"):
        response = Client().get(where)
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies


def test_guessing_is_limited_by_address(cast):
    licence = make_licence(cast.rasht_ngo)
    visitor = Client()
    found = [visitor.get(ASK, {"code": f"guess{i}"}).status_code for i in range(31)]
    assert found == [404] * 30 + [429]
    refused = visitor.get(address(licence))
    assert refused.status_code == 429
    assert "noindex" in refused["X-Robots-Tag"]
    assert refused["Referrer-Policy"] == "no-referrer"
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    assert elsewhere.get(address(licence)).status_code == 200


def test_codes_have_99_bits_and_no_letters_that_look_alike():
    codes = {new_verification_code() for _each in range(1000)}
    assert len(codes) == 1000
    assert all(len(code) == 20 and not set(code) & set("01ilo") for code in codes)


def test_a_visitor_lists_no_licences(cast):
    make_licence(cast.rasht_ngo)
    with scope.enter(scope.of(None)):
        with pytest.raises(ProgrammingError), transaction.atomic():
            list(Licence.objects.all())
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM licensing_verify_licence('%')")
            assert cursor.fetchall() == []


def test_an_official_is_shown_what_a_visitor_is(cast):
    licence = make_licence(cast.rasht_ngo)
    assert signed_in(cast.isfahan_expert).get(address(licence)).status_code == 200


def test_the_qr_code_leads_to_the_public_address_of_the_office(cast, settings):
    licence = make_licence(cast.rasht_ngo)
    page = reverse("admin:licensing_licence_change", args=[licence.pk])
    expert = signed_in(cast.gilan_expert)
    assert expert.get(page).context["verification"] == f"http://testserver{address(licence)}"
    settings.PUBLIC_ADDRESS = "https://ngo.example.ir"
    assert expert.get(page).context["verification"] == f"https://ngo.example.ir{address(licence)}"


@pytest.mark.browser
def test_on_a_phone_the_standing_is_large_and_nothing_runs_out_of_the_screen(phone, cast):
    licence = make_licence(cast.rasht_ngo)
    phone.goto(address(licence))
    heading = phone.get_by_role("heading", name="معتبر")
    expect(heading).to_be_visible()
    assert heading.evaluate("node => parseFloat(getComputedStyle(node).fontSize)") >= 32
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_label("کد").fill("zzz")
    phone.get_by_role("button", name="بررسی").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("پیدا نشد")
