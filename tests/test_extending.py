"""A room of one's own: everything that `docs/extending.md` promises, with «گواهی‌ها»."""

import datetime
import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts import scope
from accounts.policies import all_policies
from accounts.services.set_policy import set_policy
from councils.matters import matter_of
from councils.services.sessions.agenda import add_row
from jobs.daily import run_daily
from letters.models import LetterTemplate
from persian.dates import today
from tests.cast import signed_in
from tests.certificates.hooks import WAITING_DAYS
from tests.certificates.models import Certificate, State
from tests.councils.factory import attend, decide, make_council, plan, sign
from tests.rooms import FOLDERS, ROOT

pytestmark = pytest.mark.django_db
PAGE = "admin:ngos_ngo_detail"


def days_ago(days):
    return today() - datetime.timedelta(days)


def give(ngo, **values):
    with scope.system():
        values = {"subject": "حسن انجام کار", "asked_on": today(), **values}
        return Certificate.objects.create(ngo=ngo, **values)


def shown(client, address, **query):
    return client.get(address, query).content.decode()


def test_no_room_of_the_house_knows_it():
    for room in FOLDERS:
        for file in (ROOT / room).rglob("*.py"):
            assert not re.search(r"\btests\b.*\bcertificates\b", file.read_text()), file
    settings = (ROOT / "tests/settings.py").read_text()
    assert len(re.findall(r'"tests\.certificates"', settings)) == 1


def test_the_ngo_s_page_has_its_part_and_its_history(cast):
    give(cast.rasht_ngo)
    client = signed_in(cast.rasht_expert)
    address = reverse(PAGE, args=[cast.rasht_ngo.pk])
    page = shown(client, address, tab="certificates")
    assert "گواهی‌ها" in page
    assert "حسن انجام کار" in page
    assert "گواهی" in shown(client, address, tab="history")


def test_the_worklist_shows_what_waits(cast):
    give(cast.rasht_ngo, asked_on=days_ago(11))
    give(cast.rasht_ngo, subject="همکاری")
    give(cast.rasht_ngo, state=State.GIVEN)
    page = shown(signed_in(cast.rasht_expert), reverse("admin:worklist"))
    assert "گواهی‌های درخواست‌شده" in page
    assert "همکاری" in page


def test_another_province_sees_nothing_of_it(cast):
    before = shown(signed_in(cast.isfahan_expert), reverse("admin:worklist"))
    give(cast.rasht_ngo, asked_on=days_ago(11))
    with scope.enter(scope.of(cast.isfahan_expert)):
        assert not Certificate.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO certificates_certificate (ngo_id, subject, asked_on, state)"
                " VALUES (%s, 'x', now(), 'asked')",
                [cast.rasht_ngo.pk],
            )
    after = shown(signed_in(cast.isfahan_expert), reverse("admin:worklist"))
    key = re.compile(r'value="[^"]{20,}"|nonce="[^"]+"')
    assert key.sub("", after) == key.sub("", before)


def test_the_province_decides_on_its_policy(cast):
    assert all_policies()["certificate_days"] is WAITING_DAYS
    director = cast.gilan_director
    with scope.enter(scope.of(director)):
        set_policy(actor=director, policy=WAITING_DAYS, province=director.province, value=20)
    page = shown(signed_in(cast.gilan_director), reverse("admin:accounts_policysetting_changelist"))
    assert "مهلت دادن گواهی" in page
    assert "۲۰" in page


def test_the_clock_forgets_what_was_asked_for_long_ago(cast):
    give(cast.rasht_ngo, asked_on=days_ago(400))
    kept = give(cast.rasht_ngo)
    assert run_daily(today())["forget_certificates"] == 1
    with scope.system():
        assert list(Certificate.objects.all()) == [kept]


def test_a_letter_has_its_field(cast):
    give(cast.rasht_ngo, state=State.GIVEN)
    with scope.system():
        template = LetterTemplate.objects.create(
            title="گواهی", kind="notice", subject="{certificate}", body="{ngo}: {certificate}"
        )
    asked = {"direction": "outgoing", "ngo": cast.rasht_ngo.pk, "template": template.pk}
    page = shown(signed_in(cast.rasht_expert), reverse("admin:letters_letter_add"), **asked)
    assert f"{cast.rasht_ngo.name}: حسن انجام کار" in page


def test_the_sidebar_leads_to_it(cast):
    assert "سمن‌های دارای گواهی" in shown(signed_in(cast.rasht_expert), reverse("admin:index"))


def test_a_council_decides_on_it(cast):
    asked, other = give(cast.rasht_ngo), give(cast.anzali_ngo)
    council = make_council("گیلان/رشت")
    session = plan(cast.rasht_secretary, council)
    attend(cast.rasht_secretary, session)
    clerk = cast.rasht_secretary
    with scope.enter(scope.of(clerk)):
        matter = matter_of("certificate")
        assert list(matter.to_put_on(council)) == [asked]
        item = add_row(actor=clerk, session=session, matter=matter, key=asked.pk)
    page = shown(signed_in(clerk), reverse("admin:councils_session_detail", args=[session.pk]))
    assert f"حسن انجام کار، {cast.rasht_ngo}" in page
    decide(clerk, item, "adopt")
    sign(cast.rasht_chair, session, states={item.pk: State.ASKED})
    with scope.system():
        states = Certificate.objects.order_by("pk").values_list("state", flat=True)
        assert list(states) == [State.GIVEN, State.ASKED]
        assert other.state == State.ASKED
