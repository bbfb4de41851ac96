"""Beginning in an empty register: the first account, and a way back in for the last one."""

import io

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from accounts import scope
from accounts.models import AccessEntry, User
from accounts.roles import Role
from config.checks import offices_are_no_demonstration
from config.management import asking
from tests.cast import PASSWORD

GOOD = "رمزی-بلند-۱۴۰۴"  # Persian letters and digits, as the sign-in page takes them too
VARIABLES = {
    "DJANGO_SUPERUSER_USERNAME": "first.expert",
    "DJANGO_SUPERUSER_FIRST_NAME": "سیما",
    "DJANGO_SUPERUSER_LAST_NAME": "رهنما",
    "DJANGO_SUPERUSER_PASSWORD": GOOD,
}


@pytest.fixture
def typed(monkeypatch):
    """Lets answers and passwords be typed at a terminal; returns how they are given."""

    def give(answers: list[str], passwords: list[str]) -> None:
        monkeypatch.setattr(asking, "require_terminal", lambda instead: None)
        monkeypatch.setattr("builtins.input", lambda prompt: answers.pop(0))
        monkeypatch.setattr("getpass.getpass", lambda prompt: passwords.pop(0))

    return give


def run(command: str, *arguments: str, **options) -> str:
    """What a command says: what was done, and before it what was wrong with an answer."""
    out, wrong = io.StringIO(), io.StringIO()
    call_command(command, *arguments, stdout=out, stderr=wrong, **options)
    return wrong.getvalue() + out.getvalue()


def signs_in(username: str, password: str) -> bool:
    client = Client()
    client.post("/account/login/", {"login": username, "password": password})
    return "_auth_user_id" in client.session


def test_a_national_expert_is_made_by_answering_and_signs_in(typed, db, everything):
    typed(
        answers=["کارشناس", "first.expert", "سيما", "رهنما"],
        passwords=[GOOD, "other", "1234567890", "1234567890", GOOD, GOOD],
    )
    said = run("createsuperuser")
    assert "Enter a valid username" in said
    assert "not the same" in said
    assert "entirely numeric" in said
    assert "first.expert is a national expert now" in said
    user = User.objects.get()
    assert (user.role, user.first_name, user.province, user.county) == (
        Role.NATIONAL_EXPERT, "سیما", None, None,
    )  # fmt: skip
    assert user.events.get().pgh_context["command"] == "createsuperuser"
    assert AccessEntry.objects.filter(act="account_made").exists()
    assert signs_in("first.expert", GOOD)


def test_a_national_expert_is_made_without_asking(monkeypatch, everything):
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    run("createsuperuser", "--no-input", "--mobile", "0912 000 0000")
    assert User.objects.get().mobile == "09120000000"
    assert signs_in("first.expert", GOOD)


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"DJANGO_SUPERUSER_PASSWORD": ""}, "DJANGO_SUPERUSER_PASSWORD"),
        ({"DJANGO_SUPERUSER_PASSWORD": "short"}, "too short"),
        ({"DJANGO_SUPERUSER_PASSWORD": "first.expert"}, "too similar"),
        ({"DJANGO_SUPERUSER_LAST_NAME": ""}, "--last-name"),
        ({"DJANGO_SUPERUSER_USERNAME": "۰۹۱۲"}, "username: "),
        ({"DJANGO_SUPERUSER_USERNAME": "GILAN.director"}, "taken"),
        ({"DJANGO_SUPERUSER_USERNAME": "09120000000"}, "mobile number"),
    ],
)
def test_what_makes_no_account_is_told_in_words(monkeypatch, cast, everything, variables, words):
    User.objects.filter(pk=cast.gilan_director.pk).update(username="gilan.director")
    before = User.objects.count()
    for name, value in {**VARIABLES, **variables}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(CommandError, match=words):
        run("createsuperuser", "--no-input")
    assert User.objects.count() == before


def test_without_a_terminal_nobody_is_asked(db):
    with pytest.raises(CommandError, match="--no-input"):
        run("createsuperuser")


def test_three_wrong_answers_are_enough(typed, everything):
    typed(answers=["first.expert", "سیما", "رهنما"], passwords=["1234567890"] * 6)
    with pytest.raises(CommandError, match="Nothing was changed"):
        run("createsuperuser")
    assert not User.objects.exists()


def test_a_password_is_changed_at_the_server(typed, cast, everything):
    name = cast.national_expert.username
    typed(answers=[], passwords=[GOOD, GOOD])
    assert name in run("changepassword", name.upper())
    assert signs_in(name, GOOD)
    assert not signs_in(name, PASSWORD)
    assert signs_in(cast.gilan_expert.username, PASSWORD)


def test_a_lost_telephone_of_the_last_one_is_forgotten_at_the_server(typed, cast, everything):
    user = cast.national_expert
    with scope.sign_in(user.pk):
        Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    for options, left in (({}, True), ({"forget_second_factor": True}, False)):
        typed(answers=[], passwords=[GOOD, GOOD])
        run("changepassword", user.username, **options)
        with scope.sign_in(user.pk):
            assert Authenticator.objects.filter(user_id=user.pk).exists() is left
    acts = AccessEntry.objects.values_list("act", "details__command")
    assert ("second_factor_reset", "changepassword") in acts


def test_a_password_of_nobody_is_not_changed(typed, cast):
    typed(answers=[], passwords=[])
    with pytest.raises(CommandError, match="No account"):
        run("changepassword", "nobody")
    with pytest.raises(CommandError, match="username"):
        run("changepassword")


@pytest.mark.parametrize("command", ["seed_demo", "serve"])
def test_a_server_of_ones_own_gets_no_invented_people(settings, everything, command):
    settings.EMBEDDED_SERVER = None
    options = {"demonstration": True} if command == "serve" else {}
    with pytest.raises(CommandError, match="--yes-invented-people"):
        run(command, **options)
    assert not User.objects.exists()


def test_a_server_of_ones_own_that_shows_passwords_is_told_of(settings):
    for is_own, is_shown, told in ((True, True, 1), (True, False, 0), (False, True, 0)):
        settings.EMBEDDED_SERVER = None if is_own else object()
        settings.DEMONSTRATION = is_shown
        assert len(offices_are_no_demonstration()) == told
