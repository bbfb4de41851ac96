"""The public register: found in any spelling, its licence told, nothing of who works there."""

import datetime
import random
import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts import scope
from licensing.models import Licence
from persian.dates import today
from public.chart import finances
from tests.cast import make_ngo

NAMES = (
    "خیریه مهر گستران ذوالفقار", "انجمن حمایت از کودکان گیلان", "مؤسسه صدای طبیعت سبز",
    "بنیاد نیکوکاری حضرت زینب", "کانون یاوران سلامت رشت", "جمعیت دوستداران تالاب انزلی",
    "انجمن بانوان کارآفرین لاهیجان", "مؤسسه فرهنگی غدیر قزوین", "خانه مهربانی ظفر",
    "انجمن اهدای زندگی استان", "مجمع خیرین مدرسه‌ساز", "مؤسسه آموزشی ثمین",
)  # fmt: skip


@pytest.fixture
def register(cast):
    with scope.system():
        ngos = [make_ngo(at="گیلان/رشت", name=name) for name in NAMES]
        made = {"kind": "activity_licence", "issued_on": today() - datetime.timedelta(30)}
        later = today() + datetime.timedelta(300)
        Licence.objects.create(ngo=ngos[0], number="101", expires_on=later, **made)
        Licence.objects.create(
            ngo=ngos[1], number="102", expires_on=later, state="suspended",
            state_since=today() - datetime.timedelta(3), **made,
        )  # fmt: skip
    return ngos


def found(said, **more):
    page = Client().get(reverse("public_register"), {"q": said, **more})
    assert page.status_code == 200
    return [ngo.name for ngo in page.context["found"].ngos] if page.context["found"] else None


@pytest.mark.parametrize(
    "said",
    [
        "خیریه مهر گستران ذوالفقار", "خيريه مهرگستران ذوالفقار", "مهر گستران", "ذوالفقار خیریه",
        "خیریه مهر گستران زولفقار", "خیریه مهر گسترن ذوالفقار", "خیریه مهر گستران ضوالفقار",
        "خیریهٔ مهرگستران", "  خیریه   مهر ",
    ],
)  # fmt: skip
def test_an_ngo_is_found_in_any_spelling(register, said):
    assert NAMES[0] in found(said)[:10]


def misspelt(name, chance):
    """One letter dropped, doubled or changed for one alike, or two that changed places."""
    at = chance.choice([place for place, letter in enumerate(name) if letter.isalpha()])
    alike = {"ذ": "ز", "ظ": "ض", "ص": "س", "ث": "س", "ط": "ت", "ح": "ه", "غ": "ق", "ق": "غ"}
    ways = (
        name[:at] + name[at + 1 :],
        name[:at] + name[at] * 2 + name[at + 1 :],
        name[:at] + alike.get(name[at], "ا") + name[at + 1 :],
        name[: max(at - 1, 0)] + name[at] + name[max(at - 1, 0) : at] + name[at + 1 :],
    )
    return chance.choice(ways)


def test_of_generated_misspellings_nearly_all_are_among_the_first_ten(register, settings):
    settings.PUBLIC_REGISTER_RATE = "100000/m/ip"
    chance, tried, right = random.Random(1401), 240, 0
    for turn in range(tried):
        name = NAMES[turn % len(NAMES)]
        right += name in found(misspelt(name, chance))[:10]
    assert right / tried >= 0.98, right


def test_a_page_tells_the_licence_and_since_when_it_is_suspended(register):
    page = Client().get(reverse("public_ngo", args=[register[0].pk])).content.decode()
    assert "معتبر" in page
    page = Client().get(reverse("public_ngo", args=[register[1].pk]))
    assert page.context["ngo"].standing == "suspended"
    assert page.context["ngo"].since == today() - datetime.timedelta(3)


def test_nothing_of_persons_stands_in_the_public_register(cast):
    with scope.system():
        ngo = make_ngo(
            at="گیلان/رشت", name="انجمن آزمون", ceo_name="نام‌آور پنهانی", phone="01312345678",
            mobile="09700000001", notes="یادداشت دفتر",
        )  # fmt: skip
    page = Client().get(reverse("public_ngo", args=[ngo.pk])).content.decode()
    for secret in ("پنهانی", "01312345678", "۰۱۳۱۲۳۴۵۶۷۸", "09700000001", "یادداشت دفتر"):
        assert secret not in page
    assert found("پنهانی") == []
    assert found("01312345678") == []


def test_applicants_and_unknown_numbers_are_not_in_it(cast):
    with scope.system():
        ngo = make_ngo(at="گیلان/رشت", name="انجمن متقاضی", status="applicant")
    assert found("انجمن متقاضی") == []
    for pk in (ngo.pk, 10**12, 10**30):
        assert Client().get(f"/register/{pk}/").status_code == 404


def test_a_visitor_reads_no_table_of_the_register(register):
    with scope.enter(scope.of(None)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM public_one(%s, %s)", [register[0].pk, today()])
        assert cursor.fetchone() == (1,)
        for kind in scope.Kind:
            if kind is not scope.Kind.PUBLIC:
                cursor.execute(
                    "SELECT has_function_privilege(%s, 'public_one(bigint,date)', 'EXECUTE')",
                    [scope.role_name(kind)],
                )
                assert cursor.fetchone() == (False,)


def test_odd_questions_break_nothing(register):
    for odd in ("%", "_", "'", "\\", "a" * 5000, "۱۲۳", "\u200c", "؛--", "<script>"):
        assert found(odd) is None or isinstance(found(odd), list)
    assert found("خیریه", page="-1", province="نیست") is not None
    assert found("خیریه", page="99999999999") is not None


def test_whoever_asks_too_often_waits(register, settings):
    settings.PUBLIC_REGISTER_RATE = "3/m/ip"
    client = Client(REMOTE_ADDR="10.9.8.7")
    answers = [client.get(reverse("public_register")).status_code for _turn in range(5)]
    assert answers.count(429) == 2


def test_the_drawing_of_the_years_has_numbers_that_a_browser_reads():
    """A drawing's places are written as browsers read them, whatever the language of the page."""
    drawn = finances([{"year": 1402, "income": 7, "expense": 5}])
    places = re.findall(r'\b(?:x|y|width|height)="([^"]*)"', drawn)
    assert places
    assert all(re.fullmatch(r"[0-9.]+", place) for place in places), places
