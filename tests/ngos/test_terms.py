"""Officers and branches of an NGO: entering, ending, deleting."""

import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts import scope
from accounts.roles import Role
from ngos.models import Branch, Person, Term
from persian.dates import today
from tests.cast import county, make_person, make_user, national_id, signed_in


def add(ngo, part="terms"):
    return reverse(f"admin:ngos_ngo_{part}_add", args=[ngo.pk])


def at(verb, row, part="terms"):
    return reverse(f"admin:ngos_ngo_{part}_{verb}", args=[row.ngo_id, row.pk])


def term(**values):
    return {"post": "ceo", "start_on": "۱۴۰۲/۰۱/۱۵", "end_on": "", "gazette_no": "", **values}


def errors(response):
    assert response.status_code == 200, response
    return response.context["form"].errors


def stored_term(ngo, person, **values):
    with scope.system():
        given = {"post": "ceo", "start_on": datetime.date(2023, 4, 4), **values}
        return Term.objects.create(ngo=ngo, person=person, **given)


def test_a_registered_person_takes_office_and_the_ceo_name_follows(cast):
    person = make_person("مریم", "رضایی")
    client = signed_in(cast.gilan_expert)
    response = client.post(add(cast.rasht_ngo), term(person=str(person.pk)))
    assert response.status_code == 302
    with scope.system():
        cast.rasht_ngo.refresh_from_db()
        assert Term.objects.get().start_on == datetime.date(2023, 4, 4)
    assert cast.rasht_ngo.ceo_name == "مریم رضایی"


def test_a_new_person_is_registered_with_the_term_in_the_county_of_the_ngo(cast):
    new = {"new_first_name": "زهرا", "new_last_name": "كريمي", "new_national_id": national_id(801)}
    new |= {"new_birth_date": "۱۳۶۰/۰۲/۰۳", "new_education": "کارشناسی مددکاری"}
    response = signed_in(cast.rasht_expert).post(add(cast.rasht_ngo), term(**new))
    assert response.status_code == 302
    with scope.system():
        person = Term.objects.get().person
        assert person.birth_date == datetime.date(1981, 4, 23)
        assert person.education == "کارشناسی مددکاری"
        assert (str(person), person.county_id, person.national_id) == (
            "زهرا کریمی", cast.rasht_ngo.county_id, national_id(801),
        )  # fmt: skip


def test_nobody_and_two_people_at_once_are_refused_in_words(cast):
    person, client = make_person(), signed_in(cast.gilan_expert)
    assert "person" in errors(client.post(add(cast.rasht_ngo), term()))
    both = term(person=str(person.pk), new_first_name="الف", new_last_name="ب")
    assert "person" in errors(client.post(add(cast.rasht_ngo), both))


def test_a_wrong_number_of_a_new_person_keeps_what_was_typed(cast):
    new = {"new_first_name": "زهرا", "new_last_name": "کریمی", "new_national_id": "9990008010"}
    response = signed_in(cast.gilan_expert).post(add(cast.rasht_ngo), term(**new))
    assert "new_national_id" in errors(response)
    assert response.context["form"]["new_last_name"].value() == "کریمی"
    with scope.system():
        assert not Person.objects.exists()


def test_a_person_of_the_province_is_not_registered_twice(cast):
    known = make_person()
    new = {"new_first_name": "زهرا", "new_last_name": "کریمی", "new_national_id": known.national_id}
    assert "new_national_id" in errors(
        signed_in(cast.gilan_expert).post(add(cast.rasht_ngo), term(**new))
    )


def test_a_person_whom_a_county_does_not_see_is_told_of_without_a_name(cast):
    known = make_person("پنهان", at="گیلان/بندر انزلی")
    new = {"new_first_name": "زهرا", "new_last_name": "کریمی", "new_national_id": known.national_id}
    response = signed_in(cast.rasht_expert).post(add(cast.rasht_ngo), term(**new))
    assert "new_national_id" in errors(response)
    assert "پنهان" not in response.content.decode()


def test_a_person_of_another_office_cannot_be_named(cast):
    stranger = make_person(at="اصفهان")
    response = signed_in(cast.gilan_expert).post(add(cast.rasht_ngo), term(person=str(stranger.pk)))
    assert "person" in errors(response)


def test_the_nation_too_names_people_of_the_ngo_s_province_alone(cast):
    stranger = make_person("غریبه", at="اصفهان")
    neighbour = make_person("غریبه", at="گیلان")
    client = signed_in(cast.national_expert)
    page = client.get(add(cast.rasht_ngo))
    address = page.context["form"].fields["person"].widget.get_url()
    asked = {
        "term": "غریبه",
        "app_label": "ngos",
        "model_name": "term",
        "field_name": "person",
        **parse_qs(urlsplit(address).query),
    }
    found = client.get(urlsplit(address).path, asked).json()["results"]
    assert [row["id"] for row in found] == [str(neighbour.pk)]
    refused = client.post(add(cast.rasht_ngo), term(person=str(stranger.pk)))
    assert "person" in errors(refused)
    assert client.post(add(cast.rasht_ngo), term(person=str(neighbour.pk))).status_code == 302


