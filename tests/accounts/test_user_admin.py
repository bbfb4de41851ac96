"""Who may make and change which accounts, on the screen, in the service and in the database."""

import datetime
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from accounts import scope
from accounts.models import AccessEntry, Province, User
from accounts.roles import Role
from accounts.services.users import give_password, reset_second_factor, save_user
from tests.cast import PASSWORD, county, make_user, province, signed_in

USERS = "/office/accounts/user/"


def form(**changes: object) -> dict[str, object]:
    with scope.system():
        values = {
            "first_name": "ترانه",
            "last_name": "نوآمده",
            "username": "new.person",
            "mobile": "",
            "email": "",
            "role": Role.PROVINCIAL_EXPERT,
            "province": province("گیلان").pk,
            "county": "",
            "role_ends_on": "",
        }
    return {**values, **changes}


def found(username: str) -> User | None:
    with scope.system():
        return User.objects.filter(username=username).select_related("province").first()


def page_of(user: User, action: str = "change") -> str:
    return f"{USERS}{user.pk}/{action}/"


def test_a_director_makes_an_account_and_its_first_password_is_shown_once(cast):
    answer = signed_in(cast.gilan_director).post(f"{USERS}add/", form())
    password = re.search(r'id="new-password"[^>]*>([^<]+)<', answer.content.decode())[1]
    assert "no-store" in answer["Cache-Control"]
    with scope.system():
        assert found("new.person").check_password(password)
    answer = Client().post("/account/login/", {"login": "new.person", "password": password})
    assert answer.status_code == 302


def test_the_form_offers_a_director_the_own_province_and_no_role_above(cast):
    page = signed_in(cast.gilan_director).get(f"{USERS}add/")
    fields = page.context["adminform"].form.fields
    roles = {value for value, _label in fields["role"].choices}
    assert Role.NATIONAL_EXPERT not in roles
    assert Role.NGO_OFFICER not in roles
    with scope.enter(scope.of(cast.gilan_director)):
        assert [place.name for place in fields["province"].queryset] == ["گیلان"]
        assert {place.province.name for place in fields["county"].queryset} == {"گیلان"}


def test_a_director_who_posts_a_national_role_is_refused_with_the_reason(cast):
    data = form(role=Role.NATIONAL_EXPERT, province="")
    answer = signed_in(cast.gilan_director).post(f"{USERS}add/", data)
    assert "این نقش بالاتر از نقش شماست" in answer.content.decode()
    assert found("new.person") is None


def test_a_director_who_posts_another_province_is_refused_with_the_reason(cast):
    with scope.system():
        data = form(province=province("قزوین").pk)
    answer = signed_in(cast.gilan_director).post(f"{USERS}add/", data)
    assert "فقط حساب‌های استان خود" in answer.content.decode()
    assert found("new.person") is None


@pytest.mark.parametrize(
    ("role", "place"), [(Role.NATIONAL_EXPERT, None), (Role.DIRECTOR_GENERAL, "قزوین")]
)
def test_the_service_refuses_a_director_what_is_not_theirs_to_give(cast, role, place):
    with scope.system():
        user = User(username="x", first_name="الف", last_name="ب", role=role)
        user.province = province(place) if place else None
    with scope.enter(scope.of(cast.gilan_director)), pytest.raises(PermissionDenied):
        save_user(actor=cast.gilan_director, user=user)


