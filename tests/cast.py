"""The people and places that the tests speak of: the offices of Gilan, Qazvin and Isfahan."""

import itertools
import time
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from accounts import scope
from accounts.confirming import PROVEN
from accounts.models import County, Password, Province, User
from accounts.roles import Role
from accounts.second_factor import FOUND
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
        return _stored(_user(role, _Places(at), at=at, ngo=ngo, **fields))


def make_ngo(name: str = "", *, at: str = "گیلان/رشت", **fields: Any) -> NGO:
    """A registered NGO with invented facts."""
    with scope.system():
        fields.setdefault("field", field("خیریه"))
        return _stored(_ngo(name, _Places(at), at=at, **fields))


def make_person(
    first_name: str = "مریم", last_name: str = "", *, at: str = "گیلان", **fields: Any
) -> Person:
    with scope.system():
        number = next(_numbers)
        values: dict[str, Any] = {
            "first_name": first_name,
            "last_name": last_name or f"آزمونی{number}",
            "national_id": national_id(number),
            **_Places(at).columns(at),
            **fields,
        }
        return _stored(Person(**values))


class _Places:
    """Provinces and counties by their names, all of them read in two queries."""

    def __init__(self, *places: str | None) -> None:
        parts = [place.partition("/") for place in places if place]
        provinces = Province.objects.filter(name__in={part[0] for part in parts})
        self._provinces = {row.name: row for row in provinces} if parts else {}
        names = {part[2] for part in parts} - {""}
        counties = County.objects.filter(province__in=self._provinces.values(), name__in=names)
        self._counties = {(row.province_id, row.name): row for row in counties} if names else {}

    def columns(self, place: str | None) -> dict[str, Any]:
        """The columns of a province («گیلان»), of its county («گیلان/رشت»), or of the nation."""
        if place is None:
            return {}
        province_name, _, county_name = place.partition("/")
        home = self._provinces[province_name]
        county = self._counties[home.pk, county_name] if county_name else None
        return {"province": home, "county": county}


def _with_password(users: Iterable[User]) -> None:
    """What `User.save` does with a password, for accounts that are made in bulk."""
    Password.objects.bulk_create(Password(user_id=user.pk, hash=user.password) for user in users)


def _user(
    role: Role, places: _Places, *, at: str | None = None, ngo: NGO | None = None, **fields: Any
) -> User:
    place = places.columns(at) if ngo is None else {"province": ngo.province, "ngo_id": ngo.pk}
    number = next(_numbers)
    values = {
        "first_name": "نسرین",
        "last_name": f"آزمونی{number}",
        "password": fields.pop("password", None) or make_password(PASSWORD),
        **place,
        **fields,
    }
    return User(**{"username": f"user{number}", "role": role, **values})


def _ngo(name: str, places: _Places, *, at: str, **fields: Any) -> NGO:
    number = next(_numbers)
    values = {
        "name": name or f"انجمن آزمون {number}",
        "legal_id": legal_id(number),
        "status": "active",
        "activity_level": "county",
        "issuer": "moi",
        **places.columns(at),
        **fields,
    }
    return NGO(**values)


def _stored(row: Any) -> Any:
    """Keep a row whose columns are cleaned as by a form; the database itself checks the rest."""
    keys = [column.name for column in row._meta.fields if column.is_relation]
    row.full_clean(exclude=keys, validate_unique=False, validate_constraints=False)
    row.save()
    return row


def signed_in(user: User | None, *, is_proven: bool = True) -> Client:
    """A browser of this person's, who has just signed in and seen a page; of a visitor for None.

    Without `is_proven` they signed in so long ago that what cannot be taken back asks for a proof.
    """
    client = Client()
    if user is not None:
        with scope.sign_in(user.pk):
            client.force_login(user)
            session = client.session
            session[FOUND] = time.time()
            session[PROVEN] = time.time() if is_proven else 0
            session.save()
    return client


@pytest.fixture
def cast(db) -> SimpleNamespace:
    """One person for each role, and an NGO in each of three provinces."""
    return make_cast()


def make_cast() -> SimpleNamespace:
    """Made in bulk, since most tests have them; `test_cast.py` looks at them as a form would."""
    with scope.system():
        charity = field("خیریه")
        places = _Places("گیلان/رشت", "گیلان/بندر انزلی", "اصفهان/کاشان", "قزوین/آبیک")
        ngos = {
            "rasht_ngo": _ngo("انجمن یاری رشت", places, at="گیلان/رشت", field=charity),
            "anzali_ngo": _ngo("خانهٔ مهر انزلی", places, at="گیلان/بندر انزلی", field=charity),
            "isfahan_ngo": _ngo("مؤسسهٔ خیریهٔ زاینده", places, at="اصفهان/کاشان", field=charity),
            "qazvin_ngo": _ngo("کانون طلوع", places, at="قزوین/آبیک", field=charity),
        }
        NGO.objects.bulk_create(ngos.values())
        password = make_password(PASSWORD)

        def user(role: Role, at: str | None = None, **fields: Any) -> User:
            return _user(role, places, at=at, password=password, **fields)

        people = {
            "national_expert": user(Role.NATIONAL_EXPERT),
            "gilan_director": user(Role.DIRECTOR_GENERAL, "گیلان"),
            "gilan_expert": user(Role.PROVINCIAL_EXPERT, "گیلان"),
            "rasht_expert": user(Role.COUNTY_EXPERT, "گیلان/رشت"),
            "rasht_case_worker": user(Role.CASE_WORKER, "گیلان/رشت"),
            "isfahan_expert": user(Role.PROVINCIAL_EXPERT, "اصفهان"),
            "qazvin_director": user(Role.DIRECTOR_GENERAL, "قزوین"),
            "gilan_secretary": user(Role.COUNCIL_SECRETARY, "گیلان"),
            "gilan_chair": user(Role.COUNCIL_CHAIR, "گیلان"),
            "gilan_auditor": user(Role.AUDITOR, "گیلان"),
            "national_auditor": user(Role.AUDITOR),
            "rasht_secretary": user(Role.COUNCIL_SECRETARY, "گیلان/رشت"),
            "rasht_chair": user(Role.COUNCIL_CHAIR, "گیلان/رشت"),
            "rasht_ngo_officer": user(Role.NGO_OFFICER, ngo=ngos["rasht_ngo"]),
        }
        User.objects.bulk_create(people.values())
        _with_password(people.values())
    return SimpleNamespace(**ngos, **people, visitor=None)
