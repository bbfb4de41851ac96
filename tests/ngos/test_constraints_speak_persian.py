"""Every rule of the database on NGOs is told in Persian by the form, at the field it speaks of.

The table below violates each constraint twice: through the form, and by SQL past it. What one
refuses the other does; the border cases beside them pass both.
"""

import datetime
import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts import scope
from ngos.models import NGO, Branch, Document, Field, Person, Term
from persian.dates import format_jalali, today
from tests.cast import county, legal_id, make_ngo, make_person, national_id, signed_in
from tests.ngos.test_ngo_form import ADD, typed

LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
ONE_DAY = datetime.timedelta(days=1)

# constraint → (what is typed, the field that tells). None: above the form.
NGO_CASES = {
    "ngo_has_a_name": ({"name": ""}, "name"),
    "ngo_legal_id_once": ({"legal_id": legal_id(9001)}, "legal_id"),
    "ngo_name_once_in_county": ({"name": "همنام", "_despite_duplicates": "1"}, "name"),
    "ngo_registration_once_in_office": (
        {"registration_office": "رشت", "registration_no": "77", "legal_id": legal_id(9002)},
        "registration_no",
    ),
    "ngo_legal_id_is_right": ({"legal_id": "99910000011"}, "legal_id"),
    "ngo_postal_code_is_right": ({"postal_code": "0133312345"}, "postal_code"),
    "ngo_mobile_is_right": ({"mobile": "0970000001"}, "mobile"),
    "ngo_sheba_is_right": ({"sheba": "IR249990000000000000123456"}, "sheba"),
    "ngo_choices_are_known": ({"ngo_type": "باشگاه"}, "ngo_type"),
    "ngo_founded_in_the_past": (
        {"founded_on": format_jalali(today() + ONE_DAY)},
        "founded_on",
    ),
    "ngo_status_has_begun": (
        {"status_since": format_jalali(today() + ONE_DAY)},
        "status_since",
    ),
    "ngo_licence_ends_after_it_begins": (
        {"licence_issued_on": "1402/05/05", "licence_expires_on": "1402/05/05"},
        "licence_expires_on",
    ),
}
PART_CASES = {
    "term_post_is_known": ("terms", {"post": "پادشاه"}, "post"),
    "term_ends_after_it_begins": ("terms", {"end_on": "1401/12/29"}, "end_on"),
    "term_of_a_person_in_a_post_once": ("terms", {"post": "founder", "person": "ceo"}, "start_on"),
    "term_of_a_single_post_once": ("terms", {"post": "ceo"}, "start_on"),
    "term_of_ceo_and_inspector_apart": ("terms", {"post": "inspector", "person": "ceo"}, "post"),
    "person_once_in_province": (
        "terms",
        {"new_first_name": "الف", "new_last_name": "ب", "new_national_id": national_id(950)},
        "new_national_id",
    ),
    "person_national_id_is_right": (
        "terms",
        {"new_first_name": "الف", "new_last_name": "ب", "new_national_id": "9990009500"},
        "new_national_id",
    ),
    "person_mobile_is_right": (
        "terms",
        {"new_first_name": "الف", "new_last_name": "ب", "new_mobile": "0970000"},
        "new_mobile",
    ),
    "person_has_a_name": ("terms", {"new_last_name": "ب"}, "new_first_name"),
    "branch_once_in_county": ("branches", {}, "county"),
    "branch_closes_after_it_opens": (
        "branches",
        {"county": "فومن", "opened_on": "1402/05/05", "closed_on": "1402/05/04"},
        "closed_on",
    ),
    "document_type_is_known": ("documents", {"type": "شعر"}, "type"),
    "document_ends_after_it_begins": (
        "documents",
        {"issued_on": "1402/05/05", "expires_on": "1402/05/04"},
        "expires_on",
    ),
}
# Names of fields of activity have a screen of their own (`tests/ngos/test_fields.py`); how much is
# known of a foundation follows from what is typed (`tests/imports/test_rough_dates.py`).
ELSEWHERE = {"field_name_once", "ngo_founded_as_far_as_known"}