@pytest.mark.parametrize(
    "change", [{"role": Role.NATIONAL_EXPERT, "province": None}, {"province": "قزوین"}]
)
def test_the_database_refuses_an_account_that_leaves_the_province(cast, change):
    with scope.system():
        if change["province"]:
            change = {"province": province(change["province"])}
    with (
        scope.enter(scope.of(cast.gilan_director)),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        User.objects.filter(pk=cast.gilan_expert.pk).update(**change)


def test_nobody_changes_their_own_role_or_access(cast):
    client = signed_in(cast.gilan_director)
    page = client.get(page_of(cast.gilan_director))
    assert not {"role", "province", "is_active"} & set(page.context["adminform"].form.fields)
    cast.gilan_director.role_ends_on = datetime.date(2040, 1, 1)
    with scope.enter(scope.of(cast.gilan_director)), pytest.raises(PermissionDenied):
        save_user(actor=cast.gilan_director, user=cast.gilan_director)


def test_an_account_is_closed_and_never_deleted(cast):
    client = signed_in(cast.gilan_director)
    user = cast.rasht_expert
    data = form(
        first_name=user.first_name,
        last_name=user.last_name,
        username=user.username,
        role=user.role,
        county=user.county_id,
    )
    assert client.post(page_of(user), data).status_code == 302  # «active» is not ticked
    assert not found(user.username).is_active
    assert client.post(page_of(user, "delete"), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("name", ["gilan_expert", "rasht_expert", "rasht_case_worker"])
def test_experts_do_not_reach_accounts(cast, name):
    client = signed_in(getattr(cast, name))
    assert client.get(USERS).status_code == 403
    assert client.post(f"{USERS}add/", form()).status_code == 403


def test_an_auditor_reads_accounts_and_changes_none(cast):
    client = signed_in(cast.gilan_auditor)
    assert client.get(USERS).status_code == 200
    assert client.get(page_of(cast.gilan_expert)).status_code == 200
    assert client.post(page_of(cast.gilan_expert), form()).status_code == 403
    assert client.get(f"{USERS}add/").status_code == 403
    assert client.post(page_of(cast.gilan_expert, "new-password")).status_code == 403
    assert client.post(page_of(cast.gilan_expert, "second-factor")).status_code == 403


def test_a_director_sees_no_account_of_another_province(cast):
    client = signed_in(cast.gilan_director)
    assert cast.isfahan_expert.username not in client.get(USERS).content.decode()
    assert client.get(page_of(cast.isfahan_expert)).status_code in (302, 404)
    assert client.post(page_of(cast.isfahan_expert, "new-password")).status_code == 404


def test_a_national_expert_manages_accounts_everywhere(cast):
    client = signed_in(cast.national_expert)
    with scope.system():
        data = form(role=Role.COUNTY_EXPERT, county=county("رشت").pk)
    assert client.post(f"{USERS}add/", data).status_code == 200
    assert found("new.person").role == Role.COUNTY_EXPERT


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": Role.COUNTY_EXPERT}, "county"),
        ({"role": Role.PROVINCIAL_EXPERT, "province": ""}, "province"),
        ({"role": Role.NATIONAL_EXPERT}, "province"),
    ],
)
def test_a_role_that_does_not_fit_the_place_is_explained_at_the_field(cast, changes, field):
    answer = signed_in(cast.national_expert).post(f"{USERS}add/", form(**changes))
    assert list(answer.context["adminform"].form.errors) == [field]


def test_a_name_that_an_account_of_another_office_has_is_refused_at_the_field(cast):
    data = form(username=cast.isfahan_expert.username.upper())
    answer = signed_in(cast.gilan_director).post(f"{USERS}add/", data)
    assert list(answer.context["adminform"].form.errors) == ["username"]
    user = User(username=cast.isfahan_expert.username, first_name="الف", last_name="ب")
    user.role, user.province = Role.PROVINCIAL_EXPERT, cast.gilan_director.province
    with scope.enter(scope.of(cast.gilan_director)), pytest.raises(ValidationError):
        save_user(actor=cast.gilan_director, user=user)


def test_a_new_password_ends_the_old_one_and_whoever_is_signed_in_with_it(cast):
    theirs = Client()
    theirs.post("/account/login/", {"login": cast.gilan_expert.username, "password": PASSWORD})
    client = signed_in(cast.gilan_director)
    assert client.get(page_of(cast.gilan_expert, "new-password")).status_code == 200
    assert not found(cast.gilan_expert.username).check_password("")
    assert client.post(page_of(cast.gilan_expert, "new-password")).status_code == 200
    assert not found(cast.gilan_expert.username).check_password(PASSWORD)
    assert theirs.get("/").url.startswith("/account/login/")


def test_a_lost_second_factor_is_reset_and_both_leave_a_trace_in_the_access_log(cast):
    with scope.sign_in(cast.gilan_expert.pk):
        Authenticator.objects.create(user_id=cast.gilan_expert.pk, type="totp", data={})
    director = cast.gilan_director
    with scope.enter(scope.of(director)):
        assert reset_second_factor(actor=director, user=cast.gilan_expert)
        assert not reset_second_factor(actor=director, user=cast.gilan_expert)
        give_password(actor=director, user=cast.gilan_expert)
        lines = AccessEntry.objects.filter(about_id=cast.gilan_expert.pk)
        assert set(lines.values_list("act", "user_id")) == {
            ("second_factor_reset", director.pk),
            ("password_given", director.pk),
        }


