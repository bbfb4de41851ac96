"""A password that somebody else gave: what it opens, for how long, and who is told."""

import datetime

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts import scope
from accounts.models import AccessEntry, Password, User
from accounts.services.giving_passwords import store_given
from accounts.services.users import give_password
from tests.accounts.test_sign_in import sign_in, text
from tests.cast import PASSWORD, signed_in

OWN = "my-own-choice-of-words"
CHANGE = "/account/password/"


@pytest.fixture(autouse=True)
def _no_tries_yet(db) -> None:
    cache.clear()


def given_to(user: User, by: User) -> str:
    with scope.enter(scope.of(by)):
        return give_password(actor=by, user=user)


def changed(client: Client, old: str, new: str = OWN):
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})


def test_it_opens_only_the_page_that_changes_it_until_it_is_changed(cast):
    user, client = cast.gilan_chair, Client()
    password = given_to(user, cast.gilan_director)
    assert sign_in(user.username, password, client).status_code == 302
    for address in ("/", "/office/", "/office/ngos/ngo/", "/account/2fa/", "/verify/"):
        assert client.get(address).url == CHANGE, address
    assert client.post("/office/ngos/ngo/add/", {}).url == CHANGE
    assert client.get("/account/logout/").status_code == 200
    page = client.get(CHANGE)
    assert "no-store" in page["Cache-Control"]
    assert changed(client, password).status_code == 302
    assert client.get("/office/").status_code == 200


def test_its_owner_is_told_by_whom_each_one_was_given(cast):
    user = cast.gilan_chair
    first, client = given_to(user, cast.gilan_director), Client()
    sign_in(user.username, first, client)  # the director, as the chair
    changed(client, first)
    second, client = given_to(user, cast.national_expert), Client()
    sign_in(user.username, second, client)
    page = text(client.get(CHANGE))
    assert cast.gilan_director.get_full_name() in page
    assert cast.national_expert.get_full_name() in page
    with scope.system():
        lines = AccessEntry.objects.filter(about_id=user.pk, act="password_given")
        assert set(lines.values_list("user_id", flat=True)) == {
            cast.gilan_director.pk, cast.national_expert.pk,
        }  # fmt: skip


def test_after_a_day_it_opens_nothing_and_its_owner_alone_is_told_why(cast):
    user = cast.gilan_chair
    password = given_to(user, cast.gilan_director)
    with scope.system():
        row = Password.objects.get(user=user)
        assert row.expires_at - row.given_at == datetime.timedelta(hours=24)
        Password.objects.filter(user=user).update(expires_at=timezone.now())
    assert "زمانش تمام شده" in text(sign_in(user.username, password))
    assert "زمانش تمام شده" not in text(sign_in(user.username, "another-word"))


def test_of_a_new_account_too_and_those_signed_in_with_the_old_one_are_out(cast):
    theirs = signed_in(cast.rasht_expert)
    assert theirs.get("/office/").status_code == 200
    given_to(cast.rasht_expert, cast.gilan_director)
    assert theirs.get("/office/").url.startswith("/office/login/")


def test_at_the_server_somebody_else_s_password_is_given_too(cast, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda prompt: "a-word-from-the-server")
    call_command("changepassword", cast.national_expert.username)
    client = Client()
    sign_in(cast.national_expert.username, "a-word-from-the-server", client)
    assert client.get("/office/").url == CHANGE
    assert "پای سرور" in text(client.get(CHANGE))


# -- the hashes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "person",
    ["national_expert", "gilan_director", "gilan_expert", "rasht_expert", "gilan_auditor",
     "rasht_ngo_officer", "visitor"],
)  # fmt: skip
def test_no_scope_of_an_office_reads_a_hash_or_stores_one(cast, person):
    with scope.enter(scope.of(getattr(cast, person))):
        for statement in (
            "SELECT hash FROM accounts_password",
            "UPDATE accounts_password SET hash = 'x'",
            "INSERT INTO accounts_password (user_id, hash, given_by_name) VALUES (1, 'x', '')",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(statement)


def test_while_signing_in_one_s_own_hash_is_reached_and_no_other(cast):
    with scope.sign_in(cast.gilan_expert.pk):
        assert [row.user_id for row in Password.objects.all()] == [cast.gilan_expert.pk]
        assert not Password.objects.filter(user=cast.gilan_director).update(hash="x")
    with scope.sign_in():
        assert not Password.objects.exists()


def test_the_database_asks_whose_it_is_to_give_a_password(cast):
    """Also of whoever can run SQL within a request of theirs."""
    cases = {
        "gilan_expert": ["rasht_expert", "gilan_chair"],
        "rasht_expert": ["rasht_chair"],
        "gilan_auditor": ["gilan_director"],
        "gilan_chair": ["gilan_director"],
        "gilan_director": ["gilan_director", "national_expert", "qazvin_director"],
        "national_expert": ["national_expert"],
    }
    for giver, owners in cases.items():
        for owner in owners:
            with (
                scope.enter(scope.of(getattr(cast, giver))),
                pytest.raises(ProgrammingError, match=r"not yours to give|permission denied"),
                transaction.atomic(),
            ):
                store_given(user=getattr(cast, owner), password="a-stolen-word")
    for owner in (name for owners in cases.values() for name in owners):
        user = User(pk=getattr(cast, owner).pk)
        assert user.check_password(PASSWORD), owner


def test_whoever_is_signed_in_with_it_when_its_day_ends_is_signed_out(cast):
    user, client = cast.gilan_chair, Client()
    password = given_to(user, cast.gilan_director)
    sign_in(user.username, password, client)
    assert client.get(CHANGE).status_code == 200
    with scope.system():
        Password.objects.filter(user=user).update(expires_at=timezone.now())
    assert client.get(CHANGE).url.startswith("/account/login/")
