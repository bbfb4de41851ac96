"""People on the screens of the offices."""

import pytest
from django.urls import reverse

from accounts import scope
from ngos.models import Term
from tests.cast import make_person, signed_in

LIST = reverse("admin:ngos_person_changelist")


def page_of(person):
    return reverse("admin:ngos_person_change", args=[person.pk])


def serving(person, ngo, post="founder"):
    with scope.system():
        return Term.objects.create(ngo=ngo, person=person, post=post, start_on="2020-01-01")


def test_a_county_reads_a_person_of_the_province_and_changes_nothing(cast):
    person = make_person("نام‌دار", at="گیلان")
    serving(person, cast.rasht_ngo)
    client = signed_in(cast.rasht_expert)
    page = client.get(page_of(person))
    assert page.status_code == 200
    assert not page.context["has_change_permission"]
    assert "نام‌دار" in page.content.decode()
    assert client.post(page_of(person), {"first_name": "دیگری"}).status_code == 403


@pytest.mark.parametrize("expert", ["rasht_expert", "gilan_expert"])
def test_an_office_changes_its_own_people(cast, expert):
    person = make_person(at="گیلان/رشت")
    client = signed_in(getattr(cast, expert))
    typed = {"first_name": "دیگری", "last_name": "نامی"}
    assert client.post(page_of(person), typed).status_code == 302
    with scope.system():
        person.refresh_from_db()
    assert person.first_name == "دیگری"


def test_a_person_is_found_by_a_whole_number_however_it_is_written(cast):
    person = make_person(at="گیلان", mobile="09700000001", national_id="9991000011")
    make_person(at="گیلان")
    client = signed_in(cast.gilan_expert)
    for typed in ("+98 970 000 0001", "۹۷۰۰۰۰۰۰۰۱", "۹۹۹-۱۰۰۰۰۱-۱"):
        assert list(client.get(LIST, {"q": typed}).context["cl"].result_list) == [person], typed
