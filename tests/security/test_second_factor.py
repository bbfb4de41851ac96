"""A code of the second factor holds once, and is not to be guessed wherever it is asked for."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from accounts import scope
from accounts.confirming import take_code
from accounts.models import AccessEntry
from tests.accounts.test_sessions import fields_of, rested  # noqa: F401  the fixture
from tests.accounts.test_sign_in import code_of, turn_on_second_factor
from tests.cast import PASSWORD, signed_in

PERIOD = 30  # seconds of a code; the one before and the one after are taken too


@pytest.fixture(autouse=True)
def _no_tries_yet(db) -> None:
    cache.clear()


def test_a_code_that_was_used_is_remembered_as_long_as_it_would_be_taken(cast, monkeypatch):
    kept = {}
    add = cache.add
    monkeypatch.setattr(
        "accounts.signing_in.cache.add",
        lambda name, value, timeout: kept.update({name: timeout}) or add(name, value, timeout),
    )
    turn_on_second_factor(cast.gilan_expert)
    request = RequestFactory().post("/")
    with scope.sign_in(cast.gilan_expert.pk):
        code = code_of(cast.gilan_expert)
        assert take_code(request, cast.gilan_expert, code)
        assert not take_code(request, cast.gilan_expert, code)
    assert [timeout for name, timeout in kept.items() if "used" in name] == [3 * PERIOD]


def test_codes_are_not_guessed_where_one_proves_who_one_is(cast):
    user = cast.gilan_expert
    turn_on_second_factor(user)
    request = RequestFactory().post("/")
    with scope.sign_in(user.pk):
        for _try in range(5):
            assert not take_code(request, user, "000000")
        with pytest.raises(ValidationError):
            take_code(request, user, code_of(user))


def test_codes_are_not_guessed_where_a_session_goes_on(cast, rested):  # noqa: F811
    user = cast.gilan_expert
    turn_on_second_factor(user)
    client = signed_in(user)
    rested(13 * 60)
    sent = {**fields_of(client.get("/office/")), "resume_password": PASSWORD}
    for _try in range(5):
        client.post("/office/", {**sent, "resume_code": "000000"})
    answer = client.post("/office/", {**sent, "resume_code": code_of(user)})
    assert answer.status_code == 401
    with scope.system():
        assert AccessEntry.objects.filter(user_id=user.pk, act="locked_out").exists()