def test_the_database_refuses_a_term_between_two_provinces(cast):
    stranger = make_person(at="اصفهان")
    own = stored_term(cast.rasht_ngo, make_person())
    with scope.system():
        for change in (
            lambda: Term.objects.create(
                ngo=cast.rasht_ngo, person=stranger, post="founder", start_on="2024-01-01"
            ),
            lambda: Term.objects.filter(pk=own.pk).update(person=stranger),
            lambda: Term.objects.filter(pk=own.pk).update(ngo=cast.isfahan_ngo),
        ):
            with pytest.raises(DatabaseError, match="another province"), transaction.atomic():
                change()


@pytest.mark.parametrize(
    ("second", "field"),
    [
        ({"post": "ceo"}, "start_on"),  # somebody else is CEO
        ({"post": "ceo", "same": True}, "start_on"),
        ({"post": "inspector", "same": True}, "post"),  # the CEO may not inspect
        ({"post": "treasurer", "start_on": "1402/05/01", "end_on": "1402/04/31"}, "end_on"),
    ],
)
def test_terms_that_exclude_each_other_are_told_at_their_field(cast, second, field):
    ceo = stored_term(cast.rasht_ngo, make_person())
    person = ceo.person if second.pop("same", False) else make_person()
    response = signed_in(cast.gilan_expert).post(
        add(cast.rasht_ngo), term(person=str(person.pk), **second)
    )
    assert field in errors(response)
    with scope.system():
        assert Term.objects.count() == 1


def test_the_day_after_a_term_the_next_may_begin(cast):
    stored_term(cast.rasht_ngo, make_person(), end_on=datetime.date(2024, 3, 19))
    client, person = signed_in(cast.gilan_expert), make_person()
    assert "start_on" in errors(
        client.post(add(cast.rasht_ngo), term(person=str(person.pk), start_on="1402/12/29"))
    )
    assert (
        client.post(
            add(cast.rasht_ngo), term(person=str(person.pk), start_on="1403/01/01")
        ).status_code
        == 302
    )


def test_a_term_ends_on_a_day_that_has_come(cast):
    row = stored_term(cast.rasht_ngo, make_person())
    client = signed_in(cast.rasht_expert)
    assert "on" in errors(client.post(at("end", row), {"on": "1500/01/01"}))
    assert "on" in errors(client.post(at("end", row), {"on": "1390/01/01"}))
    assert client.post(at("end", row), {"on": "1403/01/01"}).status_code == 302
    with scope.system():
        row.refresh_from_db()
    assert row.end_on == datetime.date(2024, 3, 20)


def test_only_those_who_may_change_terms_do(cast):
    row = stored_term(cast.rasht_ngo, make_person())
    for who in (cast.gilan_auditor, cast.rasht_case_worker):
        client = signed_in(who)
        assert client.get(add(cast.rasht_ngo)).status_code == 403
        assert client.post(at("end", row), {"on": "1403/01/01"}).status_code == 403
    assert signed_in(cast.rasht_expert).post(at("delete", row)).status_code == 403
    for who in (cast.isfahan_expert, make_user(Role.COUNTY_EXPERT, at="گیلان/بندر انزلی")):
        assert signed_in(who).get(at("change", row)).status_code == 404
    assert signed_in(cast.gilan_director).post(at("delete", row)).status_code == 302


def test_a_branch_is_opened_once_in_a_county_and_closed(cast):
    client = signed_in(cast.gilan_expert)
    with scope.system():
        lahijan, kashan = county("لاهیجان"), county("کاشان")
    typed = {"county": str(lahijan.pk), "head_name": "حسن نوری", "opened_on": "1400/01/01"}
    assert client.post(add(cast.rasht_ngo, "branches"), typed).status_code == 302
    assert "county" in errors(client.post(add(cast.rasht_ngo, "branches"), typed))
    assert "county" in errors(
        client.post(add(cast.rasht_ngo, "branches"), typed | {"county": str(kashan.pk)})
    )
    with scope.system():
        branch = Branch.objects.get()
    assert client.post(at("end", branch, "branches"), {"on": "1399/01/01"}).status_code == 200
    assert client.post(at("end", branch, "branches"), {"on": "1403/01/01"}).status_code == 302
    assert (
        client.post(
            add(cast.rasht_ngo, "branches"), typed | {"opened_on": "1403/02/01"}
        ).status_code
        == 302
    )


def test_ended_terms_are_listed_apart_with_their_length(cast):
    stored_term(cast.rasht_ngo, make_person(), end_on=datetime.date(2024, 7, 5))
    stored_term(cast.rasht_ngo, make_person(), start_on=today())
    page = signed_in(cast.gilan_expert).get(
        reverse("admin:ngos_ngo_detail", args=[cast.rasht_ngo.pk]) + "?tab=terms"
    )
    assert len(page.context["loaded"].past_terms) == len(page.context["loaded"].current_terms) == 1
    assert "۱ سال و ۳ ماه" in page.content.decode()
