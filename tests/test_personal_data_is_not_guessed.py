"""What is masked on a screen cannot be found out by searching for it piece by piece."""

import pytest
from django.urls import reverse

from tests.cast import make_ngo, make_person, signed_in

MOBILE = "09700001979"


def found(user, address: str, query: str) -> bool:
    response = signed_in(user).get(reverse(address), {"q": query})
    return response.context_data["cl"].result_count > 0


@pytest.mark.parametrize("person", ["gilan_auditor", "rasht_expert", "rasht_case_worker"])
# Longer than what a legal ID of the tests may have in common with it.
@pytest.mark.parametrize("query", ["09700001", "9700001", MOBILE])
def test_a_mobile_number_of_an_ngo_is_not_found_by_who_sees_it_masked(cast, person, query):
    make_ngo("خانهٔ آزمون", at="گیلان/رشت", mobile=MOBILE)
    assert not found(getattr(cast, person), "admin:ngos_ngo_changelist", query)


@pytest.mark.parametrize("query", [MOBILE, "+989700001979", "۰۹۷۰ ۰۰۰ ۱۹۷۹"])
def test_a_whole_mobile_number_finds_its_ngo_for_who_may_see_it(cast, query):
    make_ngo("خانهٔ آزمون", at="گیلان/رشت", mobile=MOBILE)
    assert found(cast.gilan_expert, "admin:ngos_ngo_changelist", query)


@pytest.mark.parametrize("person", ["gilan_auditor", "rasht_expert"])
def test_a_person_is_not_found_by_a_number_that_is_masked(cast, person):
    someone = make_person(at="گیلان/رشت", mobile=MOBILE)
    for query in (MOBILE, someone.national_id):
        assert not found(getattr(cast, person), "admin:ngos_person_changelist", query)
        assert found(cast.gilan_expert, "admin:ngos_person_changelist", query)


def test_an_ngo_is_found_by_its_licence_number(cast):
    make_ngo("خانهٔ آزمون", licence_no="7114/1382")
    assert found(cast.gilan_auditor, "admin:ngos_ngo_changelist", "۷۱۱۴/۱۳۸۲")