def test_a_director_has_no_say_over_a_national_expert(cast):
    with scope.system(), pytest.raises(PermissionDenied):
        give_password(actor=cast.gilan_director, user=cast.national_expert)
    with scope.system(), pytest.raises(PermissionDenied):
        reset_second_factor(actor=cast.gilan_director, user=cast.isfahan_expert)


def test_an_ngo_officer_keeps_role_and_ngo(cast):
    officer = cast.rasht_ngo_officer
    client = signed_in(cast.gilan_director)
    fields = client.get(page_of(officer)).context["adminform"].form.fields
    assert "role" not in fields
    officer.role, officer.ngo_id = Role.DIRECTOR_GENERAL, None
    with scope.enter(scope.of(cast.gilan_director)), pytest.raises(PermissionDenied):
        save_user(actor=cast.gilan_director, user=officer)


def test_a_national_expert_edits_the_other_names_of_a_county_and_a_director_reads_them(cast):
    with scope.system():
        rasht = county("رشت")
    data = {"name": rasht.name, "province": rasht.province_id, "code": rasht.code}
    address = f"/office/accounts/county/{rasht.pk}/change/"
    national = signed_in(cast.national_expert)
    assert national.post(address, {**data, "aliases": "شهر باران، رشت مرکزی"}).status_code == 302
    with scope.system():
        assert county("رشت").aliases == ["شهر باران", "رشت مرکزی"]
    director = signed_in(cast.gilan_director)
    assert director.get(address).status_code == 200
    assert director.post(address, {**data, "aliases": "هیچ"}).status_code == 403


def test_provinces_are_read_only(cast):
    client = signed_in(cast.national_expert)
    with scope.system():
        gilan = Province.objects.get(name="گیلان")
    address = f"/office/accounts/province/{gilan.pk}/change/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"name": "هیچ"}).status_code == 403


def test_accounts_are_searched_by_name_and_narrowed_by_state(cast):
    closed = make_user(Role.PROVINCIAL_EXPERT, at="گیلان", is_active=False, last_name="بستهٔ آزمون")
    client = signed_in(cast.gilan_director)
    page = client.get(f"{USERS}?q=بسته").content.decode()
    assert closed.username in page
    assert cast.gilan_expert.username not in page
    page = client.get(f"{USERS}?state=closed").content.decode()
    assert closed.username in page
    assert cast.rasht_expert.username not in page


def test_accounts_stand_in_alphabetical_order_and_are_found_in_any_spelling(cast):
    names = ["ژاله", "پژمان", "آذر", "گلی", "کاوه", "یلدا"]
    for name in names:
        make_user(Role.PROVINCIAL_EXPERT, at="گیلان", first_name="آزاده", last_name=name)
    client = signed_in(cast.gilan_director)
    listed = client.get(USERS, {"q": "ازاده"}).context["cl"].result_list
    assert [user.last_name for user in listed] == ["آذر", "پژمان", "ژاله", "کاوه", "گلی", "یلدا"]
    assert [
        user.last_name for user in client.get(USERS, {"q": "آزاده ياد"}).context["cl"].result_list
    ] == []
    assert [
        user.last_name for user in client.get(USERS, {"q": "يلدا"}).context["cl"].result_list
    ] == ["یلدا"]


def test_an_account_is_found_by_its_username_and_by_its_mobile_number_in_any_spelling(cast):
    user = make_user(Role.PROVINCIAL_EXPERT, at="گیلان", mobile="09700000001")
    client = signed_in(cast.gilan_director)
    for typed in (user.username.upper(), "۰۹۷۰ ۰۰۰ ۰۰۰۱", "+989700000001"):
        assert user in client.get(USERS, {"q": typed}).context["cl"].result_list, typed


def test_a_username_is_given_once_however_its_letters_are_written(cast):
    with (
        scope.system(),
        pytest.raises(IntegrityError, match="user_name_once"),
        transaction.atomic(),
    ):
        User.objects.filter(pk=cast.gilan_expert.pk).update(
            username=cast.rasht_expert.username.upper()
        )