@pytest.fixture
def ngo(cast):
    """An NGO of Rasht beside which each case is one thing too many."""
    make_ngo("همنام", legal_id=None)
    make_ngo(legal_id=legal_id(9001), registration_office="رشت", registration_no="77")
    with scope.system():
        ceo = make_person("ceo", national_id=national_id(950))
        for post in ("ceo", "founder"):
            Term.objects.create(ngo=cast.rasht_ngo, person=ceo, post=post, start_on="2023-01-01")
        Branch.objects.create(ngo=cast.rasht_ngo, county=county("لاهیجان"))
    return cast.rasht_ngo


def test_every_constraint_has_its_case():
    named = {
        constraint.name
        for model in (NGO, Person, Term, Branch, Document, Field)
        for constraint in model._meta.constraints
    }
    assert named == NGO_CASES.keys() | PART_CASES.keys() | ELSEWHERE


def in_persian(errors, field):
    assert field in errors, errors
    for message in errors[field]:
        assert not LATIN_WORD.search(message), message


@pytest.mark.parametrize("constraint", NGO_CASES)
def test_the_form_of_an_ngo_tells_of_the_constraint(cast, ngo, constraint):
    values, field = NGO_CASES[constraint]
    response = signed_in(cast.gilan_expert).post(ADD, typed(**values))
    assert response.status_code == 200
    in_persian(response.context["adminform"].form.errors, field)


def part_typed(part, values):
    with scope.system():
        given = {
            "terms": {"post": "treasurer", "start_on": "1402/01/01"},
            "branches": {"county": "لاهیجان"},
            "documents": {"type": "charter", "number": "1"},
        }[part] | values
        if "county" in given:
            given["county"] = str(county(given["county"]).pk)
        if given.get("person") == "ceo":
            given["person"] = str(Person.objects.get(first_name="ceo").pk)
        elif part == "terms" and not any(name.startswith("new_") for name in given):
            given["person"] = str(make_person().pk)
    return given


@pytest.mark.parametrize("constraint", PART_CASES)
def test_the_forms_of_its_parts_tell_of_the_constraint(cast, ngo, constraint):
    part, values, field = PART_CASES[constraint]
    address = reverse(f"admin:ngos_ngo_{part}_add", args=[ngo.pk])
    response = signed_in(cast.gilan_expert).post(address, part_typed(part, values))
    assert response.status_code == 200
    in_persian(response.context["form"].errors, field)


def stored(**values):
    """Whether the database takes an NGO with these values, past every form."""
    with scope.system():
        try:
            with transaction.atomic():
                NGO.objects.filter(pk=make_ngo().pk).update(**values)
                transaction.set_rollback(True)
        except IntegrityError:
            return False
    return True


DAY = datetime.date(2023, 7, 27)


@pytest.mark.parametrize(
    "values",
    [
        {"founded_on": today()},
        {"founded_on": today() + ONE_DAY},
        {"licence_issued_on": DAY, "licence_expires_on": DAY},
        {"licence_issued_on": DAY, "licence_expires_on": DAY + ONE_DAY},
        {"licence_issued_on": None, "licence_expires_on": DAY},
        {"legal_id": "99900001010"},
        {"legal_id": "99910001080"},
        {"legal_id": "99900000005"},
        {"legal_id": "99900001011"},
        {"postal_code": "4133312345"},
        {"postal_code": "4123312345"},
        {"postal_code": "1111111111"},
        {"mobile": "09700000001"},
        {"mobile": "0970000001"},
        {"sheba": "IR949980000000000000123456"},
        {"sheba": "IR239990000000000000123465"},
        {"member_count": 0},
        {"activity_level": "national"},
        {"activity_level": "world"},
        {"ngo_type": ""},
    ],
    ids=str,
)
def test_the_form_takes_what_the_database_takes_and_nothing_else(cast, values):
    shown = {
        name: format_jalali(value)
        if isinstance(value, datetime.date)
        else ""
        if value is None
        else str(value)
        for name, value in values.items()
    }
    is_taken = stored(**values)
    data = typed(legal_id=legal_id(9100)) | shown
    response = signed_in(cast.gilan_expert).post(ADD, data)
    assert (response.status_code == 302) is is_taken
