"""The register's filters, map and history; what is told to search engines; one rule of standing."""

import datetime
import itertools
import json
import re

import pytest
from django.db import connection
from django.test import Client

from accounts import scope
from accounts.models import Province
from ngos.models.ngo import Status
from ngos.standing import standing_on
from persian.dates import today
from public.map import PLACES
from tests.cast import make_ngo, signed_in


def found(**query):
    page = Client().get("/register/", query)
    return {ngo.name for ngo in page.context["found"].ngos}


@pytest.fixture
def register(cast):
    with scope.system():
        make_ngo(at="گیلان/رشت", name="انجمن یک", is_charity=True, activity_level="county")
        make_ngo(at="گیلان/رودبار", name="انجمن دو", activity_level="national")
        make_ngo(at="قزوین/قزوین", name="انجمن سه", status="dissolved", licence_no="1",
                 licence_issued_on=today())  # fmt: skip


def test_the_register_is_narrowed_by_everything_that_it_offers(register):
    assert {"انجمن یک", "انجمن دو"} <= found(province="گیلان")
    assert "انجمن سه" not in found(province="گیلان")
    assert found(province="گیلان", county="رودبار", q="انجمن") >= {"انجمن دو"}
    assert "انجمن یک" not in found(province="گیلان", county="رودبار")
    assert "انجمن دو" not in found(charity="yes")
    assert "انجمن یک" not in found(level="national")
    assert found(standing="revoked") == {"انجمن سه"}
    assert "انجمن یک" in found(charity="yes", level="county", province="گیلان", q="یک")


def test_every_province_has_its_tile_and_no_two_lie_on_one(cast):
    with scope.system():
        names = set(Province.objects.values_list("name", flat=True))
    assert names <= set(PLACES)
    assert len(set(PLACES.values())) == len(PLACES) == 31
    page = Client().get("/register/")
    assert {tile.name for tile in page.context["map"]} == set(PLACES)


def test_the_database_and_the_house_tell_the_same_standing(cast):
    day = today()
    ends = (None, day - datetime.timedelta(1), day, day + datetime.timedelta(400))
    states = ("valid", "suspended", "revoked", "superseded")
    known = [status for status in Status.values if status != Status.UNKNOWN]
    with connection.cursor() as cursor:
        for state, status, end in itertools.product(states, known, ends):
            cursor.execute(
                "SELECT public_standing('1', %s, %s, %s, %s, %s)", [day, state, status, end, day]
            )
            told = standing_on(
                state=state, ngo_status=status, expires_on=end, alert_days=None, today=day
            )
            assert cursor.fetchone() == (told.value,), (state, status, end)


def test_nobody_says_of_an_ngo_without_a_status_that_its_licence_holds(cast):
    with connection.cursor() as cursor:
        for end, told in ((today() - datetime.timedelta(1), "expired"), (today(), "unknown")):
            cursor.execute(
                "SELECT public_standing('1', %s, '', 'unknown', %s, %s)", [today(), end, today()]
            )
            assert cursor.fetchone() == (told,)


def test_a_page_tells_programs_what_it_tells_people(register):
    page = Client().get("/register/", {"q": "انجمن یک"})
    number = page.context["found"].ngos[0].id
    text = Client().get(f"/register/{number}/").content.decode()
    told = json.loads(re.search(r"ld\+json\">(.*?)</script>", text)[1])
    assert told["@type"] == "NGO"
    assert told["name"] == "انجمن یک"


def test_linked_data_ends_no_script(cast):
    with scope.system():
        ngo = make_ngo(at="گیلان/رشت", name="انجمن </script><b>")
    text = Client().get(f"/register/{ngo.pk}/").content.decode()
    assert "</script><b>" not in text


def test_search_engines_find_every_ngo(register):
    robots = Client().get("/robots.txt").content.decode()
    assert "/sitemap.xml" in robots
    index = Client().get("/sitemap.xml").content.decode()
    (part,) = re.findall(r"<loc>http://testserver(.*?)</loc>", index)
    numbers = re.findall(r"/register/(\d+)/", Client().get(part).content.decode())
    assert len(numbers) == len(set(numbers)) >= 3


def test_the_office_withholds_an_ngo_and_shows_it_again(cast):
    with scope.system():
        ngo = make_ngo(at="گیلان/رشت", name="انجمن پنهان")
    director, expert = signed_in(cast.gilan_director), signed_in(cast.gilan_expert)
    address = f"/office/register/{ngo.pk}/withhold/"
    assert expert.get(address).status_code == 403
    assert director.post(address, {"reason": ""}).status_code == 200
    assert director.post(address, {"reason": "به درخواست سازمان"}).status_code == 302
    assert "انجمن پنهان" not in found(q="انجمن پنهان")
    assert director.post(address, {"reason": "باز"}).context["form"].errors
    page = director.get(f"/office/ngos/ngo/{ngo.pk}/", {"tab": "public"}).content.decode()
    assert "به درخواست سازمان" in page
    assert director.post(f"/office/register/{ngo.pk}/show/").status_code == 302
    assert "انجمن پنهان" in found(q="انجمن پنهان")
