"""What all lists of the staff site share, seen on people, fields and their look-ups."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import scope
from ngos.models import Field, Person, Term
from persian.numbers import persian_digits
from tests.cast import make_person, signed_in

PEOPLE, FIELDS = "/office/ngos/person/", "/office/ngos/field/"


def people(user, **query) -> list[str]:
    response = signed_in(user).get(PEOPLE, query)
    assert response.status_code == 200
    return [str(person) for person in response.context["cl"].result_list]


@pytest.fixture
def maryam(cast) -> Person:
    person = make_person("مریم", "پورابراهیم‌زاده", at="گیلان/رشت", mobile="09700000456")
    with scope.system():
        Term.objects.create(
            ngo=cast.rasht_ngo, person=person, post="ceo", start_on=datetime.date(2024, 1, 1)
        )
    return person


# -- people ------------------------------------------------------------------------------------


def test_people_are_listed_where_the_scope_reaches(cast, maryam):
    assert people(cast.gilan_expert) == [str(maryam)]
    assert people(cast.rasht_expert) == [str(maryam)]
    assert people(cast.isfahan_expert) == []


def test_a_person_is_found_by_name_in_any_spelling_or_by_a_whole_number(cast, maryam):
    other = make_person("زهرا", "کریمی", at="گیلان/رشت")
    for search in ("پور ابراهیم زاده", "ابراهیمزاده مريم", maryam.national_id, "۰۹۷۰۰۰۰۰۴۵۶"):
        assert people(cast.gilan_expert, q=search) == [str(maryam)]
    assert people(cast.gilan_expert, q=other.national_id[:7]) == []


def test_personal_numbers_are_masked_in_the_list_for_everybody(cast, maryam):
    persian = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
    for user in (cast.gilan_director, cast.gilan_auditor, cast.rasht_expert):
        page = signed_in(user).get(PEOPLE).content.decode()
        for number in (maryam.national_id, maryam.mobile):
            assert number not in page
            assert number.translate(persian) not in page


def test_a_form_masks_personal_numbers_for_those_who_may_not_see_them(cast, maryam):
    address = f"{PEOPLE}{maryam.pk}/change/"
    shown = persian_digits(maryam.national_id)
    assert shown in signed_in(cast.gilan_expert).get(address).content.decode()
    for user in (cast.rasht_expert, cast.gilan_auditor):
        page = signed_in(user).get(address).content.decode()
        assert shown not in page
        assert maryam.national_id not in page


def test_people_are_narrowed_by_post(cast, maryam):
    make_person("زهرا", "کریمی", at="گیلان/رشت")
    assert people(cast.gilan_expert, post="ceo") == [str(maryam)]
    assert people(cast.gilan_expert, is_serving="yes") == [str(maryam)]
    assert people(cast.gilan_expert, is_serving="no") == ["زهرا کریمی"]
    page = signed_in(cast.gilan_expert).get(PEOPLE).content.decode()
    assert cast.rasht_ngo.name in page


def test_a_new_person_belongs_to_the_office_that_adds_them(cast):
    client = signed_in(cast.rasht_expert)
    client.post(f"{PEOPLE}add/", {"first_name": "سارا", "last_name": "نوری", "national_id": ""})
    with scope.system():
        person = Person.objects.get(last_name="نوری")
        assert person.county_id == cast.rasht_expert.county_id
        assert person.province_id == cast.rasht_expert.province_id


def test_a_national_id_is_told_twice_in_a_province(cast, maryam):
    response = signed_in(cast.gilan_expert).post(
        f"{PEOPLE}add/",
        {"first_name": "سارا", "last_name": "نوری", "national_id": maryam.national_id},
    )
    assert response.status_code == 200
    assert "national_id" in response.context["adminform"].form.errors


def test_the_list_of_people_costs_the_same_however_long_it_is(cast, maryam):
    client = signed_in(cast.gilan_expert)
    client.get(PEOPLE)
    with CaptureQueriesContext(connection) as few:
        client.get(PEOPLE)
    for _ in range(20):
        make_person(at="گیلان/رشت")
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(PEOPLE).context["cl"].result_list) == 21
    assert len(few) == len(many)


# -- fields ------------------------------------------------------------------------------------


def test_the_nation_edits_fields_and_their_other_names(cast):
    client = signed_in(cast.national_expert)
    response = client.post(
        f"{FIELDS}add/",
        {
            "name": "کودکان",
            "aliases": "کودکی، تعلیم و تربیت, يادگيري ،",
            "is_active": "on",
            "position": "5",
        },
    )
    assert response.status_code == 302
    with scope.system():
        field = Field.objects.get(name="کودکان")
    assert field.aliases == ["کودکی", "تعلیم و تربیت", "یادگیری"]
    page = client.get(f"{FIELDS}{field.pk}/change/").content.decode()
    assert "کودکی، تعلیم و تربیت، یادگیری" in page


def test_other_offices_read_the_fields_alone(cast):
    client = signed_in(cast.gilan_expert)
    assert client.get(FIELDS).status_code == 200
    assert client.get(f"{FIELDS}add/").status_code == 403
    with scope.system():
        field = Field.objects.first()
    client.post(f"{FIELDS}{field.pk}/change/", {"name": "دیگر", "position": "1"})
    with scope.system():
        assert Field.objects.get(pk=field.pk).name == field.name


# -- look-ups while typing ---------------------------------------------------------------------


def look_up(user, model: str, term: str, **field) -> list[str]:
    query = {"term": term, "app_label": "ngos", **field}
    response = signed_in(user).get("/office/autocomplete/", query)
    assert response.status_code == 200
    return [found["text"] for found in response.json()["results"]]


def test_people_are_looked_up_in_any_spelling_within_the_scope(cast, maryam):
    field = {"model_name": "term", "field_name": "person"}
    assert look_up(cast.gilan_expert, "person", "ابراهیم زاده", **field) == [str(maryam)]
    assert look_up(cast.isfahan_expert, "person", "ابراهیم زاده", **field) == []


def test_ngos_are_looked_up_in_any_spelling_within_the_scope(cast):
    field = {"model_name": "term", "field_name": "ngo"}
    assert look_up(cast.gilan_expert, "ngo", "ياري رشت", **field) == [cast.rasht_ngo.name]
    assert look_up(cast.isfahan_expert, "ngo", "ياري رشت", **field) == []


# -- lists with nothing in them ----------------------------------------------------------------


def test_an_empty_list_says_what_would_be_here(cast):
    page = signed_in(cast.isfahan_expert).get(PEOPLE).content.decode()
    assert "empty-list" in page


def test_a_wrong_address_of_a_list_without_filters_is_told(cast):
    response = signed_in(cast.gilan_expert).get(FIELDS, {"nothing": "1"}, follow=True)
    assert response.status_code == 200
    assert response.context["cl"].problems


def test_the_page_has_the_frame_in_which_the_script_counts_chosen_rows(cast):
    page = signed_in(cast.gilan_expert).get("/office/ngos/ngo/").content.decode()
    frame = page.index("result-list-wrapper")
    assert frame < page.index("action-counter")
    assert frame < page.index("action-select")
