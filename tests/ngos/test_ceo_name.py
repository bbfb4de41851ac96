"""The CEO's name on the NGO follows the CEO's term in office, whatever changes it."""

import datetime

import pytest

from accounts import scope
from ngos.models import NGO, Person, Term
from ngos.services.delete_ngo import delete_ngo, restore_ngo
from tests.cast import make_ngo, make_person, make_user
from tests.imports.factory import codes, imported, ngo_file, ngo_row, totals

ENDED = datetime.date(2024, 3, 19)


@pytest.fixture
def ngo(cast):
    return make_ngo(at="گیلان/رشت")


@pytest.fixture
def term(ngo, everything):
    person = make_person("مریم", "رضایی")
    return Term.objects.create(ngo=ngo, person=person, post="ceo", start_on="2023-04-04")


def name_of(ngo):
    with scope.system():
        return NGO.objects.get(pk=ngo.pk).ceo_name


def test_an_import_does_not_rename_a_ceo_in_office(ngo, term):
    imported(ngo_file(ngo_row(name=ngo.name, legal_id=ngo.legal_id, ceo_name="دیگری")))
    assert name_of(ngo) == "مریم رضایی"


def test_a_file_with_another_ceo_is_warned_about_and_changes_nothing_each_time(ngo, term):
    content = ngo_file(ngo_row(name=ngo.name, legal_id=ngo.legal_id, ceo_name="دیگری"))
    imported(content)
    again = imported(content)
    assert totals(again) == {"read": 1, "unchanged": 1, "warned": 1}
    assert codes(again) == [(2, "ceo_name", "differs_from_register")]


def test_without_a_ceo_in_office_the_name_is_the_file_s(ngo, term):
    Term.objects.filter(pk=term.pk).update(end_on=ENDED)
    assert name_of(ngo) == "مریم رضایی"
    imported(ngo_file(ngo_row(name=ngo.name, legal_id=ngo.legal_id, ceo_name="دیگری")))
    assert name_of(ngo) == "دیگری"


@pytest.mark.parametrize("end_on", [None, ENDED])
def test_a_corrected_name_of_the_person_is_corrected_on_the_ngo(ngo, term, end_on):
    Term.objects.filter(pk=term.pk).update(end_on=end_on)
    Person.objects.filter(pk=term.person_id).update(last_name="رضائیان")
    assert name_of(ngo) == "مریم رضائیان"


def test_a_corrected_name_of_a_former_ceo_leaves_the_one_in_office(ngo, term):
    Term.objects.filter(pk=term.pk).update(end_on=ENDED)
    Term.objects.create(
        ngo=ngo, person=make_person("حسن", "نوری"), post="ceo", start_on="2024-03-20"
    )
    Person.objects.filter(pk=term.person_id).update(last_name="رضائیان")
    assert name_of(ngo) == "حسن نوری"


def test_a_county_corrects_the_name_of_a_ceo_who_serves_elsewhere_too(cast, everything):
    person = make_person("مریم", "رضایی", at="گیلان/رشت")
    Term.objects.create(ngo=cast.anzali_ngo, person=person, post="ceo", start_on="2023-04-04")
    with scope.enter(scope.of(cast.rasht_expert)):
        assert Person.objects.filter(pk=person.pk).update(last_name="رضائیان") == 1
    assert name_of(cast.anzali_ngo) == "مریم رضائیان"


@pytest.mark.parametrize(
    "mend",
    [
        lambda term: term.delete(),
        lambda term: Term.objects.filter(pk=term.pk).update(post="treasurer"),
    ],
    ids=["deleted", "of another post"],
)
def test_a_term_recorded_by_mistake_takes_its_name_with_it(cast, ngo, term, mend):
    director = make_user(cast.gilan_director.role, at="گیلان")
    with scope.enter(scope.of(director)):
        mend(term)
    assert name_of(ngo) == ""


def test_a_deleted_term_leaves_the_name_of_another_ceo(ngo, term):
    Term.objects.filter(pk=term.pk).update(end_on=ENDED)
    Term.objects.create(
        ngo=ngo, person=make_person("حسن", "نوری"), post="ceo", start_on="2024-03-20"
    )
    term.delete()
    assert name_of(ngo) == "حسن نوری"


def test_a_term_given_to_another_person_brings_their_name(ngo, term):
    Term.objects.filter(pk=term.pk).update(person=make_person("حسن", "نوری"))
    assert name_of(ngo) == "حسن نوری"


def test_a_post_that_becomes_ceo_brings_its_name(ngo, everything):
    founder = Term.objects.create(
        ngo=ngo, person=make_person("حسن", "نوری"), post="founder", start_on="2024-03-20"
    )
    Term.objects.filter(pk=founder.pk).update(post="ceo")
    assert name_of(ngo) == "حسن نوری"


def test_an_ngo_is_deleted_and_restored_with_the_name_of_its_ceo(cast, ngo, term):
    with scope.enter(scope.of(cast.gilan_director)):
        delete_ngo(actor=cast.gilan_director, ngo=ngo)
        events = NGO._meta.get_field("events").related_model.objects.filter(pgh_obj_id=ngo.pk)
        assert events.latest("pgh_id").ceo_name == "مریم رضایی"
        restore_ngo(actor=cast.gilan_director, pk=ngo.pk)
    assert name_of(ngo) == "مریم رضایی"
