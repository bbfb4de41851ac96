"""Several people enter the same at the same moment: one stores it, the others are told."""

from typing import Any

import pytest
from django.urls import reverse

from accounts import scope
from accounts.roles import Role
from councils.models import Council
from letters.models import Counterpart
from ngos.models import Field, Person
from persian.identifiers import clean_national_id
from screens.posted_once import FIELD
from tests.cast import make_user, national_id, signed_in
from tests.security.test_posted_once import count, filled, form_of, send_at_once

TIMES = 4


@pytest.fixture
def people(transactional_db: None) -> dict[str, Any]:
    return {
        "expert": make_user(Role.PROVINCIAL_EXPERT, at="گیلان"),
        "director": make_user(Role.DIRECTOR_GENERAL, at="گیلان"),
        "national": make_user(Role.NATIONAL_EXPERT),
    }


def test_of_rivals_one_stores_and_the_others_keep_what_they_typed(people):
    number = clean_national_id(national_id(88))
    with scope.system():
        county = people["expert"].province.counties.get(name="رشت").pk
    entered = (
        ("expert", "letters_counterpart", Counterpart, {"name": "فرمانداری"},
         {"name": "فرمانداری"}),
        (
            "expert", "ngos_person", Person, {"national_id": number},
            {"first_name": "مریم", "last_name": "یکتا", "national_id": number},
        ),
        ("national", "ngos_field", Field, {"name": "رشتهٔ آزمون"}, {"name": "رشتهٔ آزمون"}),
        ("director", "councils_council", Council, {"county": county}, {"county": str(county)}),
    )  # fmt: skip
    for who, name, model, found, typed in entered:
        address = reverse(f"admin:{name}_add")
        data = filled(form_of(signed_in(people[who]), address), **typed)
        del data[FIELD]  # forms that were shown to each of them
        answers = send_at_once(people[who], address, data, TIMES)
        assert sorted(each.status for each in answers) == [200] * (TIMES - 1) + [302], name
        assert count(model, **found) == 1, name
        for each in answers:
            assert each.status == 302 or "errorlist" in each.page or "error" in each.page, name
