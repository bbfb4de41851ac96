"""Signing in and out, passwords, the second factor, and what a person sees when it fails."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from accounts import scope
from accounts.models import Password, User
from accounts.roles import Role
from accounts.sealing import Unreadable, unseal
from accounts.security_policies import SECOND_FACTOR_ROLES
from accounts.services.giving_passwords import store_given
from accounts.services.set_policy import set_policy
from persian.numbers import ascii_digits
from tests.cast import PASSWORD, make_user, signed_in

SIGN_IN = "/account/login/"


@pytest.fixture(autouse=True)
def _no_tries_yet(db) -> None:
    cache.clear()


def sign_in(name: str, password: str = PASSWORD, client: Client | None = None, **extra: str):
    return (client or Client()).post(SIGN_IN, {"login": name, "password": password, **extra})


def text(response) -> str:
    """What a person reads on the page."""
    return ascii_digits(written(response))


def written(response) -> str:
    """The same with its digits as they are shown."""
    page = re.sub(r"<(script|style|head)\b.*?</\1>", "", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def code_of(user: User) -> str:
    with scope.sign_in(user.pk):
        secret = unseal(Authenticator.objects.get(user_id=user.pk, type="totp").data["secret"])
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def with_password_confirmed(user: User) -> Client:
    """A browser of somebody who signed in and wrote the password once more."""
    client = Client()
    sign_in(user.username, client=client)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def turn_on_second_factor(user: User) -> list[str]:
    """Returns the recovery codes."""
    client = with_password_confirmed(user)
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    response = client.post("/account/2fa/totp/activate/", {"code": code}, follow=True)
    cache.clear()  # the code may be used again by the test
    return response.context["unused_codes"]


def test_staff_sign_in_with_a_username_and_land_at_their_desk(cast):
    client = Client()
    response = sign_in(cast.gilan_expert.username, client=client)
    assert response.status_code == 302
    assert client.get(response.url).url == "/office/"


@pytest.mark.parametrize("typed", ["09700000011", "۰۹۷۰۰۰۰۰۰۱۱", "+98 970 000 0011", "9700000011"])
def test_a_mobile_number_signs_in_however_it_is_typed(db, typed):
    make_user(Role.PROVINCIAL_EXPERT, at="گیلان", mobile="09700000011")
    assert sign_in(typed).status_code == 302


def test_persian_digits_in_a_username_and_a_password_are_read_as_latin_ones(db):
    user = make_user(Role.PROVINCIAL_EXPERT, at="گیلان")
    with scope.system():
        user.username = "expert12"
        user.set_password("long-password-1404")
        user.save()
    assert sign_in("expert۱۲", "long-password-۱۴۰۴").status_code == 302


def test_a_wrong_password_is_answered_in_persian_without_saying_which_part_is_wrong(cast):
    wrong = text(sign_in(cast.gilan_expert.username, "not-the-password"))
    unknown = text(sign_in("nobody", "not-the-password"))
    sentence = "حسابی با این نام کاربری و گذرواژه نیست"
    assert sentence in wrong
    assert sentence in unknown


def test_after_five_wrong_tries_the_account_waits_and_the_page_says_how_long(cast):
    name = cast.gilan_expert.username
    for _try in range(5):
        sign_in(name, "not-the-password")
    answer = sign_in(name.upper())  # the right password, and another spelling of the name
    assert answer.status_code == 200
    assert "پنج دقیقه صبر کنید" in text(answer)


def test_too_many_requests_from_one_address_get_a_persian_page(cast, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [sign_in("nobody", "not-the-password") for _try in range(3)]
    assert answers[-1].status_code == 429
    assert "یک دقیقه صبر کنید" in text(answers[-1])


@pytest.mark.parametrize("change", [{"is_active": False}, {"role_ends_on": "2020-01-01"}])
def test_a_closed_account_is_told_so_only_with_its_own_password(db, change):
    user = make_user(Role.PROVINCIAL_EXPERT, at="گیلان", **change)
    assert "این حساب بسته است" in text(sign_in(user.username))
    assert "این حساب بسته است" not in text(sign_in(user.username, "not-the-password"))


def test_an_account_closed_meanwhile_is_signed_out_by_its_next_request(cast):
    client = signed_in(cast.gilan_expert)
    with scope.system():
        User.objects.filter(pk=cast.gilan_expert.pk).update(is_active=False)
    assert client.get("/office/").url.startswith("/office/login/")


def test_signing_out_is_asked_about_and_then_done(cast):
    client = signed_in(cast.gilan_expert)
    assert cast.gilan_expert.get_full_name() in text(client.get("/account/logout/"))
    assert client.get("/").status_code == 302
    assert client.get("/").url == "/office/"
    client.post("/account/logout/")
    assert client.get("/").url.startswith(SIGN_IN)


def test_the_staff_sites_own_pages_of_signing_in_lead_to_the_products(cast):
    visitor = Client()
    assert (
        visitor.get("/office/login/?next=/office/ngos/").url
        == f"{SIGN_IN}?next=%2Foffice%2Fngos%2F"
    )
    client = signed_in(cast.gilan_expert)
    assert client.get("/office/logout/").url == "/account/logout/"
    assert client.get("/office/password_change/").url == "/account/password/"


def test_an_ngo_officer_at_the_offices_door_is_refused_and_not_sent_round_in_circles(cast):
    client = signed_in(cast.rasht_ngo_officer)
    answer = client.get("/office/", follow=True)
    assert answer.status_code == 403
    assert "برای کارکنان اداره" in text(answer)


def test_an_ngo_officer_lands_on_a_page_with_name_role_and_the_office_to_call(cast):
    page = text(signed_in(cast.rasht_ngo_officer).get("/", follow=True))
    assert cast.rasht_ngo_officer.get_full_name() in page
    assert "نمایندهٔ سمن — گیلان" in page
    assert "استانداری گیلان" in page


def test_a_password_is_changed_and_the_new_one_signs_in(cast):
    client = Client()
    sign_in(cast.gilan_expert.username, client=client)
    new = "another-good-password"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    answer = client.post("/account/password/", data)
    assert answer.url == "/"
    assert sign_in(cast.gilan_expert.username, new).status_code == 302


def test_a_weak_password_is_refused_with_the_reason(cast):
    client = Client()
    sign_in(cast.gilan_expert.username, client=client)
    data = {"oldpassword": PASSWORD, "password1": "1234567", "password2": "1234567"}
    page = text(client.post("/account/password/", data))
    assert "دست‌کم 10 نویسه" in page
    assert "فقط رقم است" in page


def test_a_second_factor_is_set_up_and_then_asked_for(cast):
    codes = turn_on_second_factor(cast.gilan_expert)
    assert len(codes) == 10
    client = Client()
    assert sign_in(cast.gilan_expert.username, client=client).url == "/account/2fa/authenticate/"
    assert client.get("/").url.startswith(SIGN_IN)  # the password alone opens nothing
    wrong = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "این کد نادرست یا کهنه است" in text(wrong)
    code = code_of(cast.gilan_expert).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == 302
    assert client.get("/").url == "/office/"


def test_a_recovery_code_signs_in_once(cast):
    code = turn_on_second_factor(cast.gilan_expert)[0]
    for expected in (302, 200):
        client = Client()
        sign_in(cast.gilan_expert.username, client=client)
        answer = client.post("/account/2fa/authenticate/", {"code": code})
        assert answer.status_code == expected


def at_the_first_page(user: User) -> Client:
    client = Client()
    with scope.sign_in(user.pk):
        client.force_login(user)
    return client


def test_those_who_sign_issue_or_give_passwords_are_led_to_the_set_up_first(cast, settings):
    settings.SECOND_FACTOR_BY_DEFAULT = True
    for person in ("national_expert", "gilan_director", "gilan_chair", "rasht_chair"):
        client = at_the_first_page(getattr(cast, person))
        assert client.get("/office/").url == "/account/2fa/totp/activate/", person
    for person in ("gilan_expert", "rasht_expert", "gilan_auditor", "gilan_secretary"):
        assert at_the_first_page(getattr(cast, person)).get("/office/").status_code == 200, person
    assert at_the_first_page(cast.rasht_ngo_officer).get("/", follow=True).status_code == 200
    set_up = with_password_confirmed(cast.gilan_chair).get("/account/2fa/totp/activate/")
    assert "ادارهٔ شما عامل دوم را" in text(set_up)
    turn_on_second_factor(cast.gilan_director)
    assert at_the_first_page(cast.gilan_director).get("/office/").status_code == 200


def test_an_office_decides_which_roles_need_it_also_in_a_demonstration(cast, settings):
    with scope.enter(scope.of(cast.gilan_director)):
        set_policy(actor=cast.gilan_director, policy=SECOND_FACTOR_ROLES,
                   province=cast.gilan_director.province, value=["provincial_expert"])  # fmt: skip
    assert at_the_first_page(cast.gilan_expert).get("/office/").status_code == 302
    assert at_the_first_page(cast.isfahan_expert).get("/office/").status_code == 200
    assert at_the_first_page(cast.gilan_director).get("/office/").status_code == 200
    settings.DEMONSTRATION = True
    page = with_password_confirmed(cast.gilan_director).get("/account/2fa/")
    assert "این نمونهٔ نمایشی" in text(page)


def test_a_required_second_factor_cannot_be_turned_off(cast, settings):
    turn_on_second_factor(cast.gilan_director)
    settings.SECOND_FACTOR_BY_DEFAULT = True
    client = Client()
    sign_in(cast.gilan_director.username, client=client)
    client.post("/account/2fa/authenticate/", {"code": code_of(cast.gilan_director)})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.post("/account/2fa/totp/deactivate/")
    assert "نمی‌توان آن را خاموش کرد" in text(page)


def test_a_second_factor_s_secret_and_codes_are_sealed_and_old_plain_ones_still_work(
    cast, settings
):
    user = cast.gilan_expert
    recovery = turn_on_second_factor(user)
    with scope.sign_in(user.pk):
        rows = {row.type: row for row in Authenticator.objects.filter(user_id=user.pk)}
        stored = str([row.data for row in rows.values()])
        plain = unseal(rows["totp"].data["secret"])
        assert plain not in stored
        assert all(code not in stored for code in recovery)
        assert unseal(rows["recovery_codes"].data["seed"]) not in stored
        Authenticator.objects.filter(pk=rows["totp"].pk).update(data={"secret": plain})
        kept = Authenticator.objects.get(pk=rows["totp"].pk)
        assert kept.wrap().validate_code(code_of(user))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # the key was changed
    settings.SECRET_KEY = "another-key-of-this-installation"
    assert unseal(rows["totp"].data["secret"]) == plain
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Unreadable):
        unseal(rows["totp"].data["secret"])


def test_second_factors_and_addresses_are_reached_by_their_owner_alone(cast):
    turn_on_second_factor(cast.gilan_expert)
    for account, count in ((cast.gilan_expert, 2), (cast.gilan_director, 0), (None, 0)):
        with scope.sign_in(account.pk if account else None):
            assert Authenticator.objects.count() == count
    for person in ("gilan_director", "national_expert"):
        with (
            scope.enter(scope.of(getattr(cast, person))),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
        ):
            Authenticator.objects.count()


def test_pages_with_secrets_stay_in_no_cache(cast):
    user = cast.gilan_expert
    turn_on_second_factor(user)
    client = with_password_confirmed(user)
    client.post("/account/2fa/authenticate/", {"code": code_of(user)})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    for path in ("/account/2fa/codes/", "/account/2fa/codes/download/", "/account/2fa/", "/",
                 "/account/login/", "/office/", "/office/ngos/ngo/"):  # fmt: skip
        assert "no-store" in client.get(path)["Cache-Control"], path


def test_nobody_signs_up_by_themselves(db):
    assert Client().get("/account/signup/").status_code == 404


def test_a_demonstration_shows_its_accounts_and_an_office_does_not(db, settings):
    assert "gilan.director" not in text(Client().get(SIGN_IN))
    settings.DEMONSTRATION = True
    assert "gilan.director" in text(Client().get(SIGN_IN))


def test_a_form_that_is_too_old_says_what_to_do(cast):
    client = Client(enforce_csrf_checks=True)
    answer = sign_in(cast.gilan_expert.username, client=client)
    assert answer.status_code == 403
    assert "صفحه را از نو باز کنید" in text(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/account/password/",
        "/account/2fa/",
        "/account/2fa/totp/activate/",
        "/account/logout/",
        "/account/inactive/",
        "/account/reauthenticate/",
    ],
)
def test_pages_of_the_account_hold_no_latin_word(cast, path):
    page = with_password_confirmed(cast.gilan_expert).get(path)
    assert page.status_code == 200
    read = re.sub(r"[A-Z2-7]{32}", "", written(page))  # the key of the authenticator app
    assert re.findall(r"[A-Za-z0-9]+", read) == []


# -- wrong tries ---------------------------------------------------------------------------------


def wrong_tries(name: str, count: int, *, first: int = 0) -> None:
    """From as many addresses as there are tries."""
    for number in range(first, first + count):
        sign_in(
            name, "not-the-password", Client(REMOTE_ADDR=f"10.9.{number // 250}.{number % 250}")
        )


def test_a_stranger_s_tries_do_not_lock_the_owner_out(cast):
    user = cast.gilan_expert
    known = Client(REMOTE_ADDR="10.0.0.1")
    sign_in(user.username, client=known)
    known.post("/account/logout/")
    stranger = Client(REMOTE_ADDR="10.9.9.9")
    for _try in range(6):
        answer = sign_in(user.username, "not-the-password", stranger)
    assert "پنج دقیقه صبر کنید" in text(answer)
    assert sign_in(user.username, client=stranger).status_code == 200  # waits, though it is right
    assert sign_in(user.username, client=Client(REMOTE_ADDR="10.0.0.2")).status_code == 302
    wrong_tries(user.username, 50)
    assert sign_in(user.username, client=Client(REMOTE_ADDR="10.0.0.3")).status_code == 200
    assert sign_in(user.username, client=known).status_code == 302  # the owner's own browser


def test_tries_of_the_same_office_s_address_do_not_hold_up_a_known_browser(cast):
    user = cast.gilan_expert
    known = Client(REMOTE_ADDR="10.0.0.1")
    sign_in(user.username, client=known)
    known.post("/account/logout/")
    for number in range(11):
        sign_in(f"nobody{number}", "not-the-password", Client(REMOTE_ADDR="10.0.0.1"))
    assert sign_in(user.username, client=Client(REMOTE_ADDR="10.0.0.1")).status_code == 200
    assert sign_in(user.username, client=known).status_code == 302


def test_a_known_browser_has_a_bound_of_its_own_and_knows_its_own_accounts_alone(cast):
    known = Client()
    sign_in(cast.gilan_expert.username, client=known)
    known.post("/account/logout/")
    assert known.cookies["known_browser"]["httponly"]
    for _try in range(5):
        sign_in(cast.gilan_expert.username, "not-the-password", known)
    assert "پنج دقیقه صبر کنید" in text(sign_in(cast.gilan_expert.username, client=known))
    for _try in range(5):
        sign_in(cast.rasht_expert.username, "not-the-password", known)
    assert "پنج دقیقه صبر کنید" in text(sign_in(cast.rasht_expert.username, client=known))
    forged = Client()
    forged.cookies["known_browser"] = known.cookies["known_browser"].value[:-2]
    assert sign_in(cast.gilan_director.username, client=forged).status_code == 302


def test_every_answer_costs_one_hash_whoever_asks(cast, monkeypatch):
    """Counted, not timed: open, closed, given and over, without a password, and unknown."""
    count = []
    real = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode",
        lambda self, *args, **kwargs: count.append(1) or real(self, *args, **kwargs),
    )  # fmt: skip
    with scope.system():
        closed = make_user(Role.PROVINCIAL_EXPERT, at="گیلان", is_active=False)
        ended = make_user(Role.PROVINCIAL_EXPERT, at="گیلان", role_ends_on="2020-01-01")
        none = User.objects.create(username="new.one", role=Role.NATIONAL_EXPERT, first_name="x",
                                   last_name="y")  # fmt: skip
        store_given(user=cast.rasht_expert, password=PASSWORD)
        Password.objects.filter(user=cast.rasht_expert).update(expires_at=timezone.now())
    found = {}
    for user in (cast.gilan_expert, closed, ended, cast.rasht_expert, none, None):
        for password in (PASSWORD, "not-the-password"):
            cache.clear()
            count.clear()
            sign_in(user.username if user else "nobody", password)
            found[(str(user), password)] = len(count)
    assert set(found.values()) == {1}, found
