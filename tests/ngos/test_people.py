"""People on the screens of the offices."""

import pytest
from django.urls import reverse

from accounts import scope
from ngos.models import Branch, Document, Term
from tests.cast import county, make_person, signed_in

LIST = reverse("admin:ngos_person_changelist")


def page_of(person):
    return reverse("admin:ngos_person_change", args=[person.pk])


def filled(client, address):
    """The form at an address as the browser would send it back unchanged."""
    context = client.get(address).context
    form = context["adminform"].form if "adminform" in context else context["form"]
    return {bound.html_name: str(bound.value() or "") for bound in form}


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
    typed = filled(client, page_of(person)) | {"first_name": "دیگری"}
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


def parts_of(ngo):
    """What two clerks may edit at once: an address, two of its fields, and the stored row."""
    with scope.system():
        person = make_person("مریم", "رضایی")
        rows = {
            "terms": (serving(person, ngo, "treasurer"), "gazette_no", "start_on"),
            "branches": (
                Branch.objects.create(ngo=ngo, county=county("لاهیجان")), "head_name", "permit_no",
            ),
            "documents": (
                Document.objects.create(ngo=ngo, type="charter", number="12"), "number", "authority"
            ),
        }  # fmt: skip
    found = {
        name: (reverse(f"admin:ngos_ngo_{name}_change", args=[ngo.pk, row.pk]), row, *fields)
        for name, (row, *fields) in rows.items()
    }
    return found | {"people": (page_of(person), person, "father_name", "education")}


@pytest.mark.parametrize("what", ["people", "terms", "branches", "documents"])
def test_the_second_of_two_is_told_what_the_first_changed_and_keeps_what_was_typed(cast, what):
    address, row, own, other = parts_of(cast.rasht_ngo)[what]
    day = other == "start_on"
    first, second = signed_in(cast.gilan_expert), signed_in(cast.gilan_director)
    of_second = filled(second, address) | {own: "دوم"}
    of_first = filled(first, address) | {own: "یکم", other: "1399/02/01" if day else "تازه"}
    assert first.post(address, of_first).status_code == 302

    context = second.post(address, of_second).context
    form = context["adminform"].form if what == "people" else context["form"]
    assert {change.name for entry in form.concurrent_changes for change in entry.changes} == {
        own, other,
    }  # fmt: skip
    assert form.non_field_errors()
    assert own in form.errors
    assert form[own].value() == "دوم"
    with scope.system():
        row.refresh_from_db()
        assert getattr(row, own) == "یکم"
    again = {bound.html_name: str(bound.value() or "") for bound in form}
    assert second.post(address, again).status_code == 302
    with scope.system():
        row.refresh_from_db()
    assert getattr(row, own) == "دوم"
    assert str(getattr(row, other)) == ("2020-04-20" if day else "تازه")
