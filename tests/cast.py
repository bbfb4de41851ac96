"""The people and places that the tests speak of: the offices of Gilan, Qazvin and Isfahan."""

import itertools
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from accounts import scope
from accounts.models import County, Province, User
from accounts.roles import Role
from ngos.models import NGO, Field, Person

PASSWORD = "a-password-of-the-tests"
_numbers = itertools.count(1)


def legal_id(number: int) -> str:
    """A legal ID with a right check digit, of a prefix that is not given out."""
    body = f"9991{number:06d}"
    factor = int(body[9]) + 2
    weights = (29, 27, 23, 19, 17)
    total = sum((int(digit) + factor) * weights[i % 5] for i, digit in enumerate(body))
    return f"{body}{total % 11 % 10}"


def national_id(number: int) -> str:
    """A national ID with a right check digit, of a prefix that is not given out."""
    body = f"999{number:06d}"
    rest = sum(int(digit) * (10 - i) for i, digit in enumerate(body)) % 11
    return f"{body}{rest if rest < 2 else 11 - rest}"


def province(name: str) -> Province:
    return Province.objects.get(name=name)


def county(name: str) -> County:
    return County.objects.get(name=name)


def field(name: str) -> Field:
    return Field.objects.get(name=name)


def make_user(role: Role, *, at: str | None = None, ngo: NGO | None = None, **fields: Any) -> User:
    """An account with a role at a place: a province («گیلان») or its county («گیلان/رشت»)."""
    with scope.system():
        place: dict[str, Any] = {}
        if at:
            province_name, _, county_name = at.partition("/")
            place["province"] = province(province_name)
            if county_name:
                place["county"] = place["province"].counties.get(name=county_name)
        if ngo is not None:
            place = {"province": ngo.province, "ngo_id": ngo.pk}
        number = next(_numbers)
        values = {"first_name": "نسرین", "last_name": f"آزمونی{number}", **place, **fields}
        user = User(username=f"user{number}", role=role, **values)
        user.set_password(PASSWORD)
        user.full_clean()
        user.save()
        return user


def make_ngo(name: str = "", *, at: str = "گیلان/رشت", **fields: Any) -> NGO:
    """A registered NGO with invented facts."""
    with scope.system():
        number = next(_numbers)
        province_name, _, county_name = at.partition("/")
        home = province(province_name)
        values: dict[str, Any] = {
            "name": name or f"انجمن آزمون {number}",
            "legal_id": legal_id(number),
            "province": home,
            "county": home.counties.get(name=county_name) if county_name else None,
            "field": field("خیریه"),
            **fields,
        }
        ngo = NGO(**values)
        ngo.full_clean()
        ngo.save()
        return ngo


def make_person(
    first_name: str = "مریم", last_name: str = "", *, at: str = "گیلان", **fields: Any
) -> Person:
    with scope.system():
        number = next(_numbers)
        province_name, _, county_name = at.partition("/")
        home = province(province_name)
        values: dict[str, Any] = {
            "first_name": first_name,
            "last_name": last_name or f"آزمونی{number}",
            "national_id": national_id(number),
            "province": home,
            "county": home.counties.get(name=county_name) if county_name else None,
            **fields,
        }
        person = Person(**values)
        person.full_clean()
        person.save()
        return person


def signed_in(user: User | None) -> Client:
    """A browser of this person's, signed in; of a visitor for None."""
    client = Client()
    if user is not None:
        with scope.sign_in():
            client.force_login(user)
    return client


@pytest.fixture
def cast(db) -> SimpleNamespace:
    """One person for each role, and an NGO in each of three provinces."""
    rasht_ngo = make_ngo("انجمن یاری رشت", at="گیلان/رشت")
    anzali_ngo = make_ngo("خانهٔ مهر انزلی", at="گیلان/بندر انزلی")
    isfahan_ngo = make_ngo("مؤسسهٔ خیریهٔ زاینده", at="اصفهان/کاشان")
    qazvin_ngo = make_ngo("کانون طلوع", at="قزوین/آبیک")
    return SimpleNamespace(
        rasht_ngo=rasht_ngo,
        anzali_ngo=anzali_ngo,
        isfahan_ngo=isfahan_ngo,
        qazvin_ngo=qazvin_ngo,
        national_expert=make_user(Role.NATIONAL_EXPERT),
        gilan_director=make_user(Role.DIRECTOR_GENERAL, at="گیلان"),
        gilan_expert=make_user(Role.PROVINCIAL_EXPERT, at="گیلان"),
        rasht_expert=make_user(Role.COUNTY_EXPERT, at="گیلان/رشت"),
        rasht_case_worker=make_user(Role.CASE_WORKER, at="گیلان/رشت"),
        isfahan_expert=make_user(Role.PROVINCIAL_EXPERT, at="اصفهان"),
        qazvin_director=make_user(Role.DIRECTOR_GENERAL, at="قزوین"),
        gilan_secretary=make_user(Role.COUNCIL_SECRETARY, at="گیلان"),
        gilan_chair=make_user(Role.COUNCIL_CHAIR, at="گیلان"),
        gilan_auditor=make_user(Role.AUDITOR, at="گیلان"),
        national_auditor=make_user(Role.AUDITOR),
        rasht_secretary=make_user(Role.COUNCIL_SECRETARY, at="گیلان/رشت"),
        rasht_chair=make_user(Role.COUNCIL_CHAIR, at="گیلان/رشت"),
        rasht_ngo_officer=make_user(Role.NGO_OFFICER, ngo=rasht_ngo),
        visitor=None,
    )
